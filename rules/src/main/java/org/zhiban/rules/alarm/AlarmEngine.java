package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.kind.LastHeard;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Surroundings;

/**
 * Judges samples and events by the rules of a site and leads every alarm through its life. Pure and
 * replayable: the same calls in the same order give the same changes, ids included. Times are
 * milliseconds since 1970 UTC; {@code now} is the gateway's clock at the call. Whoever sets that
 * clock neither ends nor stretches what rules wait for: a clock that fell back is noticed, one that
 * was set forward must be told by {@link #clockSet}. One thread.
 */
public final class AlarmEngine {
  /** Under which the time of the rules itself is remembered: no rule has this name. */
  private static final String CLOCK = "(clock)";

  private static final String RULE_IS_GONE = "规则已从站点移除 / the site no longer has the rule";

  private final PointTable table;
  private final LastHeard heard;
  private final RuleRun[] runs;
  private final Wiring samples;
  private final Wiring events;
  private final Deadlines deadlines;
  private final Quiet quiet;

  /** Points of one read that rules are told of. */
  private int[] woken = new int[64];

  private final Timeline timeline = new Timeline();
  private final Journal journal = new Journal(timeline);
  private final Acts acts = new Acts(journal);
  private boolean begun;

  /**
   * An engine that knows of no alarm yet.
   *
   * @param table belongs to the engine from now on: {@link #samples} writes it
   */
  public AlarmEngine(CompiledRules rules, PointTable table) {
    this.table = table;
    heard = new LastHeard(table.size());
    List<CompiledRule> compiled = rules.rules();
    Surroundings surroundings = new Surroundings(table, heard, journal::remember, timeline::wall);
    runs = new RuleRun[compiled.size()];
    for (int rule = 0; rule < runs.length; rule++) {
      runs[rule] = RuleRun.of(rule, compiled.get(rule), surroundings, journal);
    }
    int[][] inhibited = Inhibition.inhibited(compiled);
    for (int cause = 0; cause < runs.length; cause++) {
      for (int consequence : inhibited[cause]) {
        runs[cause].inhibits(runs[consequence]);
      }
    }
    samples = Wiring.of(table.size(), compiled, CompiledRule::wakingPoints);
    events = Wiring.of(table.size(), compiled, rule -> rule.blueprint().events());
    deadlines = new Deadlines(runs.length);
    quiet = new Quiet(table.size(), compiled);
  }

  /**
   * Goes on where an earlier engine stopped; called once, before anything else. Without it an
   * engine begins, knowing nothing, at its first call.
   *
   * @param nowMillis start of this engine: points count as heard of at this moment
   * @return what changed at that: alarms whose rule the site no longer has are cleared
   */
  public List<AlarmChange> restore(
      Collection<Alarm> standing, Collection<RuleMemory> memory, long nowMillis) {
    return restore(standing, memory, List.of(), nowMillis);
  }

  /**
   * Goes on where an earlier engine stopped, with the work that is done at the equipment now.
   *
   * @param work what {@link #work} was told and still holds
   */
  public List<AlarmChange> restore(
      Collection<Alarm> standing,
      Collection<RuleMemory> memory,
      Collection<SiteWork> work,
      long nowMillis) {
    if (begun) {
      throw new IllegalStateException("an engine is restored before it does anything");
    }
    begun = true;
    memory.stream()
        .filter(entry -> entry.rule().equals(CLOCK))
        .findFirst()
        .ifPresent(entry -> timeline.load(Notes.parse(entry.state())));
    long now = timeline.enter(nowMillis);
    heard.start(now);
    Map<String, RuleRun> byName = new HashMap<>();
    for (RuleRun run : runs) {
      byName.put(run.rule().equipment() + "/" + run.rule().spec().id(), run);
    }
    for (RuleMemory entry : memory) {
      RuleRun run = byName.get(entry.equipment() + "/" + entry.rule());
      if (run != null) {
        run.load(entry.key(), Notes.parse(entry.state()));
      }
    }
    for (Alarm alarm : standing.stream().sorted(Comparator.comparing(Alarm::id)).toList()) {
      RuleRun run = byName.get(alarm.equipment() + "/" + alarm.rule());
      if (run == null) {
        journal.write(dismissed(alarm, timeline.wall(now)));
      } else {
        run.stand(alarm);
      }
    }
    work.forEach(one -> WorkAtRule.tell(runs, one));
    for (int rule = 0; rule < runs.length; rule++) {
      runs[rule].resume(now);
      deadlines.set(rule, runs[rule].deadline());
    }
    return journal.drain();
  }

  private static AlarmChange dismissed(Alarm alarm, Instant at) {
    return new AlarmChange(
        AlarmChange.Kind.CLEARED,
        AlarmAxes.of(alarm).cleared(at, false).suppression(Suppression.NONE).dismissed().alarm(),
        at,
        Optional.empty(),
        Optional.of(RULE_IS_GONE));
  }

  /** The rules' time at a call. */
  private long enter(long wall) {
    if (!begun) {
      restore(List.of(), List.of(), wall);
    }
    return timeline.enter(wall);
  }

  /**
   * Somebody set the gateway's clock, or the machine slept: no time passed for the rules.
   *
   * @param byMillis forward where positive
   */
  public void clockSet(long byMillis) {
    timeline.set(byMillis);
    for (int rule = 0; begun && rule < runs.length; rule++) {
      runs[rule].clockSet(timeline.now());
      moved(rule);
    }
  }

