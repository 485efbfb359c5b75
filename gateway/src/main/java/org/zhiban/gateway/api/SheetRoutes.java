package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.commissioning.sheet.Comparison;
import org.zhiban.gateway.commissioning.sheet.SheetCsv;
import org.zhiban.gateway.commissioning.sheet.SheetLine;
import org.zhiban.gateway.commissioning.sheet.SourceWords;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;

/** The commissioning sheet. */
final class SheetRoutes {
  private final Running gateway;
  private final Repeats repeats;

  SheetRoutes(Running gateway) {
    this.gateway = gateway;
    repeats = new Repeats(gateway);
  }

  Answer sheet(Call call) {
    JsonArray items = new JsonArray();
    lines(call).forEach(line -> items.add(row(line)));
    return Answer.ok(Paging.whole(items));
  }

  Answer csv(Call call) {
    return Answer.file(
        "text/csv; charset=utf-8",
        "commissioning-" + gateway.site().id() + ".csv",
        Buffer.buffer(SheetCsv.of(gateway.site(), lines(call))));
  }

  private List<SheetLine> lines(Call call) {
    Optional<String> equipment = call.query("equipment");
    List<SignedReading> signed = gateway.store().query(OperationsQueries::signedReadings);
    return SheetLine.of(gateway.site(), this::now, signed).stream()
        .filter(line -> equipment.filter(id -> !id.equals(line.equipment().id())).isEmpty())
        .toList();
  }

  private PointValue now(PointRef point) {
    return gateway.board().get(gateway.index().number(point));
  }

  Answer sign(Call call) {
    PointRef ref = new PointRef(call.path("equipment"), call.path("point"));
    Equipment equipment = gateway.site().equipment().get(ref.equipment());
    PointSpec point = equipment == null ? null : equipment.points().get(ref.point());
    if (equipment == null || point == null) {
      throw Refusal.notFound("there is no point " + ref);
    }
    if (!Comparison.applies(point)) {
      throw new Refusal(422, "Nothing to compare", ref + " has no value that is read");
    }
    return repeats.once(call, tx -> new Repeats.Done(signed(tx, call, equipment, point)));
  }

  private Answer signed(OperationsTransaction tx, Call call, Equipment equipment, PointSpec point) {
    PointRef ref = new PointRef(equipment.id(), point.id());
    PointValue now = now(ref);
    Optional<BigDecimal> tolerance =
        Optional.ofNullable(call.body().getValue("tolerance"))
            .map(value -> new BigDecimal(value.toString()));
    return switch (Comparison.of(point, now, call.body().getValue("read"), tolerance)) {
      case Comparison.Unfit(String wanted) ->
          throw new Refusal(422, "Unfit reading", "read: " + ref + " wants " + wanted);
      case Comparison.Compared compared -> {
        SignedReading reading = reading(call, equipment, point, now, compared);
        tx.sign(reading);
        tx.audit(audit(call, reading));
        yield Answer.ok(
            row(new SheetLine(equipment, point, reading.source(), now, Optional.of(reading))));
      }
    };
  }

  private SignedReading reading(
      Call call,
      Equipment equipment,
      PointSpec point,
      PointValue now,
      Comparison.Compared compared) {
    return new SignedReading(
        new PointRef(equipment.id(), point.id()),
        SourceWords.of(equipment, point),
        compared.shown(),
        now.quality().name().toLowerCase(Locale.ROOT),
        now.time() == 0
            ? Optional.empty()
            : Optional.of(java.time.Instant.ofEpochMilli(now.time())),
        compared.entered(),
        compared.tolerance().map(BigDecimal::toPlainString),
        compared.within(),
        call.text("remark").orElse(""),
        call.caller().user(),
        gateway.clock().instant());
  }

  private static AuditEntry.Draft audit(Call call, SignedReading reading) {
    return new AuditEntry.Draft(
        reading.signedAt(),
        reading.signedBy(),
        reading.within() ? "commissioning_agrees" : "commissioning_differs",
        reading.point().toString(),
        view(reading).encode(),
        call.origin());
  }

  private JsonObject row(SheetLine line) {
    PointValue now = line.now();
    return new JsonObject()
        .put("equipment", line.equipment().id())
        .put("equipment_name", EquipmentView.text(line.equipment().name()))
        .put("point", line.point().id())
        .put("name", EquipmentView.text(line.point().name()))
        .put("kind", line.point().kind().name().toLowerCase(Locale.ROOT))
        .put("unit", line.point().unit().orElse(null))
        .put(
            "states",
            EquipmentView.array(line.point().states().stream().map(s -> s.name()).toList()))
        .put("connection", line.equipment().connection().orElse(null))
        .put("source", line.source())
        .put("state", line.state().word())
        .put(
            "now",
            new JsonObject()
                .put("value", EquipmentView.typed(line.point(), now))
                .put("quality", now.quality().name().toLowerCase(Locale.ROOT))
                .put("time", now.time() == 0 ? null : Times.millis(now.time())))
        .put("signed", line.signed().map(SheetRoutes::view).orElse(null));
  }

  private static JsonObject view(SignedReading reading) {
    return new JsonObject()
        .put("read", reading.entered())
        .put("shown", reading.shown().orElse(null))
        .put("quality", reading.quality())
        .put("shown_at", Times.text(reading.shownAt()))
        .put("tolerance", reading.tolerance().map(BigDecimal::new).orElse(null))
        .put("within", reading.within())
        .put("source", reading.source())
        .put("remark", reading.remark())
        .put("by", reading.signedBy())
        .put("at", Times.text(reading.signedAt()));
  }
}
