package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.PointNames;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.RuleTest.Given;
import org.zhiban.model.site.RuleTest.Ramp;
import org.zhiban.model.telemetry.PointRef;

/** A moment of a rule test and the values that points take at it: {@code { at: 10s, flow: 0 }}. */
record GivenValues() implements Shape<Given> {
  private static final String AT = "at";
  private static final Key<Double> FROM = required("from", Numbers.decimal(), "where it begins");
  private static final Key<Double> BY =
      required("by", Numbers.notZero(), "how far it moves in every `per`");
  private static final Key<Duration> PER =
      required("per", Durations.positive(), "the time that `by` is counted per");
  private static final MappingShape<Ramp> RAMP =
      MappingShape.of(
          "a number that moves",
          List.of(FROM, BY, PER),
          (values, _) -> new Ramp(values.get(FROM), values.get(BY), values.get(PER)));

  @Override
  public @Nullable Given read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(node, "a moment with values is expected", "write { at: 10s, point: value }");
      return null;
    }
    Node at = mapping.get(AT).orElse(null);
    if (at == null) {
      reading.error(node, "key 'at' is missing", "add 'at: 0s', the time since the test's start");
      return null;
    }
    Duration moment = Durations.duration().read(at, reading);
    Map<String, Object> values = new LinkedHashMap<>();
    boolean whole = moment != null;
    for (Node.Entry entry : mapping.entries()) {
      if (!entry.name().equals(AT)) {
        Object value = value(entry, reading);
        whole &= value != null;
        if (value != null) {
          values.put(entry.name(), value);
        }
      }
    }
    return whole && moment != null ? new Given(moment, values, mapping.position()) : null;
  }

  private static @Nullable Object value(Node.Entry entry, Reading reading) {
    PointRef ref = PointNames.parse(entry.key(), reading);
    boolean known = ref != null && reading.names().has(Kind.EQUIPMENT, ref.equipment());
    boolean foreign = ref != null && entry.name().indexOf('/') >= 0;
    if (ref == null || !(known || foreign)) {
      return null;
    }
    Optional<PointSpec> point = PointNames.found(ref, entry.key(), reading);
    return point.map(spec -> value(spec, entry.value(), reading)).orElse(null);
  }

  private static @Nullable Object value(PointSpec point, Node node, Reading reading) {
    return switch (point.kind()) {
      case ANALOG, COUNTER ->
          node instanceof Node.Mapping
              ? RAMP.read(node, reading)
              : Numbers.decimal().read(node, reading);
      case BINARY -> Numbers.flag().read(node, reading);
      case TEXT -> Texts.text().read(node, reading);
      case MULTISTATE -> state(point, node, reading);
      case EVENT -> GivenEvent.read(point, node, reading);
    };
  }

  private static @Nullable String state(PointSpec point, Node node, Reading reading) {
    String state = Texts.text().read(node, reading);
    List<String> names = point.states().stream().map(PointState::name).toList();
    if (state == null || names.contains(state)) {
      return state;
    }
    reading.error(
        node,
        "point '" + point.id() + "' has no state '" + state + "'",
        Nearest.remedy(state, "its states are", names));
    return null;
  }

  @Override
  public String says() {
    return "`at` with a duration, and points with their values, an event's fields, or "
        + RAMP.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(RAMP);
  }
}
