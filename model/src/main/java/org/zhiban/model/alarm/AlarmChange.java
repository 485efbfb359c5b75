package org.zhiban.model.alarm;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A step in an alarm's life, with the alarm as it stands after it.
 *
 * @param by the person, where one acted
 * @param comment what the person said
 */
public record AlarmChange(
    Kind kind, Alarm alarm, Instant at, Optional<String> by, Optional<String> comment) {

  /** The engine's own step. */
  public static AlarmChange of(Kind kind, Alarm alarm, Instant at) {
    return new AlarmChange(kind, alarm, at, Optional.empty(), Optional.empty());
  }

  /** What happened. */
  public enum Kind {
    /** A new alarm. */
    RAISED,
    /**
     * The condition came back while the alarm still stood (returned unacknowledged, or latched):
     * one occurrence more.
     */
    REPEATED,
    /** A higher priority; sounds anew. */
    ESCALATED,
    ACKNOWLEDGED,
    /** Acknowledged and still active after the rule's re-alarm time; sounds anew. */
    REALARMED,
    /** The condition is gone, off-delay over. */
    CLEARED,
    /** A person reset the latch. */
    RESET,
    SHELVED,
    UNSHELVED,
    SUPPRESSED,
    UNSUPPRESSED,
    /** Only the quality of what it is judged on changed. */
    QUALITY;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
