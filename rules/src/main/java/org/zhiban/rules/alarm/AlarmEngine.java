package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.kind.LastHeard;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.OwnTroubles;
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
  private final OwnTroubles own = new OwnTroubles();
  private final Timeline timeline = new Timeline();
  private final Journal journal = new Journal(timeline);
  private final Surroundings surroundings;
  private final WorkUnderWay under = new WorkUnderWay();
  private RunningRules running;
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
    surroundings = new Surroundings(table, heard, own, journal::remember, timeline::wall);
    List<CompiledRule> compiled = rules.rules();
    RuleRun[] runs = new RuleRun[compiled.size()];
    for (int rule = 0; rule < runs.length; rule++) {
      runs[rule] = RuleRun.of(rule, compiled.get(rule), surroundings, journal);
    }
    running = new RunningRules(runs, table);
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
    for (RuleRun run : running.runs()) {
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
    work.forEach(under::changed);
    for (RuleRun run : running.runs()) {
      under.each(run.work()::take);
      run.resume(now);
    }
    running.allMoved();
    return journal.drain();
  }

  /**
   * Goes on with other rules over the same points, without a standstill: every timer, count and
   * alarm of a rule that is kept stays as it is. A rule that is not begins anew with the alarms
   * that stand under its name; alarms of rules that are gone are cleared. Where this throws,
   * nothing has changed.
   *
   * @param next compiled against the same numbers of points
   * @param kept names of rules, {@code equipment/rule} or the rule alone, that mean the same as
   *     before
   * @param goingOn names of rules that changed in what they say and order, not in what they judge:
   *     their timers and counts go on
   */
  public List<AlarmChange> change(
      CompiledRules next, Set<String> kept, Set<String> goingOn, long now) {
    if (next.index().size() != table.size()) {
      throw new IllegalArgumentException("rules over other points");
    }
    long present = enter(now);
    running.advance(present);
    Succession succession =
        new Succession(running.runs(), journal.standing(), next, kept, surroundings, journal);
    running = new RunningRules(succession.runs(), table);
    try {
      succession
          .orphans()
          .forEach(alarm -> journal.write(dismissed(alarm, timeline.wall(present))));
      succession.begin(under, goingOn, present);
    } finally {
      running.allMoved();
    }
    journal.remember();
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
    boolean plain = timeline.plain();
    long present = timeline.enter(wall);
    if (plain != timeline.plain()) {
      journal.remember();
    }
    return present;
  }

  /**
   * Somebody set the gateway's clock, or the machine slept: no time passed for the rules.
   *
   * @param byMillis forward where positive
   */
  public void clockSet(long byMillis) {
    timeline.set(byMillis);
    journal.remember();
    if (begun) {
      for (RuleRun run : running.runs()) {
        run.tick(timeline.now());
        run.clockSet(timeline.now());
      }
      running.allMoved();
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
      running.fireBefore(batch, row, end, time);
      row = running.readTogether(batch, row, end, new LastRead(heard, present, time));
    }
    return journal.drain();
  }

  /** Judges events; each once, repeats are the caller's to drop. */
  public List<AlarmChange> events(List<PointEvent> happenings, long now) {
    long present = enter(now);
    for (PointEvent happening : happenings) {
      long time = timeline.past(happening.time().toEpochMilli());
      PointEvent event = timeline.plain() ? happening : happening.dated(Instant.ofEpochMilli(time));
      heard.heard(event.point(), present);
      running.event(event, time, present);
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
      running.alive(point, timeline.past(time));
    }
    return journal.drain();
  }

  /** Fires every timer that is due by {@code now}, in order of time. */
  public List<AlarmChange> advance(long now) {
    running.advance(enter(now));
    return journal.drain();
  }

  /**
   * When {@link #advance} is to be called at the latest; it may turn out that nothing is due then.
   * {@link Long#MAX_VALUE}: no timer runs.
   */
  public long nextDeadline() {
    return timeline.wallMillis(running.nextDeadline());
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
  public List<AlarmChange> work(SiteWork change, long now) {
    long present = enter(now);
    if (under.changed(change)) {
      for (RuleRun run : running.concernedBy(change)) {
        if (run.work().take(change)) {
          run.workChanged(present, WorkAtRule.hand(change));
          running.moved(run.slot());
        }
      }
    }
    return journal.drain();
  }

  /** What of the gateway's own work fails from now on; until the first call nobody knows. */
  public List<AlarmChange> own(Set<GatewayPart> failing, long now) {
    long present = enter(now);
    if (own.take(failing)) {
      for (RuleRun run : running.runs()) {
        if (run.rule().spec().condition() instanceof Condition.GatewayTrouble) {
          run.ownChanged(present);
          running.moved(run.slot());
        }
      }
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
      running.moved(cell.run().slot());
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
    for (RuleRun run : running.runs()) {
      memory.addAll(run.save());
    }
    if (!memory.isEmpty() || !timeline.plain()) {
      memory.add(clock());
    }
    return memory;
  }

  /** {@link #memory()}, from which {@link #memoryChange} tells what is different later on. */
  public MemoryChange wholeMemory() {
    var _ = memoryChange();
    return MemoryChange.whole(memory());
  }

  /** By what {@link #memory()} differs from when this or {@link #wholeMemory} was last asked. */
  public MemoryChange memoryChange() {
    List<RuleMemory> written = new ArrayList<>();
    List<RuleMemory.Name> gone = new ArrayList<>();
    for (RuleRun run : running.runs()) {
      run.saveChanges(written, gone);
    }
    if (!written.isEmpty() || !gone.isEmpty() || !timeline.plain()) {
      written.add(clock());
    }
    return new MemoryChange(false, written, gone);
  }

  private RuleMemory clock() {
    return new RuleMemory("", CLOCK, "", timeline.save().toString());
  }

  /** Rises whenever {@link #memory()} may differ from before: save it then. */
  public long memoryVersion() {
    return journal.version();
  }
}
