package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.telemetry.PointRef;

/**
 * An access or plate event, once by point and {@code id}. Private fields are hashed before they
 * come here.
 *
 * @param told what the source told where that cannot be: the time of receipt stands in its place
 */
public record StoredEvent(
    PointRef point,
    String id,
    String type,
    Instant time,
    Instant received,
    Optional<Instant> told,
    Map<String, Object> fields) {
  public StoredEvent {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
