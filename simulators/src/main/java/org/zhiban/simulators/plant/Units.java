package org.zhiban.simulators.plant;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Factors between units of one quantity. Temperatures are left alone: sites state °C. */
final class Units {
  private static final List<Map<String, Double>> QUANTITIES =
      List.of(
          Map.of("Pa", 1e-6, "kPa", 1e-3, "MPa", 1.0, "bar", 0.1, "mbar", 1e-4, "mH2O", 0.00980665),
          Map.of("W", 1.0, "kW", 1e3, "MW", 1e6),
          Map.of("Wh", 1e-3, "kWh", 1.0, "MWh", 1e3, "GJ", 1000 / 3.6),
          Map.of("V", 1.0, "kV", 1e3, "mV", 1e-3),
          Map.of("A", 1.0, "kA", 1e3, "mA", 1e-3),
          Map.of("var", 1.0, "kvar", 1e3),
          Map.of("VA", 1.0, "kVA", 1e3),
          Map.of(
              "m3/h", 1.0, "m³/h", 1.0, "L/s", 3.6, "l/s", 3.6, "L/min", 0.06, "l/min", 0.06,
              "m3/s", 3600.0),
          Map.of("m3", 1.0, "m³", 1.0, "L", 1e-3, "l", 1e-3),
          Map.of("m", 1.0, "cm", 0.01, "mm", 0.001),
          Map.of("m/s", 1.0, "mm/s", 0.001, "m/min", 1 / 60.0),
          Map.of("h", 1.0, "min", 1 / 60.0, "s", 1 / 3600.0, "d", 24.0),
          Map.of("%", 1.0, "1", 100.0));

  private Units() {}

  /** What a number in {@code from} is multiplied with to stand in {@code to}; 1 where unknown. */
  static double factor(Optional<String> from, Optional<String> to) {
    if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
      return 1;
    }
    return QUANTITIES.stream()
        .filter(units -> units.containsKey(from.get()) && units.containsKey(to.get()))
        .mapToDouble(
            units -> units.getOrDefault(from.get(), 1.0) / units.getOrDefault(to.get(), 1.0))
        .findFirst()
        .orElse(1);
  }
}
