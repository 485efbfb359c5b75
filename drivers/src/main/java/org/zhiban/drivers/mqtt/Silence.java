package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.model.site.PointSource;

/**
 * Which points were not heard of for too long. A point that says neither {@code stale_after} nor
 * {@code every} may be silent for ever. Times are milliseconds since 1970 UTC.
 */
final class Silence {
  private static final long NEVER = Long.MAX_VALUE;

  private final int[] points;
  private final long[] allowed;
  private final long[] deadline;
  private final boolean[] good;
  private final Map<Integer, Integer> rows = new HashMap<>();
  private long earliest = NEVER;

  Silence(List<MqttPoint.State> states) {
    List<MqttPoint.State> bounded =
        states.stream().filter(state -> allowed(state.point()).isPresent()).toList();
    points = bounded.stream().mapToInt(state -> state.point().number()).toArray();
    allowed =
        bounded.stream()
            .mapToLong(state -> allowed(state.point()).orElseThrow().toMillis())
            .toArray();
    deadline = new long[points.length];
    good = new boolean[points.length];
    for (int row = 0; row < points.length; row++) {
      rows.put(points[row], row);
    }
    disarm();
  }

  /** The silence a point may keep: its {@code stale_after}, else three times its {@code every}. */
  static Optional<Duration> allowed(DrivenPoint point) {
    return point
        .spec()
        .source()
        .filter(PointSource.Mqtt.class::isInstance)
        .flatMap(source -> ((PointSource.Mqtt) source).staleAfter())
        .or(() -> point.spec().every().map(every -> every.multipliedBy(3)));
  }

  /** From now on every point is waited for. */
  void arm(long now) {
    for (int row = 0; row < points.length; row++) {
      listen(row, now);
    }
  }

  /** Nothing can be heard: nothing turns stale. */
  void disarm() {
    Arrays.fill(deadline, NEVER);
    Arrays.fill(good, false);
    earliest = NEVER;
  }

  /** A message told of a point; {@code trustworthy} unless its value was bad. */
  void heard(int point, boolean trustworthy, long now) {
    Integer row = rows.get(point);
    if (row != null) {
      good[row] = trustworthy;
      listen(row, now);
    }
  }

  private void listen(int row, long now) {
    deadline[row] = now + allowed[row];
    earliest = Math.min(earliest, deadline[row]);
  }

  /** The points that have just become stale; each is told once, until it is heard of again. */
  int[] stale(long now) {
    if (now < earliest) {
      return new int[0];
    }
    int[] stale = IntStream.range(0, points.length).filter(row -> deadline[row] <= now).toArray();
    for (int row : stale) {
      deadline[row] = NEVER;
      good[row] = false;
    }
    earliest = Arrays.stream(deadline).min().orElse(NEVER);
    return Arrays.stream(stale).map(row -> points[row]).toArray();
  }

  /** The points whose last value was good and is not stale yet. */
  int[] alive() {
    return IntStream.range(0, points.length)
        .filter(row -> good[row])
        .map(row -> points[row])
        .toArray();
  }
}
