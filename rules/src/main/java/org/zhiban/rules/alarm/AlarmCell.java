package org.zhiban.rules.alarm;

import static org.zhiban.rules.alarm.kind.Signal.NEVER;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
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
  private final Delay[] delays;
  private final Chatter chatter = new Chatter();

  private int pulses;
  private boolean escalated;
  private long escalateAt = NEVER;
  private long realarmAt = NEVER;

  /** When a permit is over under which the condition holds and no alarm was raised. */
  private long withheldUntil = NEVER;

  /** Until when an alarm of a single happening counts as active. */
  private long momentUntil = NEVER;

  AlarmCell(RuleRun run, Journal journal, String key) {
    this.run = run;
    this.rule = run.rule();
    this.journal = journal;
    this.life = new AlarmLife(this, run, journal, key);
    long offDelay = rule.spec().offDelay().toMillis();
    this.delays =
        rule.blueprint().tracks().stream()
            .map(track -> new Delay(track.onDelay(), offDelay))
            .toArray(Delay[]::new);
  }

  /** The alarm, where one must stand. */
  Alarm standing() {
    return life.standing();
  }

  RuleRun run() {
    return run;
  }

  /** The combination of values that it stands for. */
  String key() {
    return life.key();
  }

  @Nullable Shelf shelf() {
    return life.shelf();
  }

  /** What a person put aside before the rule was another stays aside. */
  void inherit(Shelf shelf) {
    life.inherit(shelf);
  }

  boolean active() {
    return life.active();
  }

  /** What the condition is, as far as it is known: of any track. */
  Truth input() {
    Truth any = Truth.FALSE;
    for (Delay delay : delays) {
      any = any.or(delay.input());
    }
    return any;
  }

  /** Whether the condition held when it was last known. */
  boolean heldWhenKnown() {
    for (Delay delay : delays) {
      if (delay.heldWhenKnown()) {
        return true;
      }
    }
    return false;
  }

  /** Nothing stands, runs or is put aside here. */
  boolean idle() {
    for (Delay delay : delays) {
      if (!delay.idle()) {
        return false;
      }
    }
    return life.alarm() == null && life.shelf() == null;
  }

  /** Takes what the signal says now; says whether anything moved. */
  boolean judge(Signal signal, long time, @Nullable PointEvent event) {
    boolean moved = false;
    boolean flipped = false;
    for (int track = 0; track < delays.length; track++) {
      Delay delay = delays[track];
      Truth input = signal.input(track);
      if (input != delay.input()) {
        moved = true;
        if (delay.update(input, time)) {
          flipped = true;
          signal.held(track, delay.active());
        }
      }
    }
    boolean pulse = signal.pulses() != pulses;
    if (flipped || pulse) {
      pulses = signal.pulses();
      settle(time, pulse, pulse && signal.momentary(), event);
      moved = true;
    }
    if (life.alarm() != null) {
      moved |= follow(time);
    }
    if (moved) {
      journal.remember();
    }
    return moved;
  }

  /** Takes what the condition is for a key that does not show at the moment. */
  void judge(Truth input, long time) {
    if (input != delays[0].input()) {
      if (delays[0].update(input, time)) {
        settle(time, false, false, null);
      }
      journal.remember();
    }
    if (life.alarm() != null && follow(time)) {
      journal.remember();
    }
  }

  private void settle(long time, boolean pulse, boolean moment, @Nullable PointEvent event) {
    withheldUntil = NEVER;
    boolean condition = false;
    Priority priority = Priority.JOURNAL;
    long seen = time;
    for (int track = 0; track < delays.length; track++) {
      Delay delay = delays[track];
      if (delay.active()) {
        priority = priority.higher(priorityOf(track));
        seen = Math.min(seen, delay.firstSeen());
        condition = true;
      }
    }
    if (condition) {
      if (!active() && permitted(time)) {
        withheldUntil = permit(time).map(journal::time).orElse(NEVER);
      } else if (!active() || pulse) {
        raise(time, seen, priority, event);
        if (!pulse) {
          lookForChatter(time);
        }
      } else if (priority.compareTo(life.standing().priority()) < 0) {
        escalate(time, priority);
      }
    } else if (moment && (active() || !permitted(time))) {
      raise(time, time, priorityOf(0), event);
      momentUntil = time + rule.spec().offDelay().toMillis();
      endMoment(time);
    } else if (active() && momentUntil == NEVER) {
      clear(time);
    }
  }

  private boolean permitted(long time) {
    return permit(time).isPresent();
  }

  /** Until when a permit lasts, by the clock on the wall. */
  private Optional<Instant> permit(long time) {
    return run.work().permittedUntil(journal.wall(time));
  }

  private Priority priorityOf(int track) {
    return rule.blueprint().tracks().get(track).priority();
  }

  private void raise(long time, long seen, Priority priority, @Nullable PointEvent event) {
    life.raise(time, seen, priority, event);
    escalated = false;
    realarmAt = NEVER;
    escalateAt = after(time, rule.spec().escalation().flatMap(Escalation::after));
  }

  private void lookForChatter(long time) {
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
    earliest = Math.min(earliest, Math.min(life.lockedOutUntil(), withheldUntil));
    for (Delay delay : delays) {
      earliest = Math.min(earliest, delay.deadline());
    }
    Shelf shelf = life.shelf();
    return shelf == null ? earliest : Math.min(earliest, shelf.ends());
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
    boolean flipped = false;
    for (int track = 0; track < delays.length; track++) {
      if (delays[track].expire(time)) {
        flipped = true;
        signal.held(track, delays[track].active());
      }
    }
    if (flipped || withheldUntil <= time) {
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
      journal.remember();
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
    if (withheldUntil != NEVER) {
      settle(time, false, false, null);
    }
    life.reconsider(time, hand);
  }

  void acknowledge(String by, Optional<String> comment, long time) {
    life.acknowledge(new Hand(Optional.of(by), comment), by, time);
    realarmAt = active() ? after(time, rule.spec().reAlarm()) : NEVER;
    journal.remember();
  }

  void reset(String by, Optional<String> comment, long time) {
    life.reset(new Hand(Optional.of(by), comment), time);
    run.reset(time);
    journal.remember();
  }

  void shelve(Shelf shelf, long time) {
    life.shelve(shelf, new Hand(Optional.of(shelf.by()), Optional.of(shelf.reason())), time);
    journal.remember();
  }

  void unshelve(String by, Optional<String> comment, long time) {
    life.shelve(null, new Hand(Optional.of(by), comment), time);
    journal.remember();
  }

  /** Takes up an alarm of before a restart; the notes were loaded before. */
  void stand(Alarm before) {
    life.stand(before);
    escalated =
        rule.spec().escalation().filter(e -> before.priority().compareTo(e.to()) <= 0).isPresent();
    boolean held = false;
    for (Delay delay : delays) {
      held |= delay.active();
    }
    if (before.active() && !held && momentUntil == NEVER) {
      delays[0].stand(before.firstSeenAt().toEpochMilli());
    }
  }

  /** After a restart: the alarm is what the delays say. */
  void resume(Signal signal, long time) {
    for (int track = 0; track < delays.length; track++) {
      signal.held(track, delays[track].active());
    }
    pulses = signal.pulses();
    settle(time, false, false, null);
  }

  void save(Notes notes) {
    for (int track = 0; track < delays.length; track++) {
      delays[track].save(notes, "t" + track);
    }
    if (escalateAt != NEVER || realarmAt != NEVER || momentUntil != NEVER) {
      notes.put("timers", escalateAt, realarmAt, momentUntil);
    }
    chatter.save(notes);
    life.save(notes);
  }

  void load(Notes notes) {
    for (int track = 0; track < delays.length; track++) {
      delays[track].load(notes, "t" + track);
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
