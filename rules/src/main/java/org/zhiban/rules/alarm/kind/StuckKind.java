package org.zhiban.rules.alarm.kind;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Condition.Stuck;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.expression.Truth;

/**
 * The point does not move by more than {@code epsilon} for so long while the witness says that it
 * should.
 */
final class StuckKind implements RuleKind<Stuck> {
  @Override
  public Optional<Blueprint> compile(Stuck condition, RuleContext context) {
    RuleContext.Maybe witness = context.maybe(condition.whileTrue());
    if (!context.mustBeNumber(condition.point()) || !witness.sound()) {
      return Optional.empty();
    }
    int point = context.number(condition.point());
    Set<Integer> waking = new HashSet<>(witness.points());
    waking.add(point);
    LocalizedText name = context.nameOf(condition.point());
    String value = " " + context.placeholder(condition.point()) + context.unitOf(condition.point());
    return Optional.of(
        new Blueprint(
            waking,
            Set.of(),
            true,
            context.oneTrack(),
            new LocalizedText(name.zh() + " 长时间不变，停在" + value, name.en() + " is stuck at" + value),
            around -> new StuckSignal(point, condition, witness, around)));
  }

  private static final class StuckSignal extends Signal {
    private final int point;
    private final double epsilon;
    private final long after;
    private final RuleContext.Maybe witness;
    private final PointTable table;
    private final Runnable remember;

    /** Where the point stands; NaN while nobody looks. */
    private double anchor = Double.NaN;

    private long since;
    private boolean over;

    StuckSignal(int point, Stuck condition, RuleContext.Maybe witness, Surroundings around) {
      this.point = point;
      this.witness = witness;
      epsilon = condition.epsilon();
      after = condition.after().toMillis();
      table = around.table();
      remember = around.remember();
    }

    @Override
    public void sample(int woken, long time) {
      Truth should = witness.test(table);
      double value = table.value(point);
      if (should == Truth.UNKNOWN || bad()) {
        return;
      }
      if (should == Truth.FALSE) {
        anchor = Double.NaN;
        over = false;
      } else if (Double.isNaN(anchor) || Math.abs(value - anchor) > epsilon) {
        anchor = value;
        since = time;
        over = false;
        remember.run();
      }
    }

    private boolean bad() {
      return table.quality(point) == Quality.BAD || Double.isNaN(table.value(point));
    }

    @Override
    public Truth input(int track) {
      return bad() || witness.test(table) == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.of(over);
    }

    @Override
    public long deadline() {
      return Double.isNaN(anchor) || over ? NEVER : since + after;
    }

    @Override
    public boolean timed() {
      return true;
    }

    @Override
    public void fire(long time) {
      over = !Double.isNaN(anchor) && time - since >= after;
    }

    @Override
    public void save(Notes notes) {
      if (!Double.isNaN(anchor)) {
        notes.put("anchor", anchor);
        notes.put("since", since, over ? 1 : 0);
      }
    }

    @Override
    public void load(Notes notes) {
      if (notes.has("anchor")) {
        anchor = notes.real("anchor");
        since = notes.numbers("since")[0];
        over = notes.numbers("since")[1] == 1;
      }
    }
  }
}
