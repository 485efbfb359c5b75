package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.meter.Dial;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;
import org.zhiban.rules.meter.MeterBook;

/** Meters and readings as the API shows them; numbers with digits after the point are texts. */
final class MeterView {
  private static final int READINGS_SHOWN = 100;

  private MeterView() {}

  /** A meter with its last reading. */
  static JsonObject row(Meter meter, Dial dial, Optional<Reading> last) {
    return new JsonObject()
        .put("id", meter.id())
        .put("name", meter.name())
        .put("measure", meter.measure().word())
        .put("unit", meter.unit())
        .put("place", meter.place().orElse(null))
        .put("scope", meter.scope().word())
        .put("tenant", meter.tenant().orElse(null))
        .put("route", meter.stop().map(Meter.Stop::route).orElse(null))
        .put("position", meter.stop().map(Meter.Stop::position).orElse(null))
        .put("serial", dial.serial().orElse(null))
        .put("digits", dial.digits())
        .put("ratio", dial.ratio().toPlainString())
        .put("registered_at", Times.text(meter.registeredAt()))
        .put("retired_at", Times.text(meter.retiredAt()))
        .put("last", nullable(last.map(MeterView::reading)));
  }

  /** A meter with its readings, and what was used. */
  static JsonObject whole(Running gateway, OperationsQueries store, Meter meter) {
    List<Reading> readings = store.meters().readings(meter.id());
    MeterBook book = MeterBook.of(meter, readings);
    Map<Integer, MeterBook.Step> steps = new HashMap<>();
    book.steps().forEach(step -> steps.put(step.reading().number(), step));
    List<Reading> latest = new ArrayList<>(readings);
    Collections.reverse(latest);
    JsonArray shown = new JsonArray();
    latest.stream()
        .limit(READINGS_SHOWN)
        .forEach(it -> shown.add(used(reading(it), Optional.ofNullable(steps.get(it.number())))));
    JsonArray months = new JsonArray();
    book.months(gateway.site().zone()).forEach(month -> months.add(month(month)));
    Optional<Reading> last = latest.stream().filter(Reading::stands).findFirst();
    Optional<Reading> exchange =
        latest.stream().filter(it -> it.stands() && it.exchange().isPresent()).findFirst();
    return row(meter, MeterBook.dialNow(meter, exchange), last)
        .put("readings", shown)
        .put("months", months);
  }

  private static @Nullable JsonObject nullable(Optional<JsonObject> view) {
    return view.orElse(null);
  }

  static JsonObject reading(Reading reading) {
    return new JsonObject()
        .put("number", reading.number())
        .put("value", reading.value().toPlainString())
        .put("read_at", Times.text(reading.readAt()))
        .put("reader", reading.reader())
        .put("entered_by", reading.enteredBy())
        .put("entered_at", Times.text(reading.enteredAt()))
        .put("rolled_over", reading.rolledOver())
        .put("confirmed", reading.confirmed())
        .put("note", reading.note().orElse(null))
        .put("exchange", nullable(reading.exchange().map(MeterView::exchange)))
        .put("voided_at", Times.text(reading.voided().map(Reading.Voiding::at)))
        .put("voided_by", reading.voided().map(Reading.Voiding::by).orElse(null))
        .put("void_reason", reading.voided().map(Reading.Voiding::reason).orElse(null));
  }

  private static JsonObject exchange(Reading.Exchange exchange) {
    return new JsonObject()
        .put("start", exchange.start().toPlainString())
        .put("serial", exchange.dial().serial().orElse(null))
        .put("digits", exchange.dial().digits())
        .put("ratio", exchange.dial().ratio().toPlainString());
  }

  /** What is void has used nothing. */
  private static JsonObject used(JsonObject view, Optional<MeterBook.Step> step) {
    step.ifPresent(
        it ->
            view.put("from", it.before().map(_ -> it.from().toPlainString()).orElse(null))
                .put("ratio", it.dial().ratio().toPlainString())
                .put("used", MeterBook.text(it.used())));
    return view;
  }

  private static JsonObject month(MeterBook.Month month) {
    return new JsonObject()
        .put("month", month.month().toString())
        .put("used", MeterBook.text(month.used()))
        .put("from", Times.text(month.from()))
        .put("until", Times.text(month.until()))
        .put("whole", month.whole());
  }
}
