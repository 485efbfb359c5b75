package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.cost.Money;
import org.zhiban.model.site.Charges;
import org.zhiban.model.stock.Movement;
import org.zhiban.model.stock.Part;
import org.zhiban.rules.stock.Stock;

/** Spare parts: registered, bought, counted, written off, and what is under its minimum. */
final class StockRoutes {
  private static final int MOVEMENTS_SHOWN = 100;

  private final Running gateway;
  private final Repeats repeats;
  private final StockBooking booking;

  StockRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
    this.booking = new StockBooking(gateway);
    gateway
        .feed()
        .watch(
            happening -> {
              if (happening instanceof Happening.StockStep) {
                gateway.senders().ring();
              }
            });
  }

  Answer list(Call call) {
    boolean retired = call.query("retired").filter("true"::equals).isPresent();
    boolean low = call.query("below_minimum").filter("true"::equals).isPresent();
    JsonArray items = new JsonArray();
    gateway.store().query(q -> q.stock().parts()).stream()
        .filter(part -> retired || part.retiredAt().isEmpty())
        .filter(part -> !low || part.low())
        .forEach(part -> items.add(view(part)));
    return Answer.ok(Paging.whole(items));
  }

  Answer one(Call call) {
    return gateway
        .store()
        .query(
            q -> {
              Part part = part(q, call);
              return Answer.ok(whole(q, part)).tagged(tag(part));
            });
  }

  private static Part part(OperationsQueries store, Call call) {
    return store
        .stock()
        .part(call.path("id"))
        .orElseThrow(() -> Refusal.notFound("no part on the register is " + call.path("id")));
  }

  Answer register(Call call) {
    return repeats.once(
        call,
        tx -> {
          String id = call.text("id").orElse("");
          Stock.Outcome.Done done =
              booking.done(
                  call, Stock.register(id, described(call), tx.stock().part(id).isPresent()));
          tx.stock().add(done.part());
          return told(tx, call, "stock_register", done.part(), 201);
        });
  }

  Answer change(Call call) {
    return moved(call, "stock_change", 200, (part, _) -> Stock.change(part, described(call)));
  }

  Answer receive(Call call) {
    return moved(
        call,
        "stock_receive",
        200,
        (part, now) ->
            Stock.receive(
                part, quantity(call), money(call), said(call, "note"), call.caller().user(), now));
  }

  Answer count(Call call) {
    return moved(
        call,
        "stock_count",
        200,
        (part, now) ->
            Stock.count(part, quantity(call), said(call, "reason"), call.caller().user(), now));
  }

  Answer writeOff(Call call) {
    return moved(
        call,
        "stock_write_off",
        200,
        (part, now) ->
            Stock.writeOff(part, quantity(call), said(call, "reason"), call.caller().user(), now));
  }

  Answer retire(Call call) {
    return moved(call, "stock_retire", 200, Stock::retire);
  }

  private Answer moved(
      Call call, String action, int status, BiFunction<Part, Instant, Stock.Outcome> change) {
    return repeats.once(
        call,
        tx -> {
          Part part = part(tx, call);
          call.requireUnchanged(tag(part), "the part has changed since it was read; read it again");
          Instant now = gateway.clock().instant();
          Stock.Outcome.Done done = booking.done(call, change.apply(part, now));
          booking.record(tx, done, now);
          return told(tx, call, action, done.part(), status);
        });
  }

  private Stock.Described described(Call call) {
    return new Stock.Described(
        call.text("name").orElse(""),
        call.text("unit").orElse(""),
        call.text("place"),
        call.text("minimum").map(BigDecimal::new).orElse(BigDecimal.ZERO),
        money(call).orElse(Money.NOTHING));
  }

  private static BigDecimal quantity(Call call) {
    return new BigDecimal(call.text("quantity").orElseThrow());
  }

  private static Optional<String> said(Call call, String field) {
    return call.text(field).map(String::strip).filter(it -> !it.isEmpty());
  }

  private Optional<Money> money(Call call) {
    Charges charges = gateway.site().service().charges();
    try {
      Optional<Money> price =
          call.text("price").map(BigDecimal::new).map(it -> Money.of(it, charges.currency()));
      if (price.filter(it -> it.minor() < 0).isEmpty()) {
        return price;
      }
    } catch (ArithmeticException _) {
      // too many places, or nobody pays as much
    }
    String example = charges.text(new Money(2_550));
    throw Refusal.badRequest(
        new LocalizedText(
                "price：请写单价，如 " + example + "，不要超出币种的小数位",
                "price: what one costs, such as "
                    + example
                    + ", with no more places than the currency has")
            .in(new AlarmRoutes(gateway).language(call)));
  }

  private Repeats.Done told(
      OperationsTransaction tx, Call call, String action, Part part, int status) {
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            call.caller().user(),
            action,
            part.id(),
            call.body().encode(),
            call.origin()));
    return new Repeats.Done(
        new Answer(status, Optional.of(whole(tx, part)), Map.of("ETag", "\"" + tag(part) + "\"")),
        new Happening.StockStep(part.id()));
  }

  private static String tag(Part part) {
    return Integer.toString(part.version());
  }

  private JsonObject whole(OperationsQueries store, Part part) {
    JsonArray movements = new JsonArray();
    store
        .stock()
        .movements(part.id(), MOVEMENTS_SHOWN)
        .forEach(movement -> movements.add(view(movement)));
    return view(part).put("movements", movements);
  }

  private JsonObject view(Part part) {
    return new JsonObject()
        .put("id", part.id())
        .put("name", part.name())
        .put("unit", part.unit())
        .put("place", part.place().orElse(null))
        .put("minimum", Stock.text(part.minimum()))
        .put("price", text(part.price()))
        .put("stock", Stock.text(part.stock()))
        .put("below_minimum", part.low())
        .put("retired_at", Times.text(part.retiredAt()));
  }

  private String text(Money money) {
    return money.decimal(gateway.site().service().charges().currency()).toPlainString();
  }

  private JsonObject view(Movement movement) {
    return new JsonObject()
        .put("number", movement.number())
        .put("kind", movement.kind().word())
        .put("quantity", Stock.text(movement.quantity()))
        .put("price", nullable(movement.price().map(this::text)))
        .put("work_order", nullable(movement.line().map(Movement.OfOrder::workOrder)))
        .put("line", movement.line().map(Movement.OfOrder::line).orElse(null))
        .put("reason", nullable(movement.reason()))
        .put("by", movement.by())
        .put("at", Times.text(movement.at()));
  }

  private static @Nullable String nullable(Optional<String> text) {
    return text.orElse(null);
  }
}
