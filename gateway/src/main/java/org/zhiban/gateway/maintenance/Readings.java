package org.zhiban.gateway.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;

/** What counters read; only a good value is one. */
public interface Readings {
  /** What it reads now. */
  OptionalDouble now(PointRef counter);

  /** What it read then, where history goes back so far. */
  OptionalDouble at(PointRef counter, Instant time);

  /** By the live values and the history. */
  static Readings of(PointIndex index, PointBoard board, Historian historian) {
    return new Readings() {
      @Override
      public OptionalDouble now(PointRef counter) {
        return good(List.of(board.get(index.number(counter))));
      }

      @Override
      public OptionalDouble at(PointRef counter, Instant time) {
        return good(historian.lastBefore(counter, time));
      }
    };
  }

  private static OptionalDouble good(List<PointValue> values) {
    return values.stream()
        .filter(value -> value.quality() == Quality.GOOD && Double.isFinite(value.value()))
        .mapToDouble(PointValue::value)
        .findFirst();
  }
}
