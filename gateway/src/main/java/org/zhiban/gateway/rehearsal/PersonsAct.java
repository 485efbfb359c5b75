package org.zhiban.gateway.rehearsal;

import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.AlarmOutcome;

/** What a person did to an alarm, on record: in a rehearsal it is done to the same alarm again. */
record PersonsAct(
    AlarmChange.Kind kind,
    RuleName rule,
    String key,
    String by,
    Optional<String> comment,
    Optional<Instant> until,
    Instant at) {

  /** The act of a recorded step; empty where the engine took it by itself. */
  static Optional<PersonsAct> of(AlarmChange change) {
    Alarm alarm = change.alarm();
    return change
        .by()
        .map(
            by ->
                new PersonsAct(
                    change.kind(),
                    new RuleName(alarm.equipment(), alarm.rule()),
                    alarm.key(),
                    by,
                    change.comment(),
                    alarm.suppression() instanceof Suppression.Shelved shelved
                        ? Optional.of(shelved.until())
                        : Optional.empty(),
                    change.at()));
  }

  /** Does it to the alarm of its name, where one stands; the engine may refuse it. */
  AlarmOutcome repeat(AlarmEngine engine, String alarm) {
    long now = at.toEpochMilli();
    return switch (kind) {
      case ACKNOWLEDGED -> engine.acknowledge(alarm, by, comment, now);
      case RESET -> engine.reset(alarm, by, comment, now);
      case SHELVED -> engine.shelve(alarm, by, comment, until.orElse(at), now);
      case UNSHELVED -> engine.unshelve(alarm, by, comment, now);
      case RAISED, REPEATED, ESCALATED, REALARMED, CLEARED, SUPPRESSED, UNSUPPRESSED, QUALITY ->
          new AlarmOutcome.Changed(java.util.List.of());
    };
  }
}
