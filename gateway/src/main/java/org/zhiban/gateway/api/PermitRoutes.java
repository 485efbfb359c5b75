package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.workorder.Permit;
import org.zhiban.rules.workorder.Permits;
import org.zhiban.rules.workorder.SecondLooks;
import org.zhiban.rules.workorder.StandingWork;

/** Permits for dangerous work: listed, issued, ended before their time. */
final class PermitRoutes {
  private static final Set<SecondLooks.State> WAITS =
      Set.of(SecondLooks.State.WAITING, SecondLooks.State.DUE);

  private final Running gateway;
  private final Repeats repeats;

  PermitRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer list(Call call) {
    Instant now = gateway.clock().instant();
    if (call.query("lasting").filter("true"::equals).isPresent()) {
      JsonArray items = new JsonArray();
      gateway.store().query(q -> q.permitsLasting(now)).forEach(one -> items.add(view(one, now)));
      return Answer.ok(Paging.whole(items));
    }
    if (call.query("second_look").filter("true"::equals).isPresent()) {
      JsonArray items = new JsonArray();
      gateway.store().query(q -> q.permitsUnlooked(now.minus(SecondLooks.WITHIN))).stream()
          .filter(one -> SecondLooks.state(one, now).filter(WAITS::contains).isPresent())
          .forEach(one -> items.add(view(one, now)));
      return Answer.ok(Paging.whole(items));
    }
    return Answer.ok(
        Paging.view(
            gateway.store().query(q -> q.permits(Paging.request(call, 100))),
            permit -> view(permit, now)));
  }

  Answer one(Call call) {
    Permit permit = gateway.store().query(q -> permit(q, call.path("id")));
    return Answer.ok(view(permit, gateway.clock().instant()));
  }

  private static Permit permit(OperationsQueries store, String id) {
    return store.permit(id).orElseThrow(() -> Refusal.notFound("there is no permit " + id));
  }

  Answer issue(Call call) {
    return repeats.once(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          Permit permit = wanted(call, gateway.permits().nextNumber(tx, now), now);
          Optional<LocalizedText> refusal = Permits.refusal(gateway.site(), permit, now);
          if (refusal.isPresent()) {
            throw Refusal.badRequest(refusal.get().in(new AlarmRoutes(gateway).language(call)));
          }
          CommandRoutes.requireNoneGoingOut(
              gateway, call, StandingWork.held(gateway.site(), permit));
          tx.save(permit);
          audit(tx, call, "permit_issue", permit, now);
          return new Repeats.Done(
              Answer.created(view(permit, now)), new Happening.PermitStep(permit(tx, permit.id())));
        });
  }

  private Permit wanted(Call call, String number, Instant now) {
    if (call.text("area").isPresent() == call.text("equipment").isPresent()) {
      throw Refusal.badRequest("say where: area or equipment, one of them");
    }
    Instant from = time(call, "from").orElse(now);
    Instant until =
        time(call, "until").orElseThrow(() -> Refusal.badRequest("until: say when it ends"));
    if (!until.isAfter(from)) {
      throw Refusal.badRequest("until must lie after from");
    }
    return new Permit(
        number,
        call.text("kind")
            .flatMap(Permit.Kind::of)
            .orElseThrow(
                () ->
                    Refusal.badRequest(
                        "kind: one of "
                            + Arrays.stream(Permit.Kind.values())
                                .map(Permit.Kind::word)
                                .collect(Collectors.joining(", ")))),
        call.text("area"),
        call.text("equipment"),
        call.text("work").orElse(""),
        call.text("holder").orElseThrow(() -> Refusal.badRequest("holder: say who works")),
        call.text("watch"),
        from,
        until,
        call.caller().user(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Optional<Instant> time(Call call, String name) {
    return call.text(name).map(text -> Times.parse(name, text, gateway.site().zone()));
  }

  Answer end(Call call) {
    return repeats.once(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          Permit permit = permit(tx, call.path("id"));
          if (permit.endedAt().isPresent() || !permit.until().isAfter(now)) {
            throw Refusal.conflict(permit.id() + " has ended");
          }
          Permit ended = permit.ended(now, call.caller().user());
          tx.save(ended);
          audit(tx, call, "permit_end", ended, now);
          return new Repeats.Done(
              Answer.ok(view(ended, now)), new Happening.PermitStep(permit(tx, ended.id())));
        });
  }

  Answer look(Call call) {
    return repeats.once(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          Permit permit = permit(tx, call.path("id"));
          Optional<LocalizedText> refusal = SecondLooks.refusal(permit, gateway.site().zone(), now);
          if (refusal.isPresent()) {
            throw Refusal.conflict(refusal.get().in(new AlarmRoutes(gateway).language(call)));
          }
          String note =
              call.text("note")
                  .map(String::strip)
                  .filter(it -> !it.isEmpty())
                  .orElseThrow(() -> Refusal.badRequest("note: say what was found"));
          Permit looked = permit.looked(new Permit.SecondLook(now, call.caller().user(), note));
          tx.save(looked);
          audit(tx, call, "permit_look", looked, now);
          return new Repeats.Done(
              Answer.ok(view(looked, now)), new Happening.PermitStep(permit(tx, looked.id())));
        });
  }

  private static void audit(
      OperationsTransaction tx, Call call, String action, Permit permit, Instant now) {
    tx.audit(
        new AuditEntry.Draft(
            now,
            call.caller().user(),
            action,
            permit.id(),
            call.text("note").orElseGet(() -> view(permit, now).encode()),
            call.origin()));
  }

  static JsonObject view(Permit permit, Instant now) {
    return new JsonObject()
        .put("id", permit.id())
        .put("kind", permit.kind().word())
        .put("area", permit.area().orElse(null))
        .put("equipment", permit.equipment().orElse(null))
        .put("work", permit.work())
        .put("holder", permit.holder())
        .put("watch", permit.watch().orElse(null))
        .put("from", Times.text(permit.from()))
        .put("until", Times.text(permit.until()))
        .put("standing", permit.standing(now))
        .put("issued_by", permit.issuedBy())
        .put("ended_at", Times.text(permit.endedAt()))
        .put("ended_by", permit.endedBy().orElse(null))
        .put("second_look", look(permit, now));
  }

  private static @Nullable JsonObject look(Permit permit, Instant now) {
    return SecondLooks.state(permit, now)
        .map(
            state ->
                new JsonObject()
                    .put("state", state.word())
                    .put("from", Times.text(SecondLooks.from(permit)))
                    .put("at", Times.text(permit.secondLook().map(Permit.SecondLook::at)))
                    .put("by", permit.secondLook().map(Permit.SecondLook::by).orElse(null))
                    .put("note", permit.secondLook().map(Permit.SecondLook::note).orElse(null)))
        .orElse(null);
  }
}
