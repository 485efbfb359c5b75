package org.zhiban.rules.alarm.kind;

import org.zhiban.model.site.Condition.Amount;
import org.zhiban.model.site.Condition.Balance;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * Holds the sums against each other once in every span; what was found holds until the next. A span
 * ends when it is over and every point is known.
 */
final class BalanceSignal extends Signal {
  private static final long NOT_BEGUN = Long.MIN_VALUE;

  private final Sums sums;
  private final Amount tolerance;
  private final long over;
  private final PointTable table;
  private final Runnable remember;

  private long since = NOT_BEGUN;

  /** The span is over, and a point is not known. */
  private boolean waits;

  private Truth found = Truth.UNKNOWN;

  BalanceSignal(Sums sums, Balance condition, Surroundings around) {
    this.sums = sums;
    tolerance = condition.tolerance();
    over = condition.over().toMillis();
    table = around.table();
    remember = around.remember();
  }

  @Override
  public void sample(int point, long time) {
    if (since == NOT_BEGUN) {
      begin(time);
      return;
    }
    sums.take(table, time);
    if (waits && sums.known(table)) {
      conclude(time);
    }
  }

  @Override
  public void begin(long time) {
    if (since == NOT_BEGUN && sums.known(table)) {
      open(time);
    }
  }

  private void open(long time) {
    sums.begin(table, time);
    since = time;
    waits = false;
    remember.run();
  }

  @Override
  public void fire(long time) {
    waits = true;
    if (sums.known(table)) {
      conclude(time);
    }
  }

  private void conclude(long time) {
    double[] amounts = sums.amounts(table, time);
    double parts = 0;
    for (int place = 1; place < amounts.length; place++) {
      parts += amounts[place];
    }
    double allowed =
        tolerance.share() ? tolerance.value() * Math.abs(amounts[0]) : tolerance.value();
    double apart = Math.abs(amounts[0] - parts);
    found = Double.isNaN(apart) ? Truth.UNKNOWN : Truth.of(apart > allowed);
    open(time);
  }

  @Override
  public void steady(int point, Steady values) {
    if (since == NOT_BEGUN || waits) {
      values.nothing();
    } else {
      sums.steady(point, table, values);
    }
  }

  @Override
  public Truth input(int track) {
    return found;
  }

  @Override
  public long deadline() {
    return since == NOT_BEGUN || waits ? NEVER : since + over;
  }

  @Override
  public boolean timed() {
    return true;
  }

  @Override
  public boolean idle() {
    return since == NOT_BEGUN;
  }

  @Override
  public void save(Notes notes) {
    if (since != NOT_BEGUN) {
      notes.put("since", since, waits ? 1 : 0, found.code());
      sums.save(notes);
    }
  }

  @Override
  public void load(Notes notes) {
    if (notes.has("since")) {
      long[] saved = notes.numbers("since");
      since = saved[0];
      waits = saved[1] == 1;
      found = Truth.ofCode(saved[2]);
      sums.load(notes);
    }
  }
}
