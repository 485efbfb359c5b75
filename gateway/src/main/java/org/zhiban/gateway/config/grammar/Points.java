package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Expressions;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.PointNames;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/** What a template says of one point. */
final class Points {
  private static final Key<LocalizedText> NAME = required("name", Localized.TEXT, "for people");
  static final Key<PointKind> KIND =
      required("kind", Words.lower("a kind of point", PointKind.values()), "what its value is");
  static final Key<String> UNIT = optional("unit", Texts.text(), "unit of the value, as shown");
  static final Key<Duration> EVERY =
      optional(
          "every",
          Durations.positive(),
          "wanted period of reads, else 5s; of subscriptions and messages the usual interval");
  static final Key<Double> DEADBAND =
      defaulted(
          "deadband",
          Numbers.notNegative(),
          0.0,
          "change below which a value is not reported anew; 0 reports every sample");
  static final Key<ValueRange> RANGE =
      optional("range", Ranges.SHAPE, "sound values; outside the quality is uncertain");
  static final Key<List<PointState>> STATES =
      optional("states", States.SHAPE, "of a multistate point: device value and name of each");
  static final Key<Boolean> COMMAND =
      defaulted("command", Numbers.flag(), false, "the point is written to");
  static final Key<Expression> INTERLOCK =
      optional("interlock", Expressions.expression(), "what must hold at the moment of writing");
  static final Key<PointRef> READ_BACK =
      optional(
          "read_back",
          PointNames.point(PointNames.Need.HELD),
          "the point that must follow a write");
  static final Key<PointSource.Modbus> MODBUS =
      optional("modbus", Registers.SHAPE, "where it stands in a Modbus unit");
  static final Key<PointSource> OPC_UA =
      optional("opc_ua", OpcUaNodes.SHAPE, "where it stands in an OPC UA server");
  static final Key<PointSource.Mqtt> MQTT =
      optional("mqtt", Topics.SHAPE, "where it stands in MQTT messages");
  static final Key<PointSource.Sparkplug> SPARKPLUG =
      optional("sparkplug", Metrics.SHAPE, "which metric of an edge node it is, Sparkplug B 3.0");
  static final Key<List<String>> PRIVATE =
      optional(
          "private",
          ListShape.of(Texts.name("a field's name")),
          "of an event: fields stored hashed, shown only to roles that may see them");

  static final MappingShape<PointSpec> POINT =
      MappingShape.of(
              "a point",
              List.of(
                  NAME, KIND, UNIT, EVERY, DEADBAND, RANGE, STATES, COMMAND, INTERLOCK, READ_BACK,
                  MODBUS, OPC_UA, MQTT, SPARKPLUG, PRIVATE),
              Points::build)
          .check(Checks.exactlyOne("source", List.of(MODBUS, OPC_UA, MQTT, SPARKPLUG)))
          .check(PointKinds::check)
          .check(PointSources::check);

  static final MapShape<PointSpec> SHAPE =
      new MapShape<>("points", Texts.name("a point's id"), POINT);

  private Points() {}

  private static PointSpec build(Values values, Reading reading) {
    return new PointSpec(
        reading.name().text(),
        values.get(NAME),
        values.get(KIND),
        values.find(UNIT),
        values.find(EVERY),
        values.get(DEADBAND),
        values.find(RANGE),
        values.find(STATES).orElse(List.of()),
        values.get(COMMAND),
        values.find(INTERLOCK),
        values.find(READ_BACK).map(PointRef::point),
        source(values),
        values.find(PRIVATE).map(Set::copyOf).orElse(Set.of()),
        reading.name().position());
  }

  static Optional<PointSource> source(Values values) {
    return Optional.<PointSource>empty()
        .or(() -> values.find(MODBUS))
        .or(() -> values.find(OPC_UA))
        .or(() -> values.find(MQTT))
        .or(() -> values.find(SPARKPLUG));
  }
}
