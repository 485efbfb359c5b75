package org.zhiban.rules.alarm.kind;

import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.RunHours;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Figures;
import org.zhiban.rules.expression.Truth;

/**
 * A counter of hours, or of starts, passed so many since the rule's alarm was last reset; of a rule
 * that nobody ever reset, a multiple of so many. Each passing is one alarm, which ends at once and
 * waits for a person: the counter does not come back.
 *
 * <p>A counter that falls was exchanged, reset or wrapped: what it had counted counts on. It must
 * be read lower twice, since one wrong read is no new counter.
 */
final class RunHoursKind implements RuleKind<RunHours> {
  @Override
  public Optional<Blueprint> compile(RunHours condition, RuleContext context) {
    if (!context.mustBeNumber(condition.point())) {
      return Optional.empty();
    }
    int point = context.number(condition.point());
    LocalizedText name = context.nameOf(condition.point());
    String every = Figures.plain(condition.every()) + context.unitOf(condition.point());
    String value = context.placeholder(condition.point()) + context.unitOf(condition.point());
    return Optional.of(
        new Blueprint(
            Set.of(point),
            Set.of(),
            true,
            context.oneTrack(),
            new LocalizedText(
                name.zh() + " 又满 " + every + "，现 " + value,
                name.en() + ": another " + every + ", now " + value),
            around -> new RunHoursSignal(point, condition.every(), around)));
  }

  private static final class RunHoursSignal extends Signal {
    private final int point;
    private final double every;
    private final PointTable table;
    private final Runnable remember;

    /** Where counting began, by the counter as it is now; NaN: the counter was never read. */
    private double base = Double.NaN;

    private double last = Double.NaN;

    /** The last read was lower than the one before it. */
    private boolean fell;

    private int pulses;

    RunHoursSignal(int point, double every, Surroundings around) {
      this.point = point;
      this.every = every;
      table = around.table();
      remember = around.remember();
    }

    @Override
    public void sample(int woken, long time) {
      double value = table.value(point);
      if (woken != point || table.quality(point) == Quality.BAD || !Double.isFinite(value)) {
        return;
      }
      if (Double.isNaN(base)) {
        base = Math.floor(value / every) * every;
      } else if (value < last) {
        if (!fell) {
          fell = true;
          remember.run();
          return;
        }
        base += value - last;
      }
      count(value);
    }

    private void count(double value) {
      boolean moved = fell || value != last;
      fell = false;
      last = value;
      if (value - base >= every) {
        base += Math.floor((value - base) / every) * every;
        pulses++;
      }
      if (moved) {
        remember.run();
      }
    }

    @Override
    public Truth input(int track) {
      return Truth.FALSE;
    }

    @Override
    public int pulses() {
      return pulses;
    }

    @Override
    public boolean momentary() {
      return true;
    }

    @Override
    public void reset(long time) {
      if (!Double.isNaN(last)) {
        base = last;
        remember.run();
      }
    }

    @Override
    public boolean idle() {
      return Double.isNaN(base);
    }

    @Override
    public void save(Notes notes) {
      if (!Double.isNaN(base)) {
        notes.put("counted", base, last, fell ? 1 : 0);
      }
    }

    @Override
    public void load(Notes notes) {
      if (notes.has("counted")) {
        double[] saved = notes.reals("counted");
        base = saved[0];
        last = saved[1];
        fell = saved[2] != 0;
      }
    }
  }
}
