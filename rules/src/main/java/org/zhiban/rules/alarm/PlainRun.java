package org.zhiban.rules.alarm;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Signal;
import org.zhiban.rules.alarm.kind.Surroundings;
import org.zhiban.rules.expression.Steady;

/** A rule with one alarm. */
final class PlainRun extends RuleRun {
  private final Signal signal;
  private final AlarmCell cell;
  private boolean leads;

  PlainRun(int slot, CompiledRule rule, Surroundings surroundings, Journal journal) {
    super(slot, rule, surroundings, journal);
    signal = rule.blueprint().start().begin(surroundings());
    cell = new AlarmCell(this, journal, "");
  }

  @Override
  boolean sample(int point, long at) {
    long time = tick(at);
    signal.sample(point, time);
    return judge(time, null) || signal.timed();
  }

  /** Takes what the signal says now; says whether anything moved. */
  private boolean judge(long time, @Nullable PointEvent event) {
    boolean moved = cell.judge(signal, time, event);
    // Who says nothing, being under a permit, hides nothing either.
    if (leads == (signal.leading() && !cell.withheld())) {
      return moved;
    }
    leads = !leads;
    remember();
    activityChanged(time);
    return true;
  }

  @Override
  boolean leads() {
    return leads;
  }

  @Override
  void steady(int point, Steady values) {
    signal.steady(point, values);
    steadyEscalation(point, values);
  }

  @Override
  void clockSet(long at) {
    long time = notBefore(at);
    signal.clockSet(time);
    judge(time, null);
  }

  @Override
  void ownChanged(long at) {
    judge(tick(at), null);
  }

  @Override
  void event(PointEvent event, long at, long now) {
    long time = tick(at);
    signal.event(event, time, now);
    judge(time, event);
  }

  @Override
  void fire(long at) {
    long time = tick(at);
    if (signal.deadline() <= time) {
      signal.fire(time);
      judge(time, signal.happening());
    }
    if (cell.deadline() <= time) {
      cell.fire(time, signal);
    }
  }

  @Override
  long deadline() {
    return Math.min(signal.deadline(), cell.deadline());
  }

  @Override
  void eachCell(Consumer<AlarmCell> action) {
    action.accept(cell);
  }

  @Override
  void reset(long at) {
    long time = tick(at);
    signal.reset(time);
    judge(time, null);
  }

  @Override
  void stand(Alarm alarm) {
    cell.stand(alarm);
  }

  @Override
  void load(String key, Notes notes) {
    loadTime(notes);
    signal.load(notes);
    leads = signal.leading();
    cell.load(notes);
  }

  @Override
  void resume(long at) {
    long time = notBefore(at);
    cell.tell(signal);
    signal.begin(time);
    cell.resume(signal, time);
    judge(time, null);
    cell.reconsider(time);
  }

  @Override
  List<RuleMemory> save() {
    Notes notes = new Notes();
    signal.save(notes);
    cell.save(notes);
    return notes.isEmpty() ? List.of() : List.of(memory("", notes));
  }
}
