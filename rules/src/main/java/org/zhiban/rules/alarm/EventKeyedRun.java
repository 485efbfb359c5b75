package org.zhiban.rules.alarm;

import static org.zhiban.rules.alarm.kind.Signal.NEVER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Signal;
import org.zhiban.rules.alarm.kind.Surroundings;
import org.zhiban.rules.expression.Steady;

/**
 * A rule whose alarms are told apart by fields of events, as denials by reader: each combination is
 * judged by itself.
 */
final class EventKeyedRun extends RuleRun {
  private final Map<String, Lane> lanes = new TreeMap<>();

  private record Lane(Signal signal, AlarmCell cell) {
    long deadline() {
      return Math.min(signal.deadline(), cell.deadline());
    }

    boolean idle() {
      return cell.idle() && signal.idle();
    }
  }

  EventKeyedRun(int slot, CompiledRule rule, Surroundings surroundings, Journal journal) {
    super(slot, rule, surroundings, journal);
  }

  private Lane lane(String key) {
    return lanes.computeIfAbsent(
        key,
        _ ->
            new Lane(
                rule().blueprint().start().begin(surroundings()),
                new AlarmCell(this, journal(), key)));
  }

  @Override
  boolean sample(int point, long at) {
    if (lanes.isEmpty()) {
      return false;
    }
    long time = tick(at);
    boolean moved = false;
    for (Lane lane : List.copyOf(lanes.values())) {
      lane.signal().sample(point, time);
      moved |= lane.cell().judge(lane.signal(), time, null) || lane.signal().timed();
    }
    return moved;
  }

  @Override
  void steady(int point, Steady values) {
    lanes.values().forEach(lane -> lane.signal().steady(point, values));
    steadyEscalation(point, values);
  }

  /** What counts events by key looks at no time of day. */
  @Override
  void clockSet(long at) {}

  @Override
  void event(PointEvent event, long at, long now) {
    long time = tick(at);
    Lane lane = lane(rule().keyNow(table(), event));
    lane.signal().event(event, time, now);
    lane.cell().judge(lane.signal(), time, event);
    lanes.values().removeIf(Lane::idle);
  }

  @Override
  void fire(long at) {
    long time = tick(at);
    for (Lane lane : List.copyOf(lanes.values())) {
      if (lane.signal().deadline() <= time) {
        lane.signal().fire(time);
        lane.cell().judge(lane.signal(), time, lane.signal().happening());
      }
      if (lane.cell().deadline() <= time) {
        lane.cell().fire(time, lane.signal());
      }
    }
    lanes.values().removeIf(Lane::idle);
  }

  @Override
  long deadline() {
    long earliest = NEVER;
    for (Lane lane : lanes.values()) {
      earliest = Math.min(earliest, lane.deadline());
    }
    return earliest;
  }

  @Override
  void eachCell(Consumer<AlarmCell> action) {
    lanes.values().forEach(lane -> action.accept(lane.cell()));
  }

  @Override
  void reset(long at) {
    long time = tick(at);
    lanes.values().forEach(lane -> lane.signal().reset(time));
  }

  @Override
  void stand(Alarm alarm) {
    lane(alarm.key()).cell().stand(alarm);
  }

  @Override
  void load(String key, Notes notes) {
    loadTime(notes);
    Lane lane = lane(key);
    lane.signal().load(notes);
    lane.cell().load(notes);
  }

  @Override
  void resume(long at) {
    long time = notBefore(at);
    for (Lane lane : lanes.values()) {
      lane.signal().begin(time);
      lane.cell().resume(lane.signal(), time);
      lane.cell().judge(lane.signal(), time, null);
      lane.cell().reconsider(time);
    }
  }

  @Override
  List<RuleMemory> save() {
    List<RuleMemory> saved = new ArrayList<>();
    lanes.forEach(
        (key, lane) -> {
          Notes notes = new Notes();
          lane.signal().save(notes);
          lane.cell().save(notes);
          if (!notes.isEmpty()) {
            saved.add(memory(key, notes));
          }
        });
    return saved;
  }
}
