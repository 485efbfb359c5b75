package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.zhiban.drivers.RawRegisters;
import org.zhiban.drivers.modbus.Candidate;
import org.zhiban.drivers.modbus.Decoding;
import org.zhiban.drivers.modbus.Expected;
import org.zhiban.gateway.Running;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.Modbus;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointRef;

/** What the registers of a point may mean, while it is commissioned. */
final class DecodingRoutes {
  private final Running gateway;

  DecodingRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer decodings(Call call) {
    PointRef ref = new PointRef(call.path("equipment"), call.path("point"));
    Equipment equipment = gateway.site().equipment().get(ref.equipment());
    PointSpec point = equipment == null ? null : equipment.points().get(ref.point());
    if (equipment == null || point == null) {
      throw Refusal.notFound("there is no point " + ref);
    }
    if (!(point.source().orElse(null) instanceof Modbus source) || source.table().bits()) {
      throw new Refusal(422, "No registers", ref + " is not read from registers");
    }
    RawRegisters raw =
        equipment
            .connection()
            .flatMap(connection -> gateway.registers().apply(connection, ref))
            .orElseThrow(
                () ->
                    Refusal.conflict(
                        ref
                            + " was not among the last answers of its connection; see its log for"
                            + " what the device answers"));
    Expected expected = new Expected(near(call), call.query("unit").or(point::unit));
    JsonArray candidates = new JsonArray();
    Candidate.of(raw.words(), expected).forEach(one -> candidates.add(candidate(one, source)));
    return Answer.ok(
        new JsonObject()
            .put("unit_id", equipment.unit().isPresent() ? equipment.unit().getAsInt() : null)
            .put("table", word(source.table()))
            .put("address", source.address())
            .put("time", Times.text(raw.time()))
            .put("registers", words(raw))
            .put("configured", configured(source))
            .put("candidates", candidates));
  }

  private static OptionalDouble near(Call call) {
    Optional<String> near = call.query("near");
    return near.isPresent()
        ? OptionalDouble.of(Double.parseDouble(near.get()))
        : OptionalDouble.empty();
  }

  private static JsonArray words(RawRegisters raw) {
    JsonArray words = new JsonArray();
    raw.words().forEach(word -> words.add(String.format(Locale.ROOT, "%04x", word)));
    return words;
  }

  private static JsonObject configured(Modbus source) {
    return new JsonObject()
        .put("type", source.type().name())
        .put("byte_order", source.byteOrder().name())
        .put("scale", source.scale());
  }

  private static JsonObject candidate(Candidate candidate, Modbus source) {
    JsonArray decodings = new JsonArray();
    candidate
        .decodings()
        .forEach(
            one ->
                decodings.add(
                    new JsonObject()
                        .put("type", one.type().name())
                        .put("byte_order", one.order().name())
                        .put("registers", one.registers())));
    return new JsonObject()
        .put("value", Double.isFinite(candidate.value()) ? candidate.value() : null)
        .put("text", candidate.decodings().getFirst().text())
        .put("scale", candidate.scale())
        .put("meets", candidate.meets())
        .put(
            "configured",
            candidate.scale() == source.scale()
                && candidate.decodings().stream().anyMatch(one -> isOf(one, source)))
        .put("decodings", decodings);
  }

  private static boolean isOf(Decoding decoding, Modbus source) {
    return decoding.type() == source.type()
        && decoding.registers() == source.length()
        && decoding.order() == source.byteOrder();
  }

  private static String word(PointSource.Table table) {
    return table.name().toLowerCase(Locale.ROOT);
  }
}
