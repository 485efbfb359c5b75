package org.zhiban.rules.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.rules.expression.Truth;

/** What people may do with an alarm, and what is refused to them. */
final class Acts {
  private final Journal journal;

  Acts(Journal journal) {
    this.journal = journal;
  }

  @Nullable AlarmRefusal acknowledge(String id, String by, Optional<String> comment, long now) {
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

  @Nullable AlarmRefusal reset(String id, String by, Optional<String> comment, long now) {
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
