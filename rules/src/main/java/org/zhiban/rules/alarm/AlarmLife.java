package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange.Kind;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.alarm.Journal.Hand;
import org.zhiban.rules.alarm.kind.Notes;
import org.zhiban.rules.alarm.kind.Signal;

/** The steps of one alarm's life, from raising until nothing of it stands; each is journaled. */
final class AlarmLife {
  private final AlarmCell cell;
  private final RuleRun run;
  private final CompiledRule rule;
  private final Journal journal;
  private final String key;

  private @Nullable Alarm alarm;
  private @Nullable Shelf shelf;
  private long lastRaisedAt = Long.MIN_VALUE;

  AlarmLife(AlarmCell cell, RuleRun run, Journal journal, String key) {
    this.cell = cell;
    this.run = run;
    this.rule = run.rule();
    this.journal = journal;
    this.key = key;
  }

  @Nullable Alarm alarm() {
    return alarm;
  }

  @Nullable Shelf shelf() {
    return shelf;
  }

  /** The alarm, where one must stand. */
  Alarm standing() {
    if (alarm == null) {
      throw new IllegalStateException("no alarm stands: " + rule.name());
    }
    return alarm;
  }

  boolean active() {
    return alarm != null && alarm.active();
  }

  void raise(long time, long seen, Priority priority, @Nullable PointEvent event) {
    if (shelf != null && shelf.byMachine() && !Chatter.concerns(priority)) {
      shelf = null;
    }
    if (alarm != null && !alarm.active() && eachForItself()) {
      journal.former(alarm);
      alarm = null;
    }
    Kind kind = alarm == null ? Kind.RAISED : Kind.REPEATED;
    AlarmAxes axes =
        alarm == null
            ? AlarmAxes.of(newAlarm(time, seen, priority))
            : AlarmAxes.of(alarm).repeated();
    axes.atLeast(priority)
        .quality(run.quality())
        .saying(rule.message().filled(run.table(), event), rule.snapshot(run.table(), event))
        .suppression(suppression(time, false))
        .annunciated();
    change(kind, axes, time, Hand.ENGINE);
  }

  /** Under such a rule whoever comes next is never put under who came before. */
  private boolean eachForItself() {
    return rule.spec().order().filter(order -> order.merge() == OrderSpec.Merge.NEVER).isPresent();
  }

