package org.zhiban.rules.alarm;

import static org.zhiban.rules.alarm.kind.Signal.NEVER;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.RuleSpec.Escalation;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.rules.alarm.Journal.Hand;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Signal;
import org.zhiban.rules.expression.Truth;

/**
 * The place of one alarm: of a rule, or of one combination of its key. It turns what the condition
 * says into steps of the alarm's life, and keeps the timers between them.
 */
final class AlarmCell {
  private final CompiledRule rule;
  private final RuleRun run;
  private final Journal journal;
  private final AlarmLife life;
  private final Tracks tracks;
  private final Chatter chatter = new Chatter();

  private int pulses;
  private boolean escalated;
  private long escalateAt = NEVER;
  private long realarmAt = NEVER;

  /**
   * When a permit is over under which the condition holds and no alarm was raised, by the clock on
   * the wall; null: nothing is withheld.
   */
  private @Nullable Instant withheldUntil;

  /** An alarm of before stands, and no track was written down for it. */
  private boolean unplaced;

  /** Until when an alarm of a single happening counts as active. */
  private long momentUntil = NEVER;

  AlarmCell(RuleRun run, Journal journal, String key) {
    this.run = run;
    this.rule = run.rule();
    this.journal = journal;
    this.life = new AlarmLife(this, run, journal, key);
    this.tracks = new Tracks(rule.blueprint().tracks(), rule.spec().offDelay().toMillis());
  }

  /** The alarm, where one must stand. */
  Alarm standing() {
    return life.standing();
  }

  RuleRun run() {
    return run;
  }

  boolean active() {
    return life.active();
  }

  /** Whether its condition holds and a permit keeps it from being an alarm. */
  boolean withheld() {
    return withheldUntil != null;
  }

  /** What the condition is, as far as it is known: of any track. */
  Truth input() {
    return tracks.input();
  }

  /** Whether the condition held when it was last known. */
  boolean heldWhenKnown() {
    return tracks.heldWhenKnown();
  }

  /** Nothing stands, runs or is put aside here. */
  boolean idle() {
    return tracks.idle() && life.alarm() == null && life.shelf() == null;
  }

  /** Takes what the signal says now; says whether anything moved. */
  boolean judge(Signal signal, long time, @Nullable PointEvent event) {
    Tracks.Moved update = tracks.update(signal, time);
    boolean moved = update != Tracks.Moved.NOTHING;
    boolean pulse = signal.pulses() != pulses;
    if (update == Tracks.Moved.OUTPUT || pulse) {
      pulses = signal.pulses();
      settle(time, pulse, pulse && signal.momentary(), event);
      moved = true;
    }
    if (life.alarm() != null) {
      moved |= follow(time);
    }
    if (moved) {
      run.remember();
    }
    return moved;
  }

  /** Takes what the condition is for a key that does not show at the moment. */
  void judge(Truth input, long time) {
    if (input != tracks.first().input()) {
      if (tracks.first().update(input, time)) {
        settle(time, false, false, null);
      }
      run.remember();
    }
    if (life.alarm() != null && follow(time)) {
      run.remember();
    }
  }

  private void settle(long time, boolean pulse, boolean moment, @Nullable PointEvent event) {
    withheldUntil = null;
    if (tracks.active()) {
      Optional<Instant> permit = permit(time);
      Priority priority = tracks.priority();
      if (!active() && permit.isPresent()) {
        withheldUntil = permit.get();
      } else if (!active() || pulse) {
        raise(time, tracks.firstSeen(time), priority, event);
        if (!pulse) {
          lookForChatter(time);
        }
      } else if (priority.compareTo(life.standing().priority()) < 0) {
        escalate(time, priority);
      }
    } else if (moment && (active() || permit(time).isEmpty())) {
      raise(time, time, tracks.firstPriority(), event);
      momentUntil = time + rule.spec().offDelay().toMillis();
      endMoment(time);
    } else if (active() && momentUntil == NEVER) {
      clear(time);
    }
  }

  /** Until when a permit lasts, by the clock on the wall. */
  private Optional<Instant> permit(long time) {
    return run.work().permittedUntil(journal.wall(time));
  }

  private void raise(long time, long seen, Priority priority, @Nullable PointEvent event) {
    life.raise(time, seen, priority, event);
    escalated = false;
    realarmAt = NEVER;
    escalateAt = after(time, rule.spec().escalation().flatMap(Escalation::after));
  }

  private void lookForChatter(long time) {
    if (!(life.standing().suppression() instanceof Suppression.None)) {
      return; // Whoever tries it under a lock-out makes no chatter.
    }
    boolean chatters = chatter.raised(time);
    if (chatters
        && life.shelf() == null
        && !rule.lifeSafety()
        && Chatter.concerns(life.standing().priority())) {
      life.shelve(Chatter.shelf(journal, time), Chatter.hand(), time);
    }
  }

  /** What has become pressing is not kept aside by a machine. */
  private void escalate(long time, Priority to) {
    life.escalate(time, to);
    Shelf shelf = life.shelf();
    if (shelf != null && shelf.byMachine() && !Chatter.concerns(to)) {
      life.shelve(null, Hand.ENGINE, time);
    }
  }

  private void clear(long time) {
    escalateAt = NEVER;
    realarmAt = NEVER;
    momentUntil = NEVER;
    life.clear(time);
  }

  /** What is looked at with every sample while an alarm stands; says whether anything moved. */
  private boolean follow(long time) {
    boolean moved = life.follow(time);
    if (active()
        && !escalated
        && rule.escalation().isPresent()
        && rule.escalation().get().test(run.table()) == Truth.TRUE) {
      escalateByRule(time);
      return true;
    }
    return moved;
  }

