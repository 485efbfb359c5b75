package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** What a call answers. */
record Answer(int status, Optional<JsonObject> body, Map<String, String> headers) {
  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer ok(JsonObject body) {
    return new Answer(200, Optional.of(body), Map.of());
  }

  static Answer created(JsonObject body) {
    return new Answer(201, Optional.of(body), Map.of());
  }

  static Answer nothing() {
    return new Answer(204, Optional.empty(), Map.of());
  }

  /** The same answer with the version of the thing in it, for {@code If-Match}. */
  Answer tagged(String version) {
    return new Answer(status, body, Map.of("ETag", "\"" + version + "\""));
  }
}
