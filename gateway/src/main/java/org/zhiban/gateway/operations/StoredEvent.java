package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.telemetry.PointRef;

/**
 * An access or plate event, once by point and {@code id}. Private fields are hashed before they
 * come here.
 *
 * @param told what the source told where that cannot be: the time of receipt stands in its place
 * @param hidden which of the fields are hashed; empty: none, or they were taken out when their time
 *     was over
 */
public record StoredEvent(
    PointRef point,
    String id,
    String type,
    Instant time,
    Instant received,
    Optional<Instant> told,
    Map<String, Object> fields,
    Optional<Hidden> hidden) {
  /**
   * Private fields.
   *
   * @param names in {@code fields}
   * @param clear what they were, sealed; empty: it is not kept, or no more
   */
  public record Hidden(List<String> names, Optional<String> clear) {
    public Hidden {
      names = List.copyOf(names);
    }
  }

  /** One without a private field. */
  public StoredEvent(
      PointRef point,
      String id,
      String type,
      Instant time,
      Instant received,
      Optional<Instant> told,
      Map<String, Object> fields) {
    this(point, id, type, time, received, told, fields, Optional.empty());
  }

  public StoredEvent {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
