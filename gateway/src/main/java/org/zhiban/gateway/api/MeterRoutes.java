package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.figures.MeterCsv;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;
import org.zhiban.rules.meter.MeterBook;
import org.zhiban.rules.meter.MeterRefusal;
import org.zhiban.rules.meter.Metering;

/** Meters that people read by eye: registered, read, exchanged, retired. */
final class MeterRoutes {
  private final Running gateway;
  private final Repeats repeats;

  MeterRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
  }

  Answer list(Call call) {
    boolean retired = call.query("retired").filter("true"::equals).isPresent();
    Optional<Meter.Scope> scope = call.query("scope").flatMap(Meter.Scope::of);
    Optional<String> route = call.query("route");
    return gateway
        .store()
        .query(
            q -> {
              Map<String, Reading> last =
                  byMeter(q.meters().lastBefore(gateway.clock().instant().plus(Metering.AHEAD)));
              Map<String, Reading> exchanges = byMeter(q.meters().exchanges());
              JsonArray items = new JsonArray();
              q.meters().meters().stream()
                  .filter(meter -> retired || meter.retiredAt().isEmpty())
                  .filter(meter -> scope.isEmpty() || meter.scope() == scope.get())
                  .filter(
                      meter -> route.isEmpty() || meter.stop().map(Meter.Stop::route).equals(route))
                  .forEach(meter -> items.add(row(meter, exchanges, last)));
              return Answer.ok(Paging.whole(items));
            });
  }

  /** What was used in a month, as a table; what was retired meanwhile is there too. */
  Answer csv(Call call) {
    YearMonth month = month(call);
    Optional<Meter.Scope> scope = call.query("scope").flatMap(Meter.Scope::of);
    List<MeterCsv.Line> lines =
        gateway
            .store()
            .query(
                q ->
                    q.meters().meters().stream()
                        .filter(meter -> scope.isEmpty() || meter.scope() == scope.get())
                        .map(meter -> new MeterCsv.Line(meter, used(q, meter, month)))
                        .filter(
                            line -> line.month().isPresent() || line.meter().retiredAt().isEmpty())
                        .toList());
    return Answer.file(
        "text/csv; charset=utf-8",
        "meters-" + month + ".csv",
        Buffer.buffer(MeterCsv.of(gateway.site(), month, lines)));
  }

  private static YearMonth month(Call call) {
    try {
      return YearMonth.parse(call.query("month").orElse(""));
    } catch (DateTimeException _) {
      throw Refusal.badRequest("month: write it as 2026-11");
    }
  }

  private Optional<MeterBook.Month> used(OperationsQueries store, Meter meter, YearMonth month) {
    return MeterBook.of(meter, store.meters().readings(meter.id()))
        .months(gateway.site().zone())
        .stream()
        .filter(it -> it.month().equals(month))
        .findFirst();
  }

  private static JsonObject row(
      Meter meter, Map<String, Reading> exchanges, Map<String, Reading> last) {
    return MeterView.row(
        meter,
        MeterBook.dialNow(meter, Optional.ofNullable(exchanges.get(meter.id()))),
        Optional.ofNullable(last.get(meter.id())));
  }

  /** The last of each meter. */
  private static Map<String, Reading> byMeter(List<Reading> inOrder) {
    Map<String, Reading> last = new HashMap<>();
    inOrder.forEach(reading -> last.put(reading.meter(), reading));
    return last;
  }

  Answer one(Call call) {
    return gateway
        .store()
        .query(
            q -> {
              Meter meter = meter(q, call);
              return Answer.ok(MeterView.whole(gateway, q, meter)).tagged(tag(meter));
            });
  }

  private static Meter meter(OperationsQueries store, Call call) {
    return store
        .meters()
        .meter(call.path("id"))
        .orElseThrow(() -> Refusal.notFound("no meter on the register is " + call.path("id")));
  }

  Answer register(Call call) {
    return repeats.once(
        call,
        tx -> {
          String id = call.text("id").orElse("");
          Metering.Outcome.Done done =
              done(
                  call,
                  Metering.register(
                      id,
                      described(call),
                      tx.meters().meter(id).isPresent(),
                      gateway.clock().instant()));
          tx.meters().add(done.meter());
          return told(tx, call, "meter_register", done.meter(), call.body(), 201);
        });
  }

  Answer change(Call call) {
    return repeats.once(
        call,
        tx -> {
          Meter meter = unchanged(tx, call);
          Metering.Outcome.Done done =
              done(
                  call,
                  Metering.change(
                      meter, standing(tx, meter), described(call), call.text("reason")));
          tx.meters().save(done.meter());
          return told(tx, call, "meter_change", done.meter(), call.body(), 200);
        });
  }

  private static Metering.Described described(Call call) {
    Meter.Measure measure = call.text("measure").flatMap(Meter.Measure::of).orElseThrow();
    return new Metering.Described(
        call.text("name").orElse(""),
        measure,
        call.text("unit").orElse(measure.unit()),
        call.text("place"),
        call.text("scope").flatMap(Meter.Scope::of).orElseThrow(),
        call.text("tenant"),
        call.text("route"),
        call.text("position").map(Integer::valueOf).orElse(0),
        counter(call));
  }

  private static Metering.Counter counter(Call call) {
    return new Metering.Counter(
        call.text("serial"),
        call.text("digits").map(Integer::valueOf).orElse(0),
        number(call, "ratio").orElse(BigDecimal.ONE));
  }

  private static Optional<BigDecimal> number(Call call, String field) {
    return call.text(field).map(BigDecimal::new);
  }

  Answer retire(Call call) {
    return repeats.once(
        call,
        tx -> {
          Metering.Outcome.Done done =
              done(call, Metering.retire(unchanged(tx, call), gateway.clock().instant()));
          tx.meters().save(done.meter());
          return told(tx, call, "meter_retire", done.meter(), call.body(), 200);
        });
  }

  Answer read(Call call) {
    return taken(call, "meter_read", Optional.empty());
  }

  Answer exchange(Call call) {
    Metering.Exchanged exchanged =
        new Metering.Exchanged(counter(call), number(call, "start").orElseThrow());
    return taken(call, "meter_exchange", Optional.of(exchanged));
  }

  private Answer taken(Call call, String action, Optional<Metering.Exchanged> exchanged) {
    return repeats.once(
        call,
        tx -> {
          Instant now = gateway.clock().instant();
          Meter meter = unchanged(tx, call);
          String by = call.caller().user();
          Metering.Read said =
              new Metering.Read(
                  number(call, "value").orElseThrow(),
                  call.text("read_at")
                      .map(text -> Times.parse("read_at", text, gateway.site().zone()))
                      .orElse(now),
                  call.text("reader").orElse(by),
                  call.flag("rolled_over"),
                  call.flag("confirmed"),
                  call.text("note"),
                  exchanged);
          Metering.Outcome.Done done =
              done(call, Metering.read(meter, standing(tx, meter), said, by, now));
          Reading reading = done.reading().orElseThrow();
          tx.meters().save(done.meter());
          tx.meters().add(reading);
          return told(tx, call, action, done.meter(), MeterView.reading(reading), 201);
        });
  }

  Answer voided(Call call) {
    int number = Integer.parseInt(call.path("number"));
    return repeats.once(
        call,
        tx -> {
          Meter meter = unchanged(tx, call);
          Reading reading =
              tx.meters()
                  .reading(meter.id(), number)
                  .orElseThrow(
                      () -> Refusal.notFound(meter.id() + " has no reading no. " + number));
          Metering.Outcome.Done done =
              done(
                  call,
                  Metering.voided(
                      meter,
                      standing(tx, meter),
                      reading,
                      call.text("reason").orElse(""),
                      call.caller().user(),
                      gateway.clock().instant()));
          Reading gone = done.reading().orElseThrow();
          tx.meters().save(done.meter());
          tx.meters().voided(gone);
          return told(tx, call, "meter_void", done.meter(), MeterView.reading(gone), 200);
        });
  }

  private static List<Reading> standing(OperationsTransaction tx, Meter meter) {
    return tx.meters().readings(meter.id()).stream().filter(Reading::stands).toList();
  }

  private static Meter unchanged(OperationsTransaction tx, Call call) {
    Meter meter = meter(tx, call);
    call.requireUnchanged(tag(meter), "the meter has changed since it was read; read it again");
    return meter;
  }

  private Metering.Outcome.Done done(Call call, Metering.Outcome outcome) {
    return switch (outcome) {
      case Metering.Outcome.Done done -> done;
      case Metering.Outcome.Refused(var reason) -> throw refusal(call, reason);
    };
  }

  private Refusal refusal(Call call, MeterRefusal reason) {
    String words = reason.words(gateway.site().zone()).in(new AlarmRoutes(gateway).language(call));
    return switch (reason) {
      case MeterRefusal.WrongField _ -> Refusal.badRequest(words);
      case MeterRefusal.Lower _ -> new Refusal(409, "Lower than the last", words);
      case MeterRefusal.Unusual _ -> new Refusal(409, "Unusual", words);
      case MeterRefusal.Taken _,
          MeterRefusal.Retired _,
          MeterRefusal.SameTime _,
          MeterRefusal.NotRolled _,
          MeterRefusal.TooLong _,
          MeterRefusal.LaterMisfits _,
          MeterRefusal.Voided _ ->
          Refusal.conflict(words);
    };
  }

  private Repeats.Done told(
      OperationsTransaction tx,
      Call call,
      String action,
      Meter meter,
      JsonObject content,
      int status) {
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            call.caller().user(),
            action,
            meter.id(),
            content.encode(),
            call.origin()));
    return new Repeats.Done(
        new Answer(
            status,
            Optional.of(MeterView.whole(gateway, tx, meter)),
            Map.of("ETag", "\"" + tag(meter) + "\"")));
  }

  private static String tag(Meter meter) {
    return Integer.toString(meter.version());
  }
}
