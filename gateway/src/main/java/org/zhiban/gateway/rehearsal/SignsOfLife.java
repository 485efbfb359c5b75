package org.zhiban.gateway.rehearsal;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.zhiban.gateway.telemetry.ExceptionFilter;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Which points were heard of though nothing of them was recorded: a value that stays within its
 * deadband is recorded once in a heartbeat, so within a heartbeat of a good sample a point counts
 * as heard. Only points that a rule about silence watches are followed.
 */
final class SignsOfLife {
  private static final long SHORTEST_BEAT = 1_000;
  private static final long LONGEST_BEAT = 10_000;
  private static final int BEATS_A_PATIENCE = 10;
  private static final long SILENT = Long.MIN_VALUE;

  private final int[] watched;
  private final long[] patience;
  private final long[] heard;
  private final int[] place;
  private final long beat;
  private long next;

  SignsOfLife(Site site, PointIndex index) {
    Set<Integer> points = new TreeSet<>();
    long shortest = LONGEST_BEAT * BEATS_A_PATIENCE;
    for (RuleSpec rule : site.activeRules()) {
      switch (rule.condition()) {
        case Condition.NoData silence -> {
          shortest = Math.min(shortest, silence.after().toMillis());
          follow(silence.points(), site, index, points);
        }
        case Condition.ConnectionDown down -> {
          shortest = Math.min(shortest, down.after().toMillis());
          follow(site.awaitedOver(down.connection()), site, index, points);
        }
        default -> {}
      }
    }
    watched = points.stream().mapToInt(Integer::intValue).toArray();
    patience =
        Arrays.stream(watched)
            .mapToLong(point -> lasting(site.point(index.ref(point)).period()))
            .toArray();
    heard = new long[watched.length];
    place = new int[index.size()];
    Arrays.fill(place, -1);
    for (int number = 0; number < watched.length; number++) {
      place[watched[number]] = number;
    }
    beat = Math.clamp(shortest / BEATS_A_PATIENCE, SHORTEST_BEAT, LONGEST_BEAT);
    forget(0);
  }

  private static void follow(
      List<PointRef> named, Site site, PointIndex index, Set<Integer> points) {
    named.stream()
        .filter(point -> site.point(point).kind() != PointKind.EVENT)
        .forEach(point -> points.add(index.number(point)));
  }

  private static long lasting(Duration period) {
    return ExceptionFilter.HEARTBEAT.plus(period.multipliedBy(2)).toMillis();
  }

  /** Knows nothing from now on. */
  void forget(long now) {
    Arrays.fill(heard, SILENT);
    next = now + beat;
  }

  /** When the points are to be told of next. */
  long next() {
    return watched.length == 0 ? Long.MAX_VALUE : next;
  }

  void take(SampleBatch batch, long now) {
    for (int row = 0; row < batch.size(); row++) {
      int number = place[batch.point(row)];
      if (number >= 0) {
        heard[number] = batch.quality(row) == Quality.BAD ? SILENT : now;
      }
    }
  }

  /** The points that were heard of at this time, which is past {@link #next}. */
  int[] at(long now) {
    next = now + beat;
    int[] alive = new int[watched.length];
    int found = 0;
    for (int number = 0; number < watched.length; number++) {
      if (heard[number] != SILENT && now - heard[number] <= patience[number]) {
        alive[found++] = watched[number];
      }
    }
    return Arrays.copyOf(alive, found);
  }
}
