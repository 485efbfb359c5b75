package org.zhiban.rules.alarm.kind;

import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Truth;

/**
 * How large a share of the last so many events fulfils an expression; unknown ones do not count.
 */
final class ShareSignal extends Signal {
  private final CompiledExpression event;
  private final double share;
  private final PointTable table;
  private final Runnable remember;
  private final boolean[] last;
  private int next;
  private int seen;
  private int fulfilled;

  ShareSignal(CompiledExpression event, double share, int ofLast, Surroundings around) {
    this.event = event;
    this.share = share;
    this.last = new boolean[ofLast];
    table = around.table();
    remember = around.remember();
  }

  @Override
  public void event(PointEvent happening, long time, long now) {
    Truth truth = event.test(table, happening);
    if (truth != Truth.UNKNOWN) {
      take(truth == Truth.TRUE);
      remember.run();
    }
  }

  private void take(boolean now) {
    if (seen == last.length) {
      fulfilled -= last[next] ? 1 : 0;
    } else {
      seen++;
    }
    last[next] = now;
    fulfilled += now ? 1 : 0;
    next = (next + 1) % last.length;
  }

  @Override
  public Truth input(int track) {
    return Truth.of(seen == last.length && fulfilled > share * last.length);
  }

  @Override
  public boolean idle() {
    return seen == 0;
  }

  @Override
  public void save(Notes notes) {
    if (seen > 0) {
      long[] inOrder = new long[seen];
      for (int i = 0; i < seen; i++) {
        inOrder[i] = last[(next - seen + i + last.length) % last.length] ? 1 : 0;
      }
      notes.put("last", inOrder);
    }
  }

  @Override
  public void load(Notes notes) {
    if (notes.has("last")) {
      for (long bit : notes.numbers("last")) {
        take(bit == 1);
      }
    }
  }
}
