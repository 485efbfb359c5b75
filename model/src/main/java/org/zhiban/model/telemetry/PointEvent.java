package org.zhiban.model.telemetry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A record that an event point delivered: one access, one plate. It is kept exactly once by point
 * and {@code id}; where the point says {@code update: last_wins} a later record of the same id
 * replaces the fields.
 *
 * @param point the number of the event point in the site's {@link PointIndex}
 * @param id the device's own identity of the happening
 * @param time the source's time, or the time of receipt where the source has none
 * @param received when the gateway got it
 * @param told what the source told where that cannot be: the time of receipt stands in its place
 * @param fields values by field name: {@link String}, {@link Double} or {@link Boolean}
 */
public record PointEvent(
    int point,
    String id,
    Instant time,
    Instant received,
    Optional<Instant> told,
    Map<String, Object> fields) {
  public PointEvent {
    if (id.isEmpty()) {
      throw new IllegalArgumentException("an event needs an id");
    }
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The same happening, told to have been at another time. */
  public PointEvent dated(Instant at) {
    return new PointEvent(point, id, at, received, told, fields);
  }

  /** Whether the source told a time that cannot be. */
  public boolean clockOff() {
    return told.isPresent();
  }
}
