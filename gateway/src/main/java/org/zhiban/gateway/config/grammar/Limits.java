package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Either;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.PointNames.Need;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.LimitKind;

/** The rule kind {@code threshold}: up to four limits, any of the points. */
final class Limits {
  /** A limit before it knows which one it is. */
  private record Bound(double at, Optional<Duration> onDelay, Optional<Priority> priority) {}

  private static final Key<Double> AT = required("at", Numbers.decimal(), "in the point's unit");
  private static final Key<Duration> ON_DELAY =
      optional("on_delay", Durations.duration(), "its own delay, before the rule's");
  private static final Key<Priority> PRIORITY =
      optional("priority", Priorities.PRIORITY, "its own priority, before the rule's");

  private static final MappingShape<Bound> FULL =
      MappingShape.of(
          "a limit",
          List.of(AT, ON_DELAY, PRIORITY),
          (values, _) -> new Bound(values.get(AT), values.find(ON_DELAY), values.find(PRIORITY)));

  private static final Shape<Bound> BOUND = new Either<>(new Brief(), FULL);

  /** A bare number. */
  private record Brief() implements Shape<Bound> {
    @Override
    public @org.jspecify.annotations.Nullable Bound read(
        org.zhiban.gateway.config.yaml.Node node, Reading reading) {
      Double at = Numbers.decimal().read(node, reading);
      return at == null ? null : new Bound(at, Optional.empty(), Optional.empty());
    }

    @Override
    public String says() {
      return "a number";
    }
  }

  private static final PointLists POINTS = PointLists.of(Need.NUMBER);
  private static final Key<Double> DEADBAND =
      defaulted(
          "deadband", Numbers.notNegative(), 0.0, "how far back inside before the limit clears");
  private static final Map<LimitKind, Key<Bound>> BOUNDS = bounds();

  static final MappingShape<Condition> SHAPE =
      MappingShape.<Condition>of("a threshold", keys(), (values, _) -> build(values))
          .check(POINTS::check)
          .check(Checks.atLeastOne(List.copyOf(BOUNDS.values())))
          .check(Limits::checkOrder);

  private Limits() {}

  private static Map<LimitKind, Key<Bound>> bounds() {
    Map<LimitKind, Key<Bound>> bounds = new EnumMap<>(LimitKind.class);
    for (LimitKind kind : LimitKind.values()) {
      bounds.put(
          kind,
          optional(
              kind.name().toLowerCase(Locale.ROOT),
              BOUND,
              kind.upper() ? "in alarm above it" : "in alarm below it"));
    }
    return bounds;
  }

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(List.of(POINTS.one(), POINTS.many(), DEADBAND));
    keys.addAll(BOUNDS.values());
    return keys;
  }

  private static void checkOrder(Values values, Reading reading) {
    Bound lower = null;
    for (Key<Bound> key : BOUNDS.values()) {
      Bound bound = values.find(key).orElse(null);
      if (bound != null && lower != null && bound.at() <= lower.at()) {
        reading.error(
            values.node(key),
            "'" + key.name() + "' is not above the limit before it, " + lower.at(),
            "limits rise from low_low over low and high to high_high");
      }
      lower = bound == null ? lower : bound;
    }
  }

  private static Condition build(Values values) {
    List<Condition.Limit> limits = new ArrayList<>();
    BOUNDS.forEach(
        (kind, key) ->
            values
                .find(key)
                .ifPresent(
                    bound ->
                        limits.add(
                            new Condition.Limit(
                                kind, bound.at(), bound.onDelay(), bound.priority()))));
    return new Condition.Threshold(POINTS.of(values), values.get(DEADBAND), limits);
  }
}
