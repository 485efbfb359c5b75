package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Change;
import org.zhiban.model.site.Condition.Direction;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * Each step of the point in the direction is an alarm; a further step while it stands is one more
 * occurrence. It holds until the point is back where it was before the first step. The last value
 * survives a restart: a step during it is a step.
 */
final class ChangeKind implements RuleKind<Change> {
  @Override
  public Optional<Blueprint> compile(Change condition, RuleContext context) {
    PointKind kind = context.spec(condition.point()).kind();
    boolean ordered = kind.numeric() || kind == PointKind.BINARY;
    if (kind == PointKind.EVENT
        || kind == PointKind.TEXT
        || (!ordered && condition.direction() != Direction.ANY)) {
      context.problem(
          condition.point() + " has no steps " + condition.direction().name(),
          "name an analog, counter or binary point, or judge `direction: any` of states");
      return Optional.empty();
    }
    int point = context.number(condition.point());
    LocalizedText name = context.nameOf(condition.point());
    String value = " " + context.placeholder(condition.point());
    return Optional.of(
        new Blueprint(
            Set.of(point),
            Set.of(),
            true,
            context.oneTrack(),
            new LocalizedText(name.zh() + " 变为" + value, name.en() + " changed to" + value),
            around -> new ChangeSignal(point, condition.direction(), around)));
  }

  private static final class ChangeSignal extends Signal {
    private final int point;
    private final Direction direction;
    private final PointTable table;
    private final Runnable remember;
    private double last = Double.NaN;

    /** Where the point was before the first step of the alarm that stands; NaN: none stands. */
    private double origin = Double.NaN;

    private int pulses;

    ChangeSignal(int point, Direction direction, Surroundings around) {
      this.point = point;
      this.direction = direction;
      table = around.table();
      remember = around.remember();
    }

    @Override
    public void sample(int woken, long time) {
      double value = table.value(point);
      if (woken != point || known() == Truth.UNKNOWN || value == last) {
        return;
      }
      if (!Double.isNaN(last) && steps(last, value)) {
        pulses++;
        origin = Double.isNaN(origin) ? last : origin;
      }
      last = value;
      if (!Double.isNaN(origin) && !steps(origin, value)) {
        origin = Double.NaN;
      }
      remember.run();
    }

    private boolean steps(double from, double to) {
      return switch (direction) {
        case UP -> to > from;
        case DOWN -> to < from;
        case ANY -> to != from;
      };
    }

    private Truth known() {
      boolean bad = table.quality(point) == Quality.BAD || Double.isNaN(table.value(point));
      return bad ? Truth.UNKNOWN : Truth.TRUE;
    }

    @Override
    public void steady(int woken, Steady values) {
      values.only(table.value(woken));
    }

    @Override
    public Truth input(int track) {
      return known().and(Truth.of(!Double.isNaN(origin)));
    }

    @Override
    public int pulses() {
      return pulses;
    }

    @Override
    public void save(Notes notes) {
      if (!Double.isNaN(last)) {
        notes.put("last", last, origin);
      }
    }

    @Override
    public void load(Notes notes) {
      if (notes.has("last")) {
        double[] saved = notes.reals("last");
        last = saved[0];
        origin = saved[1];
      }
    }
  }
}
