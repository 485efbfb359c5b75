package org.zhiban.rules.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.rules.alarm.Journal.Hand;
import org.zhiban.rules.expression.Truth;

/** What people may do with an alarm, and what is refused to them. */
final class Acts {
  private final Journal journal;

  Acts(Journal journal) {
    this.journal = journal;
  }

  @Nullable AlarmRefusal acknowledge(String id, String by, Optional<String> comment, long now) {
    Alarm former = journal.findFormer(id);
    if (former != null) {
      return acknowledgeFormer(former, new Hand(Optional.of(by), comment), by, now);
    }
    AlarmCell cell = journal.find(id);
    if (cell == null) {
      return new AlarmRefusal.NotStanding(id);
    }
    Alarm alarm = cell.standing();
    if (alarm.acknowledged()) {
      return new AlarmRefusal.AlreadyAcknowledged(alarm.acknowledgedBy().orElse(""));
    }
    cell.acknowledge(by, comment, now);
    return null;
  }

  private @Nullable AlarmRefusal acknowledgeFormer(Alarm former, Hand hand, String by, long now) {
    if (former.acknowledged()) {
      return new AlarmRefusal.AlreadyAcknowledged(former.acknowledgedBy().orElse(""));
    }
    Alarm after = AlarmAxes.of(former).acknowledged(by, journal.wall(now)).alarm();
    journal.writeFormer(AlarmChange.Kind.ACKNOWLEDGED, after, now, hand);
    return null;
  }

  /** What it was raised for is over, whatever was raised since. */
  private @Nullable AlarmRefusal resetFormer(Alarm former, Hand hand, long now) {
    if (!former.latched()) {
      return new AlarmRefusal.NotLatched();
    }
    Alarm after = AlarmAxes.of(former).reset().alarm();
    journal.writeFormer(AlarmChange.Kind.RESET, after, now, hand);
    return null;
  }

  @Nullable AlarmRefusal reset(String id, String by, Optional<String> comment, long now) {
    Alarm former = journal.findFormer(id);
    if (former != null) {
      return resetFormer(former, new Hand(Optional.of(by), comment), now);
    }
    AlarmCell cell = journal.find(id);
    if (cell == null) {
      return new AlarmRefusal.NotStanding(id);
    }
    Alarm alarm = cell.standing();
    if (alarm.active() || (alarm.latched() && cell.input() == Truth.TRUE)) {
      return new AlarmRefusal.StillActive();
    }
    if (!alarm.latched()) {
      return new AlarmRefusal.NotLatched();
    }
    if (cell.input() == Truth.UNKNOWN) {
      return new AlarmRefusal.ConditionUnknown();
    }
    cell.reset(by, comment, now);
    return null;
  }

  @Nullable AlarmRefusal shelve(
      String id, String by, Optional<String> comment, Instant until, long now) {
    Alarm former = journal.findFormer(id);
    if (former != null) {
      return former.lifeSafety() ? new AlarmRefusal.LifeSafety() : new AlarmRefusal.Over();
    }
    AlarmCell cell = journal.find(id);
    if (cell == null) {
      return new AlarmRefusal.NotStanding(id);
    }
    Alarm alarm = cell.standing();
    if (alarm.lifeSafety()) {
      return new AlarmRefusal.LifeSafety();
    }
    String reason = comment.map(String::strip).orElse("");
    if (reason.isEmpty()) {
      return new AlarmRefusal.ReasonMissing();
    }
    Duration length = Duration.between(journal.wall(now), until);
    if (length.isNegative() || length.isZero()) {
      return new AlarmRefusal.EndsInThePast(until);
    }
    Duration longest = Shelf.longest(alarm.priority());
    if (length.compareTo(longest) > 0) {
      return new AlarmRefusal.TooLong(alarm.priority(), longest);
    }
    cell.shelve(new Shelf(by, reason, until, now + length.toMillis()), now);
    return null;
  }

  @Nullable AlarmRefusal unshelve(String id, String by, Optional<String> comment, long now) {
    if (journal.findFormer(id) != null) {
      return new AlarmRefusal.NotShelved();
    }
    AlarmCell cell = journal.find(id);
    if (cell == null) {
      return new AlarmRefusal.NotStanding(id);
    }
    if (!(cell.standing().suppression() instanceof Suppression.Shelved)) {
      return new AlarmRefusal.NotShelved();
    }
    cell.unshelve(by, comment, now);
    return null;
  }
}