  /**
   * Takes the samples over into the table and judges the rules that name their points. Consecutive
   * rows of one time are one read of the device: they are judged together.
   */
  public List<AlarmChange> samples(SampleBatch batch, long now) {
    long present = enter(now);
    int size = batch.size();
    int row = 0;
    while (row < size) {
      long sourceTime = batch.time(row);
      long time = timeline.past(sourceTime);
      int end = row + 1;
      while (end < size && batch.time(end) == sourceTime) {
        end++;
      }
      if (deadlines.earliest() <= time) {
        fireBefore(batch, row, end, time);
      }
      row = readTogether(batch, row, end, present, time);
    }
    return journal.drain();
  }

  /** Timers that ran out between two samples of a rule saw what stood before the second. */
  private void fireBefore(SampleBatch batch, int from, int end, long time) {
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

  /** A rule may be due at another time now, and may say something else. */
  private void moved(int rule) {
    deadlines.set(rule, runs[rule].deadline());
    quiet.disturb(rule);
  }

  /** Takes rows over until a point comes twice, judges them, and says where it stopped. */
  private int readTogether(SampleBatch batch, int from, int end, long now, long time) {
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
        heard.heard(batch.point(row), now);
      }
      row++;
    } while (row < end && table.time(batch.point(row)) != sourceTime);
    for (int at = 0; at < count; at++) {
      tell(woken[at], time);
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

  /** Judges events; each once, repeats are the caller's to drop. */
  public List<AlarmChange> events(List<PointEvent> happenings, long now) {
    long present = enter(now);
    for (PointEvent happening : happenings) {
      long time = timeline.past(happening.time().toEpochMilli());
      PointEvent event = timeline.plain() ? happening : happening.dated(Instant.ofEpochMilli(time));
      heard.heard(event.point(), present);
      for (int at = events.from(event.point()); at < events.to(event.point()); at++) {
        int rule = events.rule(at);
        fireUntil(rule, time);
        runs[rule].event(event, time, present);
        moved(rule);
      }
      alive(event.point(), time);
    }
    return journal.drain();
  }

  /** The points were heard of without a new value. */
  public List<AlarmChange> alive(int[] points, long time, long now) {
    long present = enter(now);
    for (int point : points) {
      heard.heard(point, present);
    }
    for (int point : points) {
      alive(point, timeline.past(time));
    }
    return journal.drain();
  }

  /** Only rules about silence care for a sign of life. */
  private void alive(int point, long time) {
    for (int at = samples.from(point); at < samples.to(point); at++) {
      int rule = samples.rule(at);
      if (!runs[rule].rule().blueprint().ofValues() && runs[rule].sample(point, time)) {
        moved(rule);
      }
    }
  }

  /** Fires every timer that is due by {@code now}, in order of time. */
  public List<AlarmChange> advance(long now) {
    long present = enter(now);
    while (deadlines.earliest() <= present) {
      int rule = deadlines.next();
      runs[rule].fire(deadlines.earliest());
      moved(rule);
    }
    return journal.drain();
  }

  /**
   * When {@link #advance} is to be called at the latest; it may turn out that nothing is due then.
   * {@link Long#MAX_VALUE}: no timer runs.
   */
  public long nextDeadline() {
    return timeline.wallMillis(deadlines.earliest());
  }

  /** Somebody has seen the alarm. */
  public AlarmOutcome acknowledge(String alarm, String by, Optional<String> comment, long now) {
    return act(alarm, now, present -> acts.acknowledge(alarm, by, comment, present));
  }

  /** Somebody resets the latch of an alarm whose condition is gone. */
  public AlarmOutcome reset(String alarm, String by, Optional<String> comment, long now) {
    return act(alarm, now, present -> acts.reset(alarm, by, comment, present));
  }

  /**
   * Somebody puts the alarm aside; its rule is judged on, and a return of the condition before
   * {@code until} does not sound either.
   */
  public AlarmOutcome shelve(
      String alarm, String by, Optional<String> comment, Instant until, long now) {
    return act(alarm, now, present -> acts.shelve(alarm, by, comment, until, present));
  }

  /** Somebody ends the shelving early. */
  public AlarmOutcome unshelve(String alarm, String by, Optional<String> comment, long now) {
    return act(alarm, now, present -> acts.unshelve(alarm, by, comment, present));
  }

  /** People began or ended work that decides whether alarms are announced. */
  public List<AlarmChange> work(SiteWork work, long now) {
    long present = enter(now);
    for (RuleRun run : WorkAtRule.tell(runs, work)) {
      run.workChanged(present, WorkAtRule.hand(work));
      moved(run.slot());
    }
    return journal.drain();
  }

  private AlarmOutcome act(String alarm, long now, Act act) {
    long present = enter(now);
    AlarmCell cell = journal.find(alarm);
    AlarmRefusal refusal = act.take(present);
    if (refusal != null) {
      return new AlarmOutcome.Refused(refusal);
    }
    if (cell != null) {
      moved(cell.run().slot());
    }
    return new AlarmOutcome.Changed(journal.drain());
  }

  private interface Act {
    @Nullable AlarmRefusal take(long now);
  }

  /** Every alarm that stands, oldest first. */
  public Collection<Alarm> standing() {
    return journal.standing();
  }

  /** All that must survive a restart beside the standing alarms. */
  public List<RuleMemory> memory() {
    List<RuleMemory> memory = new ArrayList<>();
    for (RuleRun run : runs) {
      memory.addAll(run.save());
    }
    if (!memory.isEmpty() || !timeline.plain()) {
      memory.add(new RuleMemory("", CLOCK, "", timeline.save().toString()));
    }
    return memory;
  }

  /** Rises whenever {@link #memory()} may differ from before: save it then. */
  public long memoryVersion() {
    return journal.version();
  }
}
