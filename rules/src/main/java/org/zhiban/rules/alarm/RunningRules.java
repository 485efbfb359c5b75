package org.zhiban.rules.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The rules at work in an engine, by their places: which points and events wake them, when they are
 * due, who hides whom, and of what they need not be told. Times are the rules' own.
 */
final class RunningRules {
  private final RuleRun[] runs;
  private final PointTable table;
  private final Wiring samples;
  private final Wiring events;
  private final Deadlines deadlines;
  private final Quiet quiet;
  private final Map<String, List<RuleRun>> byEquipment = new HashMap<>();

  /** Points of one read that rules are told of. */
  private int[] woken = new int[64];

  /** Places the runs side by side and ties them to each other; none is due before it is asked. */
  RunningRules(RuleRun[] runs, PointTable table) {
    this.runs = runs.clone();
    this.table = table;
    List<CompiledRule> rules = Arrays.stream(runs).map(RuleRun::rule).toList();
    samples = Wiring.of(table.size(), rules, CompiledRule::wakingPoints);
    events = Wiring.of(table.size(), rules, rule -> rule.blueprint().events());
    deadlines = new Deadlines(runs.length);
    quiet = new Quiet(table.size(), rules);
    int[][] inhibited = Inhibition.inhibited(rules);
    for (int slot = 0; slot < runs.length; slot++) {
      runs[slot].place(slot);
      byEquipment
          .computeIfAbsent(runs[slot].rule().equipment(), _ -> new ArrayList<>())
          .add(runs[slot]);
    }
    for (int cause = 0; cause < runs.length; cause++) {
      for (int consequence : inhibited[cause]) {
        runs[cause].inhibits(runs[consequence]);
      }
    }
  }

  /** Every run, by its place; not to be changed. */
  RuleRun[] runs() {
    return runs;
  }

  /** The runs that may have to do with work at the site. */
  List<RuleRun> concernedBy(SiteWork change) {
    return change instanceof SiteWork.OpenOrders open
        ? byEquipment.getOrDefault(open.equipment(), List.of())
        : List.of(runs);
  }

  /** A rule may be due at another time now, and may say something else. */
  void moved(int rule) {
    deadlines.set(rule, runs[rule].deadline());
    quiet.disturb(rule);
  }

  void allMoved() {
    for (int rule = 0; rule < runs.length; rule++) {
      moved(rule);
    }
  }

  /** When the first is due; {@link Long#MAX_VALUE} where none is. */
  long nextDeadline() {
    return deadlines.earliest();
  }

  /** Fires every timer that is due by now, in order of time. */
  void advance(long present) {
    while (deadlines.earliest() <= present) {
      int rule = deadlines.next();
      runs[rule].fire(deadlines.earliest());
      moved(rule);
    }
  }

  /** Timers that ran out between two samples of a rule saw what stood before the second. */
  void fireBefore(SampleBatch batch, int from, int end, long time) {
    if (deadlines.earliest() > time) {
      return;
    }
    for (int row = from; row < end; row++) {
      int point = batch.point(row);
      for (int at = samples.from(point); at < samples.to(point); at++) {
        fireUntil(samples.rule(at), time);
      }
    }
  }

  private void fireUntil(int rule, long time) {
    while (deadlines.of(rule) <= time) {
      runs[rule].fire(deadlines.of(rule));
      moved(rule);
    }
  }

  /**
   * Takes rows of one time over until a point comes twice, judges them together, and says where it
   * stopped.
   */
  int readTogether(SampleBatch batch, int from, int end, LastRead read) {
    long sourceTime = batch.time(from);
    int row = from;
    int count = 0;
    do {
      if (!quiet.holds(batch, row, table)) {
        if (count == woken.length) {
          woken = Arrays.copyOf(woken, 2 * count);
        }
        woken[count++] = batch.point(row);
      }
      table.apply(batch, row);
      if (batch.quality(row) != Quality.BAD) {
        read.heard().heard(batch.point(row), read.present());
      }
      row++;
    } while (row < end && table.time(batch.point(row)) != sourceTime);
    for (int at = 0; at < count; at++) {
      tell(woken[at], read.time());
    }
    for (int at = 0; at < count; at++) {
      quiet.settle(woken[at], table, samples, runs);
    }
    return row;
  }

  private void tell(int point, long time) {
    int to = samples.to(point);
    for (int at = samples.from(point); at < to; at++) {
      int rule = samples.rule(at);
      if (runs[rule].sample(point, time)) {
        moved(rule);
      }
    }
  }

  /** Judges an event. */
  void event(PointEvent event, long time, long present) {
    for (int at = events.from(event.point()); at < events.to(event.point()); at++) {
      int rule = events.rule(at);
      fireUntil(rule, time);
      runs[rule].event(event, time, present);
      moved(rule);
    }
    alive(event.point(), time);
  }

  /** Only rules about silence care for a sign of life. */
  void alive(int point, long time) {
    for (int at = samples.from(point); at < samples.to(point); at++) {
      int rule = samples.rule(at);
      if (!runs[rule].rule().blueprint().ofValues() && runs[rule].sample(point, time)) {
        moved(rule);
      }
    }
  }
}
