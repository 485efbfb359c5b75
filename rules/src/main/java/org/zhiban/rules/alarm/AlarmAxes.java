package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.Quality;

/** An alarm being moved along its axes; each method moves one, {@link #alarm} says where it is. */
final class AlarmAxes {
  private final Alarm origin;
  private Priority priority;
  private boolean active;
  private boolean acknowledged;
  private boolean latched;
  private Suppression suppression;
  private Quality quality;
  private LocalizedText message;
  private int occurrences;
  private Map<String, Object> values;
  private Optional<Instant> clearedAt;
  private Optional<Instant> acknowledgedAt;
  private Optional<String> acknowledgedBy;

  private AlarmAxes(Alarm origin) {
    this.origin = origin;
    priority = origin.priority();
    active = origin.active();
    acknowledged = origin.acknowledged();
    latched = origin.latched();
    suppression = origin.suppression();
    quality = origin.quality();
    message = origin.message();
    occurrences = origin.occurrences();
    values = origin.values();
    clearedAt = origin.clearedAt();
    acknowledgedAt = origin.acknowledgedAt();
    acknowledgedBy = origin.acknowledgedBy();
  }

  static AlarmAxes of(Alarm alarm) {
    return new AlarmAxes(alarm);
  }

  /** The condition is there again. */
  AlarmAxes repeated() {
    active = true;
    latched = false;
    occurrences++;
    clearedAt = Optional.empty();
    return this;
  }

  /** The condition is gone; of a latching rule a person must reset the alarm. */
  AlarmAxes cleared(Instant at, boolean latching) {
    active = false;
    latched = latching;
    clearedAt = Optional.of(at);
    return this;
  }

  AlarmAxes acknowledged(String by, Instant at) {
    acknowledged = true;
    acknowledgedAt = Optional.of(at);
    acknowledgedBy = Optional.of(by);
    return this;
  }

  /** It sounds anew; where it does not sound there is nothing to acknowledge. */
  AlarmAxes annunciated() {
    boolean sounds = suppression instanceof Suppression.None && priority != Priority.JOURNAL;
    acknowledged = !sounds;
    acknowledgedAt = Optional.empty();
    acknowledgedBy = Optional.empty();
    return this;
  }

  AlarmAxes reset() {
    latched = false;
    return this;
  }

  AlarmAxes suppression(Suppression now) {
    suppression = now;
    return this;
  }

  /** The more pressing of both: while an alarm stands its priority never falls. */
  AlarmAxes atLeast(Priority other) {
    priority = priority.higher(other);
    return this;
  }

  AlarmAxes quality(Quality now) {
    quality = now;
    return this;
  }

  AlarmAxes saying(LocalizedText text, Map<String, Object> snapshot) {
    message = text;
    values = snapshot;
    return this;
  }

  /** It leaves the list, whatever it waited for. */
  AlarmAxes dismissed() {
    acknowledged = true;
    latched = false;
    return this;
  }

  Alarm alarm() {
    return new Alarm(
        origin.id(),
        origin.equipment(),
        origin.rule(),
        origin.key(),
        priority,
        origin.lifeSafety(),
        active,
        acknowledged,
        latched,
        suppression,
        quality,
        message,
        occurrences,
        values,
        origin.firstSeenAt(),
        origin.raisedAt(),
        clearedAt,
        acknowledgedAt,
        acknowledgedBy);
  }
}
