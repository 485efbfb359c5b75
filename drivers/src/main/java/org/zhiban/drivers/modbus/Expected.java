package org.zhiban.drivers.modbus;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a person expects to read.
 *
 * @param near the value on the nameplate or on the device's own display
 * @param unit of the value, as {@code V}
 */
public record Expected(OptionalDouble near, Optional<String> unit) {
  /** How far a reading may lie from its nameplate: a tenth, and a little for rounding. */
  static final double TOLERANCE = 0.12;

  private static final Range ANYTHING = new Range(-1e6, 1e6);

  /** Where readings of a unit lie in a building. */
  private static final Map<String, Range> USUAL =
      Map.ofEntries(
          Map.entry("V", new Range(10, 500)),
          Map.entry("kV", new Range(0.1, 40)),
          Map.entry("A", new Range(0, 4_000)),
          Map.entry("Hz", new Range(40, 70)),
          Map.entry("W", new Range(-2e6, 2e6)),
          Map.entry("kW", new Range(-2_000, 2_000)),
          Map.entry("kWh", new Range(0, 1e8)),
          Map.entry("°C", new Range(-40, 150)),
          Map.entry("C", new Range(-40, 150)),
          Map.entry("%", new Range(0, 100)),
          Map.entry("MPa", new Range(0, 2.5)),
          Map.entry("bar", new Range(0, 25)),
          Map.entry("kPa", new Range(-100, 2_500)),
          Map.entry("rpm", new Range(0, 4_000)),
          Map.entry("m3/h", new Range(0, 2_000)));

  /** Nothing is known. */
  public static Expected nothing() {
    return new Expected(OptionalDouble.empty(), Optional.empty());
  }

  private record Range(double low, double high) {}

  private Range range() {
    return unit.map(USUAL::get).orElse(ANYTHING);
  }

  /** Whether a value may be what is expected. */
  boolean met(double value) {
    if (near.isPresent()) {
      return Math.abs(value - near.getAsDouble()) <= TOLERANCE * Math.abs(near.getAsDouble());
    }
    Range range = range();
    boolean size = value == 0 || Math.abs(value) >= 1e-3;
    return value >= range.low && value <= range.high && size;
  }

  /** Whether scales other than 1 are worth trying: there is something to compare with. */
  boolean scaled() {
    return near.isPresent() || unit.filter(USUAL::containsKey).isPresent();
  }

  /** How far a value lies from what is expected; orders those that do not meet it. */
  double distance(double value) {
    double wanted = near.orElse(1);
    if (value == 0 || wanted == 0 || Math.signum(value) != Math.signum(wanted)) {
      return 1_000 + Math.abs(value - wanted);
    }
    return Math.abs(Math.log(value / wanted));
  }

  /** Width of what is expected, in the value's unit. */
  double width() {
    Range range = range();
    return near.isPresent() ? 2 * TOLERANCE * Math.abs(near.getAsDouble()) : range.high - range.low;
  }

  /** Width of what is expected in octaves, as floating point numbers are spread. */
  double octaves() {
    return near.isPresent() ? Math.log((1 + TOLERANCE) / (1 - TOLERANCE)) / Math.log(2) : 30;
  }
}
