package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.lending.Lendable;
import org.zhiban.model.lending.Loan;
import org.zhiban.rules.lending.Lending;

/** Keys, tools and badges: registered, lent, taken back, retired [K1] [E5]. */
final class LendingRoutes {
  private static final int LOANS_SHOWN = 50;

  private final Running gateway;
  private final Repeats repeats;
  private final Lending lending;

  LendingRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
    this.lending = new Lending(gateway.site());
  }

  Answer list(Call call) {
    Instant now = gateway.clock().instant();
    boolean whole = call.query("retired").filter("true"::equals).isPresent();
    Optional<Lendable.Kind> kind = call.query("kind").flatMap(Lendable.Kind::of);
    JsonArray items = new JsonArray();
    gateway
        .store()
        .query(
            q -> {
              Map<String, Loan> out = new HashMap<>();
              q.lending().out().forEach(loan -> out.put(loan.thing(), loan));
              q.lending().things().stream()
                  .filter(thing -> whole || thing.retiredAt().isEmpty())
                  .filter(thing -> kind.isEmpty() || thing.kind() == kind.get())
                  .forEach(
                      thing ->
                          items.add(view(thing, Optional.ofNullable(out.get(thing.id())), now)));
              return items;
            });
    return Answer.ok(Paging.whole(items));
  }

  Answer one(Call call) {
    Instant now = gateway.clock().instant();
    return gateway
        .store()
        .query(
            q -> {
              Lendable thing = thing(q, call);
              JsonArray loans = new JsonArray();
              q.lending()
                  .loans(thing.id(), LOANS_SHOWN)
                  .forEach(loan -> loans.add(loan(loan, now)));
              return Answer.ok(view(thing, q.lending().loanOf(thing.id()), now).put("loans", loans))
                  .tagged(tag(thing));
            });
  }

  private static Lendable thing(OperationsQueries store, Call call) {
    return store
        .lending()
        .thing(call.path("id"))
        .orElseThrow(() -> Refusal.notFound("nothing on the register is " + call.path("id")));
  }

  Answer register(Call call) {
    return repeats.once(
        call,
        tx -> {
          String id = call.text("id").orElse("");
          Lending.Outcome outcome =
              lending.register(
                  id,
                  Lendable.Kind.of(call.text("kind").orElse("")).orElseThrow(),
                  call.text("name").orElse(""),
                  call.text("place"),
                  call.text("equipment"),
                  tx.lending().thing(id).isPresent());
          Lending.Outcome.Done done = done(call, outcome);
          tx.lending().add(done.thing());
          return told(tx, call, "lending_register", done, 201);
        });
  }

  Answer lend(Call call) {
    return repeats.once(
        call,
        tx -> {
          Lendable thing = unchanged(tx, call);
          Lending.Outcome.Done done =
              done(
                  call,
                  lending.lend(
                      thing,
                      tx.lending().loanOf(thing.id()),
                      asked(call),
                      order -> tx.order(order).isPresent(),
                      call.caller().user(),
                      gateway.clock().instant()));
          tx.lending().save(done.thing());
          tx.lending().add(done.loan().orElseThrow());
          return told(tx, call, "lending_lend", done, 200);
        });
  }

  private Lending.Asked asked(Call call) {
    return new Lending.Asked(
        call.text("borrower").orElse(""),
        call.text("contractor"),
        call.text("work_order"),
        call.text("reason"),
        call.text("due")
            .map(text -> Times.parse("due", text, gateway.site().zone()))
            .orElse(Instant.EPOCH));
  }

  Answer takeBack(Call call) {
    return repeats.once(
        call,
        tx -> {
          Lendable thing = unchanged(tx, call);
          Lending.Outcome.Done done =
              done(
                  call,
                  Lending.takeBack(
                      thing,
                      tx.lending().loanOf(thing.id()),
                      call.text("note"),
                      call.caller().user(),
                      gateway.clock().instant()));
          tx.lending().save(done.thing());
          tx.lending().takeBack(done.loan().orElseThrow());
          return told(tx, call, "lending_return", done, 200);
        });
  }

  Answer retire(Call call) {
    return repeats.once(
        call,
        tx -> {
          Lendable thing = unchanged(tx, call);
          Lending.Outcome.Done done =
              done(
                  call,
                  Lending.retire(
                      thing, tx.lending().loanOf(thing.id()), gateway.clock().instant()));
          tx.lending().save(done.thing());
          return told(tx, call, "lending_retire", done, 200);
        });
  }

  private static Lendable unchanged(OperationsTransaction tx, Call call) {
    Lendable thing = thing(tx, call);
    call.requireUnchanged(tag(thing), "it has changed since it was read; read it again");
    return thing;
  }

  private Lending.Outcome.Done done(Call call, Lending.Outcome outcome) {
    return switch (outcome) {
      case Lending.Outcome.Done done -> done;
      case Lending.Outcome.Refused(var reason) ->
          throw Refusal.conflict(
              reason.words(gateway.site().zone()).in(new AlarmRoutes(gateway).language(call)));
    };
  }

  private Repeats.Done told(
      OperationsTransaction tx, Call call, String action, Lending.Outcome.Done done, int status) {
    Instant now = gateway.clock().instant();
    Lendable thing = done.thing();
    JsonObject view = view(thing, tx.lending().loanOf(thing.id()), now);
    tx.audit(
        new AuditEntry.Draft(
            now,
            call.caller().user(),
            action,
            thing.id(),
            done.loan()
                .map(loan -> loan(loan, now))
                .orElseGet(() -> view.copy().put("note", call.text("note").orElse(null)))
                .encode(),
            call.origin()));
    return new Repeats.Done(
        new Answer(status, Optional.of(view), Map.of("ETag", "\"" + tag(thing) + "\"")),
        new Happening.LendingStep(thing.id()));
  }

  private static String tag(Lendable thing) {
    return Integer.toString(thing.version());
  }

  private static JsonObject view(Lendable thing, Optional<Loan> out, Instant now) {
    return new JsonObject()
        .put("id", thing.id())
        .put("kind", thing.kind().word())
        .put("name", thing.name())
        .put("place", thing.place().orElse(null))
        .put("equipment", thing.equipment().orElse(null))
        .put("retired_at", Times.text(thing.retiredAt()))
        .put("loan", nullable(out.map(loan -> loan(loan, now))));
  }

  private static @Nullable JsonObject nullable(Optional<JsonObject> view) {
    return view.orElse(null);
  }

  private static JsonObject loan(Loan loan, Instant now) {
    return new JsonObject()
        .put("number", loan.number())
        .put("borrower", loan.borrower())
        .put("contractor", loan.contractor().orElse(null))
        .put("work_order", loan.order().orElse(null))
        .put("reason", loan.reason().orElse(null))
        .put("lent_at", Times.text(loan.lentAt()))
        .put("lent_by", loan.lentBy())
        .put("due", Times.text(loan.due()))
        .put("overdue", loan.overdue(now))
        .put("returned_at", Times.text(loan.returned().map(Loan.Return::at)))
        .put("returned_by", loan.returned().map(Loan.Return::by).orElse(null))
        .put("note", loan.returned().flatMap(Loan.Return::note).orElse(null));
  }
}