  private Alarm newAlarm(long time, long seen, Priority priority) {
    long stamp = Math.max(journal.wall(time).toEpochMilli(), lastRaisedAt + 1);
    lastRaisedAt = stamp;
    return new Alarm(
        AlarmIds.of(stamp, rule.equipment(), rule.spec().id(), key),
        rule.equipment(),
        rule.spec().id(),
        key,
        priority,
        rule.lifeSafety(),
        true,
        false,
        false,
        Suppression.NONE,
        Quality.GOOD,
        rule.spec().message(),
        1,
        Map.of(),
        journal.wall(seen),
        journal.wall(time),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  void clear(long time) {
    Instant at = journal.wall(time);
    AlarmAxes axes =
        AlarmAxes.of(standing()).quality(run.quality()).cleared(at, rule.spec().latch());
    change(Kind.CLEARED, axes, time, Hand.ENGINE);
  }

  void escalate(long time, Priority priority) {
    AlarmAxes axes =
        AlarmAxes.of(standing())
            .atLeast(priority)
            .saying(rule.message().filled(run.table(), null), rule.snapshot(run.table(), null))
            .annunciated();
    change(Kind.ESCALATED, axes, time, Hand.ENGINE);
  }

  void realarm(long time) {
    if (standing().suppression() instanceof Suppression.None) {
      change(Kind.REALARMED, AlarmAxes.of(standing()).annunciated(), time, Hand.ENGINE);
    }
  }

  /** Follows the quality of what the alarm is judged on; says whether it changed. */
  boolean follow(long time) {
    Quality quality = run.quality();
    if (quality == standing().quality()) {
      return false;
    }
    change(Kind.QUALITY, AlarmAxes.of(standing()).quality(quality), time, Hand.ENGINE);
    return true;
  }

  void acknowledge(Hand hand, String by, long time) {
    AlarmAxes axes = AlarmAxes.of(standing()).acknowledged(by, journal.wall(time));
    change(Kind.ACKNOWLEDGED, axes, time, hand);
  }

  void reset(Hand hand, long time) {
    change(Kind.RESET, AlarmAxes.of(standing()).reset(), time, hand);
  }

  /** Puts the place aside, whether an alarm stands there or not; null: no longer. */
  void shelve(@Nullable Shelf aside, Hand hand, long time) {
    shelf = aside;
    reconsider(time, hand);
  }

  private Suppression suppression(long time, boolean announced) {
    if (rule.lifeSafety() || (alarm != null && alarm.lifeSafety())) {
      return Suppression.NONE; // Also where the rule has lost the mark since.
    }
    Optional<Suppression.OutOfService> lockOut = run.work().lockOut(journal.wall(time));
    if (lockOut.isPresent()) {
      return lockOut.get();
    }
    if (shelf != null && shelf.ends() > time) {
      return shelf.suppression();
    }
    return run.inhibitor(announced)
        .or(() -> run.work().openOrder())
        .<Suppression>map(Suppression.ByDesign::new)
        .orElse(Suppression.NONE);
  }

  /** When a lock-out of its alarm is over; {@link Signal#NEVER} where there is none. */
  long lockedOutUntil() {
    return alarm != null && alarm.suppression() instanceof Suppression.OutOfService lockOut
        ? journal.time(lockOut.until())
        : Signal.NEVER;
  }

  /** Looks again whether the alarm is announced; what is announced again sounds anew. */
  void reconsider(long time, Hand hand) {
    if (alarm == null) {
      return;
    }
    Suppression before = alarm.suppression();
    Suppression now = suppression(time, before instanceof Suppression.None);
    if (now.equals(before)) {
      return;
    }
    AlarmAxes axes = AlarmAxes.of(alarm).suppression(now);
    Kind kind =
        switch (now) {
          case Suppression.None _ when before instanceof Suppression.Shelved -> Kind.UNSHELVED;
          case Suppression.None _ -> Kind.UNSUPPRESSED;
          case Suppression.Shelved _ -> Kind.SHELVED;
          case Suppression.ByDesign _ -> Kind.SUPPRESSED;
          case Suppression.OutOfService _ -> Kind.SUPPRESSED;
        };
    if (now instanceof Suppression.None && alarm.active()) {
      axes.annunciated();
    }
    change(kind, axes, time, hand);
  }

  private void change(Kind kind, AlarmAxes axes, long time, Hand hand) {
    Alarm after = axes.alarm();
    boolean was = active();
    alarm = after.standing() ? after : null;
    journal.write(cell, kind, after, time, hand);
    if (was != active()) {
      run.activityChanged(time);
    }
  }

  /** Takes up an alarm of before a restart; of several the last one is led on. */
  void stand(Alarm before) {
    if (alarm != null) {
      journal.former(alarm);
    }
    alarm = before;
    // The step of the alarm was on disk at once; what the rule wrote down may be older.
    switch (before.suppression()) {
      case Suppression.Shelved(var by, var reason, var until) -> {
        if (shelf == null || !shelf.until().equals(until)) {
          shelf = new Shelf(by, reason, until, journal.time(until));
        }
      }
      case Suppression.None _ -> shelf = null;
      case Suppression.ByDesign _, Suppression.OutOfService _ -> {}
    }
    lastRaisedAt = before.raisedAt().toEpochMilli();
    journal.stands(cell, before);
  }

  void save(Notes notes) {
    if (shelf != null) {
      notes.put("shelf_until", shelf.until().toEpochMilli(), shelf.ends());
      notes.put("shelf_by", shelf.by());
      notes.put("shelf_reason", shelf.reason());
    }
  }

  void load(Notes notes) {
    if (notes.has("shelf_until")) {
      long[] until = notes.numbers("shelf_until");
      shelf =
          new Shelf(
              notes.words("shelf_by"),
              notes.words("shelf_reason"),
              Instant.ofEpochMilli(until[0]),
              until[1]);
    }
  }
}
