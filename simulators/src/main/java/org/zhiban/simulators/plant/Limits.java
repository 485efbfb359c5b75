package org.zhiban.simulators.plant;

import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import org.zhiban.model.site.Condition.Limit;
import org.zhiban.model.site.Condition.LimitKind;
import org.zhiban.model.site.Condition.Threshold;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.telemetry.PointRef;

/**
 * The limits that an equipment's own rules set on one of its points, in the point's unit. A twin is
 * set up by them as a real plant is by its commissioning sheet: it works inside, and leaves by a
 * fault.
 */
record Limits(
    OptionalDouble lowLow, OptionalDouble low, OptionalDouble high, OptionalDouble highHigh) {
  /** Share of a limit that lies at least between it and where the equipment works. */
  private static final double CLEARANCE = 0.08;

  /** Share of a limit by which it is passed when something is too low. */
  private static final double PASSED = 0.15;

  private static final double PASSED_UPWARDS = 0.02;

  static Limits of(Equipment equipment, String point) {
    return new Limits(
        find(equipment, point, LimitKind.LOW_LOW, Math::max),
        find(equipment, point, LimitKind.LOW, Math::max),
        find(equipment, point, LimitKind.HIGH, Math::min),
        find(equipment, point, LimitKind.HIGH_HIGH, Math::max));
  }

  private static OptionalDouble find(
      Equipment equipment, String point, LimitKind kind, DoubleBinaryOperator stricter) {
    PointRef ref = new PointRef(equipment.id(), point);
    return equipment.rules().values().stream()
        .map(rule -> rule.condition() instanceof Threshold t && t.points().contains(ref) ? t : null)
        .filter(java.util.Objects::nonNull)
        .flatMap(threshold -> threshold.limits().stream())
        .filter(limit -> limit.kind() == kind)
        .mapToDouble(Limit::at)
        .reduce(stricter);
  }

  /** The value itself where the limits leave it room, else a place well inside them. */
  double normal(double value) {
    OptionalDouble floor = low.isPresent() ? low : lowLow;
    OptionalDouble ceiling = high.isPresent() ? high : highHigh;
    boolean clearOfFloor = floor.isEmpty() || value >= floor.getAsDouble() * (1 + CLEARANCE);
    boolean clearOfCeiling = ceiling.isEmpty() || value <= ceiling.getAsDouble() * (1 - CLEARANCE);
    if (clearOfFloor && clearOfCeiling) {
      return value;
    }
    if (floor.isPresent() && ceiling.isPresent()) {
      return (floor.getAsDouble() + ceiling.getAsDouble()) / 2;
    }
    return floor.isPresent()
        ? floor.getAsDouble() * (1 + 2 * CLEARANCE)
        : ceiling.orElseThrow() * (1 - 2 * CLEARANCE);
  }

  /** Just below the low limit, and above the lowest where both are set. */
  double tooLow(double value) {
    if (low.isPresent() && lowLow.isPresent()) {
      return (low.getAsDouble() + lowLow.getAsDouble()) / 2;
    }
    OptionalDouble floor = low.isPresent() ? low : lowLow;
    return floor.isPresent() ? floor.getAsDouble() * (1 - PASSED) : value;
  }

  /** Above every high limit. */
  double tooHigh(double value) {
    OptionalDouble ceiling = highHigh.isPresent() ? highHigh : high;
    return ceiling.isPresent()
        ? Math.max(value, ceiling.getAsDouble() * (1 + PASSED_UPWARDS))
        : value;
  }
}
