package org.zhiban.rules.alarm.kind;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.NoData;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * At least one of the points was not heard of for so long. The start of the engine counts as the
 * last time heard; until a point is heard of again after a start, an alarm of before stands.
 */
final class NoDataKind implements RuleKind<NoData> {
  private static final int INTERVALS_UNTIL_STALE = 3;

  @Override
  public Optional<Blueprint> compile(NoData condition, RuleContext context) {
    int[] points = condition.points().stream().mapToInt(context::number).toArray();
    long[] patience =
        condition.points().stream()
            .mapToLong(point -> patience(context.spec(point), condition.after()))
            .toArray();
    return Optional.of(
        new Blueprint(
            condition.points().stream().map(context::number).collect(Collectors.toSet()),
            Set.of(),
            false,
            context.oneTrack(),
            says(condition, context),
            surroundings -> new NoDataSignal(points, patience, surroundings.heard())));
  }

  /** A message's point is alive within its own stale time, however short the rule's. */
  static long patience(PointSpec point, Duration after) {
    if (point.source().orElse(null) instanceof PointSource.Mqtt mqtt) {
      Optional<Duration> stale =
          mqtt.staleAfter()
              .or(() -> point.every().map(every -> every.multipliedBy(INTERVALS_UNTIL_STALE)));
      return Math.max(after.toMillis(), stale.orElse(Duration.ZERO).toMillis());
    }
    return after.toMillis();
  }

  private static LocalizedText says(NoData condition, RuleContext context) {
    long seconds = condition.after().toSeconds();
    return new LocalizedText(
        condition.points().stream()
            .map((PointRef point) -> context.nameOf(point).zh())
            .collect(Collectors.joining("、", "", " 超过 " + seconds + " 秒无数据")),
        condition.points().stream()
            .map((PointRef point) -> context.nameOf(point).en())
            .collect(Collectors.joining(", ", "No data for " + seconds + " s: ", "")));
  }

  private static final class NoDataSignal extends Signal {
    private final int[] points;
    private final long[] patience;
    private final LastHeard heard;
    private Truth silent = Truth.UNKNOWN;

    NoDataSignal(int[] points, long[] patience, LastHeard heard) {
      this.points = points;
      this.patience = patience;
      this.heard = heard;
    }

    @Override
    public void steady(int point, Steady values) {
      if (silent != Truth.FALSE) {
        values.nothing();
      }
    }

    @Override
    public Truth input(int track) {
      return silent;
    }

    /** While nothing is missing a further sign of life changes nothing: the timer looks itself. */
    @Override
    public void sample(int point, long time) {
      if (silent != Truth.FALSE) {
        look(Math.max(time, heard.latest()));
      }
    }

    @Override
    public long deadline() {
      if (silent == Truth.TRUE) {
        return NEVER;
      }
      long earliest = NEVER;
      for (int i = 0; i < points.length; i++) {
        earliest = Math.min(earliest, heard.at(points[i]) + patience[i]);
      }
      return earliest;
    }

    @Override
    public void fire(long time) {
      look(time);
    }

    private void look(long time) {
      boolean all = true;
      for (int i = 0; i < points.length; i++) {
        if (time - heard.at(points[i]) >= patience[i]) {
          silent = Truth.TRUE;
          return;
        }
        all &= heard.everHeard(points[i]);
      }
      if (all) {
        silent = Truth.FALSE;
      } else if (silent == Truth.TRUE) {
        silent = Truth.UNKNOWN;
      }
    }
  }
}
