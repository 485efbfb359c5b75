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
import org.zhiban.rules.expression.Reading;
import org.zhiban.rules.expression.Steady;
import org.zhiban.rules.expression.Truth;

/**
 * A rule whose alarms are told apart by the values of points, as a fire panel's by loop and
 * address. The panel shows one combination at a time: while the condition holds a new combination
 * is a new alarm, and those of before stand. They end with the condition.
 *
 * <p>The points of a key may arrive in another message than the condition. The key is taken when
 * all of them are as new as what made it due, or after {@link #SETTLING}: late, but never not.
 */
final class PointKeyedRun extends RuleRun {
  /** Longest wait for the points of a key, in milliseconds; a fire alarm has 10 s. */
  static final long SETTLING = 1_000;

  private static final long NOT_DUE = Long.MIN_VALUE;

  private final Signal signal;
  private final Map<String, AlarmCell> cells = new TreeMap<>();
  private final int[] keyPoints;

  private Truth input = Truth.UNKNOWN;
  private String shown = "";

  /** Since when a key is due, by the rule's time and by the sources'. */
  private long dueSince = NOT_DUE;

  private long dueAtSource;

  PointKeyedRun(int slot, CompiledRule rule, Surroundings surroundings, Journal journal) {
    super(slot, rule, surroundings, journal);
    signal = rule.blueprint().start().begin(surroundings());
    keyPoints = rule.key().stream().mapToInt(Reading::point).toArray();
  }

  @Override
  boolean sample(int point, long at) {
    long time = tick(at);
    signal.sample(point, time);
    return judge(point, time);
  }

  private boolean judge(int point, long time) {
    Truth before = input;
    input = signal.input(0);
    if (input != Truth.TRUE) {
      dueSince = NOT_DUE;
      boolean any = !cells.isEmpty();
      cells.values().forEach(cell -> cell.judge(input, time));
      cells.values().removeIf(AlarmCell::idle);
      return any || input != before;
    }
    if (before != Truth.TRUE) {
      cells.values().forEach(cell -> holdOn(cell, time));
      due(point, time);
    } else if (dueSince == NOT_DUE && isKeyPoint(point) && !keyNow().equals(shown)) {
      due(point, time);
    }
    if (dueSince != NOT_DUE && (settled() || time - dueSince >= SETTLING)) {
      take(time);
      return true;
    }
    follow(time);
    return input != before || dueSince != NOT_DUE;
  }

  /**
   * An alarm whose condition was unknown goes on; one that was ending is not held up, and one that
   * had ended is not begun: which detector it is now, the key says.
   */
  private static void holdOn(AlarmCell cell, long time) {
    if (cell.input() == Truth.UNKNOWN && cell.heldWhenKnown()) {
      cell.judge(Truth.TRUE, time);
    }
  }

  private void follow(long time) {
    if (!cells.isEmpty()) {
      cells.values().forEach(cell -> cell.judge(cell.input(), time));
    }
  }

  private void due(int point, long time) {
    dueSince = time;
    dueAtSource = table().time(point);
  }

  private boolean settled() {
    for (int point : keyPoints) {
      if (table().time(point) < dueAtSource) {
        return false;
      }
    }
    return true;
  }

  private void take(long time) {
    dueSince = NOT_DUE;
    shown = keyNow();
    cell(shown).judge(Truth.TRUE, time);
    follow(time);
    remember();
  }

  private String keyNow() {
    return rule().keyNow(table(), null);
  }

  private boolean isKeyPoint(int point) {
    for (int keyPoint : keyPoints) {
      if (keyPoint == point) {
        return true;
      }
    }
    return false;
  }

  private AlarmCell cell(String key) {
    return cells.computeIfAbsent(key, _ -> new AlarmCell(this, journal(), key));
  }

  /** A key may settle with any sample. */
  @Override
  void steady(int point, Steady values) {
    values.nothing();
  }

  @Override
  void clockSet(long at) {
    long time = notBefore(at);
    signal.clockSet(time);
    judge(keyPoints[0], time);
  }

  @Override
  void event(PointEvent event, long at, long now) {}

  @Override
  void fire(long at) {
    long time = tick(at);
    if (signal.deadline() <= time) {
      signal.fire(time);
      judge(keyPoints[0], time);
    }
    if (dueSince != NOT_DUE && time - dueSince >= SETTLING) {
      take(time);
    }
    for (AlarmCell cell : List.copyOf(cells.values())) {
      if (cell.deadline() <= time) {
        cell.fire(time, signal);
      }
    }
    cells.values().removeIf(AlarmCell::idle);
  }

  @Override
  long deadline() {
    long earliest = Math.min(signal.deadline(), dueSince == NOT_DUE ? NEVER : dueSince + SETTLING);
    for (AlarmCell cell : cells.values()) {
      earliest = Math.min(earliest, cell.deadline());
    }
    return earliest;
  }

  @Override
  void eachCell(Consumer<AlarmCell> action) {
    cells.values().forEach(action);
  }

  @Override
  void reset(long at) {
    signal.reset(tick(at));
  }

  @Override
  void stand(Alarm alarm) {
    cell(alarm.key()).stand(alarm);
  }

  @Override
  void load(String key, Notes notes) {
    loadTime(notes);
    if (key.isEmpty()) {
      signal.load(notes);
      input = Truth.ofCode(notes.number("input"));
      shown = notes.words("shown");
      dueSince = notes.number("due");
      dueAtSource = notes.number("due_at_source");
    } else {
      cell(key).load(notes);
    }
  }

  @Override
  void resume(long at) {
    long time = notBefore(at);
    signal.begin(time);
    for (AlarmCell cell : cells.values()) {
      cell.resume(signal, time);
      cell.reconsider(time);
    }
    judge(keyPoints[0], time);
  }

  @Override
  List<RuleMemory> save() {
    List<RuleMemory> saved = new ArrayList<>();
    Notes notes = new Notes();
    signal.save(notes);
    if (!cells.isEmpty() || dueSince != NOT_DUE || !notes.isEmpty()) {
      notes.put("input", input.code());
      notes.put("shown", shown);
      notes.put("due", dueSince);
      notes.put("due_at_source", dueAtSource);
      saved.add(memory("", notes));
    }
    cells.forEach(
        (key, cell) -> {
          Notes own = new Notes();
          cell.save(own);
          if (!own.isEmpty()) {
            saved.add(memory(key, own));
          }
        });
    return saved;
  }
}
