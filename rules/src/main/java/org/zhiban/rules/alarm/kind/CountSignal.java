package org.zhiban.rules.alarm.kind;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.rules.expression.CompiledExpression;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/** Counts happenings in a window that slides; an event that comes late is put in its place. */
final class CountSignal extends Signal {
  private final CompiledExpression event;
  private final @Nullable CompiledExpression reset;
  private final Edge edge;
  private final long within;
  private final PointTable table;
  private final Runnable remember;

  /** The newest happenings, as many as are asked for, in order of time. */
  private final long[] newest;

  private int count;

  CountSignal(
      CompiledExpression event,
      @Nullable CompiledExpression reset,
      int times,
      long within,
      Surroundings around) {
    this.event = event;
    this.reset = reset;
    this.edge = new Edge(event);
    this.within = within;
    this.newest = new long[times];
    table = around.table();
    remember = around.remember();
  }

  @Override
  public void sample(int point, long time) {
    beginAnew();
    if (event.event().isEmpty()) {
      forget(time);
      if (edge.rises(table) && !held()) {
        happened(time);
      }
    }
  }

  /** Whether what begins the count anew holds now. */
  private boolean held() {
    return reset != null && reset.test(table) == Truth.TRUE;
  }

  private void beginAnew() {
    if (count > 0 && held()) {
      count = 0;
      remember.run();
    }
  }

  @Override
  public void event(PointEvent happening, long time, long now) {
    forget(time);
    if (event.event().isPresent() && !held() && event.test(table, happening) == Truth.TRUE) {
      long at = Math.min(happening.time().toEpochMilli(), now);
      if (at > time - within) {
        happened(at);
      }
    }
  }

  private void happened(long time) {
    int place = count;
    while (place > 0 && newest[place - 1] > time) {
      place--;
    }
    if (count < newest.length) {
      System.arraycopy(newest, place, newest, place + 1, count - place);
      newest[place] = time;
      count++;
    } else if (place > 0) {
      System.arraycopy(newest, 1, newest, 0, place - 1);
      newest[place - 1] = time;
    }
    remember.run();
  }

  private void forget(long time) {
    int old = 0;
    while (old < count && newest[old] <= time - within) {
      old++;
    }
    if (old > 0) {
      System.arraycopy(newest, old, newest, 0, count - old);
      count -= old;
      remember.run();
    }
  }

  /** The window slides by its deadline. */
  @Override
  public void steady(int point, Steady values) {
    event.steady(point, table, values);
    if (reset != null) {
      reset.steady(point, table, values);
    }
  }

  @Override
  public Truth input(int track) {
    return Truth.of(count == newest.length);
  }

  @Override
  public long deadline() {
    return count == 0 ? NEVER : newest[0] + within;
  }

  @Override
  public boolean timed() {
    return true;
  }

  @Override
  public void fire(long time) {
    forget(time);
  }

  @Override
  public boolean idle() {
    return count == 0;
  }

  @Override
  public void save(Notes notes) {
    if (count > 0) {
      notes.put("times", Arrays.copyOf(newest, count));
    }
    edge.save(notes, "edge");
  }

  @Override
  public void load(Notes notes) {
    if (notes.has("times")) {
      long[] saved = notes.numbers("times");
      count = Math.min(saved.length, newest.length);
      System.arraycopy(saved, saved.length - count, newest, 0, count);
    }
    edge.load(notes, "edge");
  }
}
