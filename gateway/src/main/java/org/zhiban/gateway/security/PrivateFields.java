package org.zhiban.gateway.security;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.model.telemetry.PointRef;

/**
 * Hashes the private fields of events, and seals what they were where the site keeps that.
 *
 * @param kept whether it does
 */
public record PrivateFields(SiteKey key, boolean kept) {
  /** The fields as they are stored. */
  public Map<String, Object> hashed(Map<String, Object> fields, Set<String> names) {
    Map<String, Object> stored = new LinkedHashMap<>(fields);
    stored.replaceAll(
        (name, value) -> names.contains(name) ? key.hash(String.valueOf(value)) : value);
    return stored;
  }

  /** What is stored beside them; empty where the event has none of the private fields. */
  public Optional<StoredEvent.Hidden> hidden(
      PointRef point, String id, Map<String, Object> fields, Set<String> names) {
    Map<String, Object> clear = new LinkedHashMap<>(fields);
    clear.keySet().retainAll(names);
    if (clear.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StoredEvent.Hidden(
            List.copyOf(clear.keySet()),
            kept
                ? Optional.of(key.seal(new JsonObject(clear).encode(), place(point, id)))
                : Optional.empty()));
  }

  /** What they were; empty: it is not kept, or was sealed by another data folder. */
  public Optional<JsonObject> clear(StoredEvent event) {
    return event
        .hidden()
        .flatMap(StoredEvent.Hidden::clear)
        .flatMap(text -> key.open(text, place(event.point(), event.id())))
        .map(JsonObject::new);
  }

  private static String place(PointRef point, String id) {
    return point + "\n" + id;
  }
}
