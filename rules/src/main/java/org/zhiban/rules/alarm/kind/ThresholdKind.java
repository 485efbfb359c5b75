package org.zhiban.rules.alarm.kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Limit;
import org.zhiban.model.site.Condition.Threshold;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Figures;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * Any one of the points passes any one of the limits. A track is one point at one limit; the
 * deadband holds a track that is in alarm until the value is back by more than it.
 */
final class ThresholdKind implements RuleKind<Threshold> {
  @Override
  public Optional<Blueprint> compile(Threshold condition, RuleContext context) {
    boolean sound =
        condition.points().stream().filter(context::mustBeNumber).count()
            == condition.points().size();
    if (!sound || condition.points().isEmpty() || condition.limits().isEmpty()) {
      return Optional.empty();
    }
    List<Track> tracks = new ArrayList<>();
    Set<Integer> points = new HashSet<>();
    for (PointRef point : condition.points()) {
      points.add(context.number(point));
      for (Limit limit : condition.limits()) {
        tracks.add(
            new Track(
                limit.onDelay().orElse(context.rule().onDelay()).toMillis(),
                limit.priority().orElse(context.rule().priority())));
      }
    }
    int[] numbers = condition.points().stream().mapToInt(context::number).toArray();
    return Optional.of(
        new Blueprint(
            points,
            Set.of(),
            true,
            tracks,
            says(condition, context),
            surroundings -> new ThresholdSignal(numbers, condition, surroundings.table())));
  }

  /** The values and every limit: which one it was is plain from the figures. */
  private static LocalizedText says(Threshold condition, RuleContext context) {
    String limits =
        condition.limits().stream()
            .map(limit -> (limit.kind().upper() ? "> " : "< ") + Figures.plain(limit.at()))
            .collect(Collectors.joining(" / "));
    List<String> zh = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (PointRef point : condition.points()) {
      String value = " " + context.placeholder(point) + context.unitOf(point);
      zh.add(context.nameOf(point).zh() + value);
      en.add(context.nameOf(point).en() + value);
    }
    return new LocalizedText(
        String.join("，", zh) + "（限值 " + limits + "）",
        String.join(", ", en) + " (limit " + limits + ")");
  }

  private static final class ThresholdSignal extends Signal {
    private final int[] points;
    private final boolean[] upper;
    private final double[] limits;
    private final double deadband;
    private final boolean[] held;
    private final PointTable table;

    ThresholdSignal(int[] points, Threshold condition, PointTable table) {
      this.points = points;
      this.table = table;
      deadband = condition.deadband();
      int count = condition.limits().size();
      upper = new boolean[count];
      limits = new double[count];
      for (int limit = 0; limit < count; limit++) {
        upper[limit] = condition.limits().get(limit).kind().upper();
        limits[limit] = condition.limits().get(limit).at();
      }
      held = new boolean[points.length * count];
    }

    @Override
    public void steady(int point, Steady values) {
      for (int track = 0; track < held.length; track++) {
        if (points[track / limits.length] == point) {
          int limit = track % limits.length;
          values.sideOf(edge(track), upper[limit] == (input(track) == Truth.TRUE));
        }
      }
    }

    @Override
    public Truth input(int track) {
      int point = points[track / limits.length];
      double value = table.value(point);
      if (Double.isNaN(value) || table.quality(point) == Quality.BAD) {
        return Truth.UNKNOWN;
      }
      boolean above = value >= edge(track);
      return Truth.of(above == upper[track % limits.length]);
    }

    /** The least value above the limit, or the least that is not below it. */
    private double edge(int track) {
      int limit = track % limits.length;
      double slack = held[track] ? deadband : 0;
      return upper[limit] ? Math.nextUp(limits[limit] - slack) : limits[limit] + slack;
    }

    @Override
    public void held(int track, boolean active) {
      held[track] = active;
    }
  }
}
