package org.zhiban.rules.alarm;

import java.util.List;
import java.util.function.Consumer;
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

  PlainRun(int slot, CompiledRule rule, Surroundings surroundings, Journal journal) {
    super(slot, rule, surroundings, journal);
    signal = rule.blueprint().start().begin(surroundings());
    cell = new AlarmCell(this, journal, "");
  }

  @Override
  boolean sample(int point, long at) {
    long time = tick(at);
    signal.sample(point, time);
    return cell.judge(signal, time, null) || signal.timed();
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
    cell.judge(signal, time, null);
  }

  @Override
  void event(PointEvent event, long at, long now) {
    long time = tick(at);
    signal.event(event, time, now);
    cell.judge(signal, time, event);
  }

  @Override
  void fire(long at) {
    long time = tick(at);
    if (signal.deadline() <= time) {
      signal.fire(time);
      cell.judge(signal, time, signal.happening());
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
    cell.judge(signal, time, null);
  }

  @Override
  void stand(Alarm alarm) {
    cell.stand(alarm);
  }

  @Override
  void load(String key, Notes notes) {
    loadTime(notes);
    signal.load(notes);
    cell.load(notes);
  }

  @Override
  void resume(long at) {
    long time = notBefore(at);
    signal.begin(time);
    cell.resume(signal, time);
    cell.judge(signal, time, null);
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
