package org.zhiban.model.alarm;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.telemetry.Quality;

/**
 * One alarm as it stands, its axes apart from each other (OPC UA Part 9): condition,
 * acknowledgement, latch, suppression, quality.
 *
 * @param id unique for ever, sortable by the time of raising, safe in a URL
 * @param equipment whose alarm it is
 * @param rule id of the rule; with equipment and key it says which alarm this is
 * @param key the combination of values that makes it an alarm of its own, for example {@code
 *     loop_no=1,device_no=17}; empty: none
 * @param active whether the condition holds, delays over
 * @param latched whether a person must reset it although the condition is gone
 * @param quality the worst among the values that it was last judged on; bad never clears it
 * @param occurrences how often the condition came while this alarm stood
 * @param values of the points that the rule names, at the time of raising: {@link Double}, {@link
 *     Boolean} or {@link String}
 * @param raisedAt time of the sample, or of the timer, that raised it; a delay is part of it
 * @param firstSeenAt when the condition first held, before the on-delay
 */
public record Alarm(
    String id,
    String equipment,
    String rule,
    String key,
    Priority priority,
    boolean lifeSafety,
    boolean active,
    boolean acknowledged,
    boolean latched,
    Suppression suppression,
    Quality quality,
    LocalizedText message,
    int occurrences,
    Map<String, Object> values,
    Instant firstSeenAt,
    Instant raisedAt,
    Optional<Instant> clearedAt,
    Optional<Instant> acknowledgedAt,
    Optional<String> acknowledgedBy) {
  public Alarm {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (occurrences < 1) {
      throw new IllegalArgumentException("an alarm occurred at least once");
    }
    if (lifeSafety && !(suppression instanceof Suppression.None)) {
      throw new IllegalArgumentException(
          "life safety is never suppressed: " + equipment + "/" + rule);
    }
  }

  /** The name of its rule where several stand together: {@code equipment/rule}, or the id alone. */
  public String ruleName() {
    return equipment.isEmpty() ? rule : equipment + "/" + rule;
  }

  /** The derived state. */
  public AlarmState state() {
    return switch (suppression) {
      case Suppression.Shelved _ -> AlarmState.SHELVED;
      case Suppression.ByDesign _ -> AlarmState.SUPPRESSED;
      case Suppression.OutOfService _ -> AlarmState.OUT_OF_SERVICE;
      case Suppression.None _ -> announced();
    };
  }

  private AlarmState announced() {
    if (active) {
      return acknowledged ? AlarmState.ACKED : AlarmState.UNACKED;
    }
    if (latched) {
      return AlarmState.LATCHED;
    }
    return acknowledged ? AlarmState.NORMAL : AlarmState.RTN_UNACKED;
  }

  /** Whether it still stands: anything but normal and gone. */
  public boolean standing() {
    return active || latched || !acknowledged;
  }
}
