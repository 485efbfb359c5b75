package org.zhiban.rules.alarm.kind;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.ClockOff;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * The clock of a source runs off: a driver gave the last value or event of one of the points the
 * time of receipt, since its own could not be. A value that is bad says nothing of the clock; until
 * the first one nothing is known. A point that is silent since holds no alarm of a clock that was
 * set: another of its equipment outlives its word.
 */
final class ClockOffKind implements RuleKind<ClockOff> {
  /** So long after the last wrong time of a point a right one of its equipment counts for both. */
  private static final long OUTLIVED = 60_000;

  @Override
  public Optional<Blueprint> compile(ClockOff condition, RuleContext context) {
    List<PointRef> stamped =
        condition
            .connection()
            .map(connection -> context.scope().site().stampedOver(connection))
            .orElse(condition.points());
    if (stamped.isEmpty()) {
      context.problem(
          "connection '" + condition.connection().orElse("") + "' brings no time of its devices",
          "name an OPC UA or Sparkplug connection, or give the points of its topics a 'time'");
      return Optional.empty();
    }
    for (PointRef point : stamped) {
      if (context.spec(point).source().filter(source -> source.stamped()).isEmpty()) {
        context.problem(
            point + " brings no time of its device",
            "name points of OPC UA, of Sparkplug, or of topics with a 'time'");
        return Optional.empty();
      }
    }
    int[] points = stamped.stream().mapToInt(context::number).distinct().sorted().toArray();
    List<String> equipment = stamped.stream().map(PointRef::equipment).distinct().toList();
    int[] devices =
        Arrays.stream(points)
            .map(point -> equipment.indexOf(context.scope().index().ref(point).equipment()))
            .toArray();
    return Optional.of(
        new Blueprint(
            numbers(stamped, context, false),
            numbers(stamped, context, true),
            false,
            Set.of(),
            context.oneTrack(),
            says(condition),
            surroundings -> new ClockOffSignal(points, devices, surroundings.table())));
  }

  private static Set<Integer> numbers(
      List<PointRef> points, RuleContext context, boolean ofEvents) {
    return points.stream()
        .filter(point -> (context.spec(point).kind() == PointKind.EVENT) == ofEvents)
        .map(context::number)
        .collect(Collectors.toSet());
  }

  private static LocalizedText says(ClockOff condition) {
    String zh = condition.connection().map(id -> "连接 " + id + " 的").orElse("");
    String en = condition.connection().map(id -> " behind connection " + id).orElse("");
    return new LocalizedText(
        zh + "设备时钟不准：时间改用网关收到的时间",
        "Clock of the device" + en + " is off: times are those of receipt");
  }

  private static final class ClockOffSignal extends Signal {
    private static final long RIGHT = Long.MIN_VALUE;

    private final int[] points;

    /** By point, its equipment, numbered from 0. */
    private final int[] devices;

    /** By point, when it last told a time that could not be; {@link #RIGHT} where it did not. */
    private final long[] offAt;

    private final PointTable table;
    private int count;
    private boolean known;

    ClockOffSignal(int[] points, int[] devices, PointTable table) {
      this.points = points;
      this.devices = devices;
      this.table = table;
      offAt = new long[points.length];
      Arrays.fill(offAt, RIGHT);
    }

    @Override
    public void begin(long time) {
      for (int point : points) {
        look(point, time);
      }
    }

    @Override
    public void sample(int point, long time) {
      look(point, time);
    }

    @Override
    public void steady(int point, Steady values) {
      if (!known || count > 0 || table.quality(point) != Quality.GOOD) {
        values.nothing();
      }
    }

    @Override
    public Truth input(int track) {
      return !known ? Truth.UNKNOWN : Truth.of(count > 0);
    }

    @Override
    public void event(PointEvent event, long time, long now) {
      take(event.point(), event.clockOff(), time);
    }

    private void look(int point, long time) {
      boolean good = table.quality(point) == Quality.GOOD;
      boolean runsOff = table.reason(point) == QualityReason.CLOCK_OFF;
      if (good || runsOff) {
        take(point, runsOff, time);
      }
    }

    private void take(int point, boolean runsOff, long time) {
      int at = Arrays.binarySearch(points, point);
      if (at < 0) {
        return; // Of what raises the priority.
      }
      known = true;
      if (runsOff) {
        count += offAt[at] == RIGHT ? 1 : 0;
        offAt[at] = time;
        return;
      }
      for (int i = 0; i < points.length; i++) {
        boolean outlived = devices[i] == devices[at] && time - offAt[i] >= OUTLIVED;
        if (offAt[i] != RIGHT && (i == at || outlived)) {
          offAt[i] = RIGHT;
          count--;
        }
      }
    }
  }
}
