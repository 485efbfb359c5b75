package org.zhiban.gateway.rehearsal;

import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;

/**
 * Once in alarm: from the moment at which the condition, its delay over, sounds until it is gone.
 * What people do to the alarm meanwhile is no part of it.
 *
 * @param priority the highest that it reached
 * @param suppressed whether it was announced to nobody when it began
 * @param clearedAt empty: it still held at the end
 */
record Episode(
    RuleName rule,
    String key,
    Priority priority,
    LocalizedText message,
    boolean suppressed,
    Instant raisedAt,
    Optional<Instant> clearedAt) {

  static Episode begun(Alarm alarm, Instant at) {
    return new Episode(
        new RuleName(alarm.equipment(), alarm.rule()),
        alarm.key(),
        alarm.priority(),
        alarm.message(),
        !(alarm.suppression() instanceof Suppression.None),
        at,
        Optional.empty());
  }

  Episode raisedTo(Priority higher) {
    return new Episode(
        rule, key, priority.higher(higher), message, suppressed, raisedAt, clearedAt);
  }

  Episode cleared(Instant at) {
    return new Episode(rule, key, priority, message, suppressed, raisedAt, Optional.of(at));
  }
}