  private void escalateByRule(long time) {
    escalated = true;
    escalateAt = NEVER;
    Priority now = life.standing().priority();
    Priority to = rule.spec().escalation().map(Escalation::to).orElse(now);
    if (to.compareTo(now) < 0) {
      escalate(time, to);
    }
  }

  /** When the cell must be woken though nothing happens. */
  long deadline() {
    long earliest = Math.min(Math.min(escalateAt, realarmAt), momentUntil);
    earliest = Math.min(earliest, Math.min(life.lockedOutUntil(), withheldEnds()));
    earliest = Math.min(earliest, tracks.deadline());
    Shelf shelf = life.shelf();
    return shelf == null ? earliest : Math.min(earliest, shelf.ends());
  }

  private long withheldEnds() {
    return withheldUntil == null ? NEVER : journal.time(withheldUntil);
  }

  /** Lets every timer that is over by now take effect. */
  void fire(long time, Signal signal) {
    boolean fired = deadline() <= time;
    Shelf shelf = life.shelf();
    if (shelf != null && shelf.ends() <= time) {
      life.shelve(null, Hand.ENGINE, time);
    }
    if (life.lockedOutUntil() <= time) {
      life.reconsider(time, Hand.ENGINE);
    }
    boolean withheld = withheldEnds() <= time;
    if (tracks.expire(signal, time) || withheld) {
      settle(time, false, false, null);
    }
    endMoment(time);
    if (escalateAt <= time) {
      escalateByRule(time);
    }
    if (realarmAt <= time) {
      realarmAt = NEVER;
      life.realarm(time);
    }
    boolean followed = life.alarm() != null && follow(time);
    if (fired || followed) {
      run.remember();
    }
  }

  private void endMoment(long time) {
    if (momentUntil <= time) {
      clear(time);
    }
  }

  private static long after(long time, Optional<Duration> wait) {
    return wait.map(duration -> time + Math.max(1, duration.toMillis())).orElse(NEVER);
  }

  void reconsider(long time) {
    reconsider(time, Hand.ENGINE);
  }

  void reconsider(long time, Hand hand) {
    if (withheldUntil != null) {
      settle(time, false, false, null);
    }
    life.reconsider(time, hand);
  }

  void acknowledge(String by, Optional<String> comment, long time) {
    life.acknowledge(new Hand(Optional.of(by), comment), by, time);
    realarmAt = active() ? after(time, rule.spec().reAlarm()) : NEVER;
    run.remember();
  }

  void reset(String by, Optional<String> comment, long time) {
    life.reset(new Hand(Optional.of(by), comment), time);
    run.reset(time);
    run.remember();
  }

  void shelve(Shelf shelf, long time) {
    life.shelve(shelf, new Hand(Optional.of(shelf.by()), Optional.of(shelf.reason())), time);
    run.remember();
  }

  void unshelve(String by, Optional<String> comment, long time) {
    life.shelve(null, new Hand(Optional.of(by), comment), time);
    run.remember();
  }

  /** Takes up an alarm of before a restart; the notes were loaded before. */
  void stand(Alarm before) {
    life.stand(before);
    escalated =
        rule.spec().escalation().filter(e -> before.priority().compareTo(e.to()) <= 0).isPresent();
    unplaced = before.active() && !tracks.active() && momentUntil == NEVER;
  }

  /**
   * Under a changed rule: what counts from the raising and from the acknowledging does so by the
   * rule as it is.
   */
  void timeAnew() {
    Alarm alarm = life.alarm();
    if (alarm == null || !alarm.active()) {
      return;
    }
    if (!escalated) {
      escalateAt =
          after(
              journal.time(alarm.raisedAt()), rule.spec().escalation().flatMap(Escalation::after));
    }
    if (alarm.acknowledged() && alarm.acknowledgedAt().isPresent()) {
      realarmAt = after(journal.time(alarm.acknowledgedAt().get()), rule.spec().reAlarm());
    }
  }

  /**
   * After a restart: the alarm is what the delays say. What is written down of an alarm that stands
   * no more is older than its end, which was on disk at once.
   */
  void resume(Signal signal, long time) {
    if (unplaced) {
      tracks.stand(signal, journal.time(life.standing().firstSeenAt()));
      unplaced = false;
    } else if (!active() && withheldUntil == null && tracks.active()) {
      tracks.begin();
    }
    tracks.tell(signal);
    pulses = signal.pulses();
    settle(time, false, false, null);
  }

  /** The signal is told what holds, as far as it was written down. */
  void tell(Signal signal) {
    tracks.tell(signal);
  }

  void save(Notes notes) {
    tracks.save(notes);
    if (withheldUntil != null) {
      notes.put("withheld", withheldUntil.toEpochMilli());
    }
    if (escalateAt != NEVER || realarmAt != NEVER || momentUntil != NEVER) {
      notes.put("timers", escalateAt, realarmAt, momentUntil);
    }
    chatter.save(notes, journal.now());
    life.save(notes);
  }

  void load(Notes notes) {
    tracks.load(notes);
    if (notes.has("withheld")) {
      withheldUntil = Instant.ofEpochMilli(notes.number("withheld"));
    }
    if (notes.has("timers")) {
      long[] timers = notes.numbers("timers");
      escalateAt = timers[0];
      realarmAt = timers[1];
      momentUntil = timers[2];
    }
    chatter.load(notes);
    life.load(notes);
  }
}
