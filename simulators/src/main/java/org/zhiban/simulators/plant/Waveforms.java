package org.zhiban.simulators.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.ValueRange;

/**
 * Signals for points whose names no model knows: numbers swing slowly inside their range, their
 * limits and what their registers hold, counters rise and roll over. Binary points and states rest,
 * since nobody can say which of their changes would mean harm.
 */
final class Waveforms {
  private static final Set<String> WELL = Set.of("online", "mains", "ready", "healthy", "ok");
  private static final List<String> RESTING =
      List.of("normal", "auto", "closed", "ok", "idle", "running", "正常", "自动");

  private final Values values;
  private final List<Signal> signals = new ArrayList<>();
  private double elapsed;

  private interface Signal {
    double at(double seconds);
  }

  Waveforms(Equipment equipment, Values values, RandomGenerator random) {
    this.values = values;
    values.points().forEach(point -> signals.add(signal(equipment, point, random)));
  }

  /** Fills what the model left open. */
  void fill(double seconds) {
    elapsed += seconds;
    for (int i = 0; i < signals.size(); i++) {
      if (!values.told(i)) {
        values.numbers()[i] = signals.get(i).at(elapsed);
        values.texts()[i] =
            switch (values.points().get(i).kind()) {
              case TEXT -> "ok";
              case ANALOG, BINARY, MULTISTATE, COUNTER, EVENT -> null;
            };
      }
    }
  }

  private static Signal signal(Equipment equipment, PointSpec point, RandomGenerator random) {
    return switch (point.kind()) {
      case ANALOG -> swing(equipment, point, random);
      case COUNTER -> rise(point, random);
      case BINARY -> {
        double rest = WELL.contains(point.id()) ? 1 : 0;
        yield _ -> rest;
      }
      case MULTISTATE -> {
        double rest = restingState(point.states());
        yield _ -> rest;
      }
      case TEXT, EVENT -> _ -> Double.NaN;
    };
  }

  private static Signal rise(PointSpec point, RandomGenerator random) {
    double most = Capacity.of(point).max();
    double start = Math.min(random.nextInt(1000, 5000), most / 2);
    return seconds -> (start + seconds / 60) % most;
  }

  private static Signal swing(Equipment equipment, PointSpec point, RandomGenerator random) {
    ValueRange range = point.range().orElseGet(() -> usual(Capacity.of(point)));
    double middle =
        Limits.of(equipment, point.id()).normal(range.min() + 0.5 * (range.max() - range.min()));
    double width = 0.05 * Math.min(range.max() - range.min(), Math.max(1e-3, Math.abs(middle)));
    double period = 600 + 1200 * random.nextDouble();
    double phase = 2 * Math.PI * random.nextDouble();
    return seconds -> middle + width * Math.sin(2 * Math.PI * seconds / period + phase);
  }

  /** From nothing to a hundred, or as far as the registers go. */
  private static ValueRange usual(ValueRange capacity) {
    double least = Math.max(0, capacity.min());
    return new ValueRange(least, Math.max(least, Math.min(100, capacity.max())));
  }

  private static int restingState(List<PointState> states) {
    for (String word : RESTING) {
      for (int i = 0; i < states.size(); i++) {
        if (states.get(i).name().equals(word)) {
          return i;
        }
      }
    }
    return 0;
  }
}
