package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * What a call answers.
 *
 * @param file to be saved, in the place of a body
 */
record Answer(
    int status, Optional<JsonObject> body, Map<String, String> headers, Optional<Buffer> file) {
  Answer {
    headers = Map.copyOf(headers);
  }

  Answer(int status, Optional<JsonObject> body, Map<String, String> headers) {
    this(status, body, headers, Optional.empty());
  }

  /** A file that a browser saves under a name of plain letters. */
  static Answer file(String type, String name, Buffer content) {
    return new Answer(
        200,
        Optional.empty(),
        Map.of(
            "Content-Type", type, "Content-Disposition", "attachment; filename=\"" + name + "\""),
        Optional.of(content));
  }

  static Answer ok(JsonObject body) {
    return new Answer(200, Optional.of(body), Map.of());
  }

  /** Taken, and what was wanted of it is not seen yet. */
  static Answer accepted(JsonObject body) {
    return new Answer(202, Optional.of(body), Map.of());
  }

  static Answer created(JsonObject body) {
    return new Answer(201, Optional.of(body), Map.of());
  }

  /** An answer that is no, and is kept like any other (RFC 9457). */
  static Answer problem(int status, String title, String detail, JsonObject more) {
    JsonObject body =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .mergeIn(more);
    return new Answer(
        status, Optional.of(body), Map.of("Content-Type", "application/problem+json"));
  }

  static Answer nothing() {
    return new Answer(204, Optional.empty(), Map.of());
  }

  /** The same answer with the version of the thing in it, for {@code If-Match}. */
  Answer tagged(String version) {
    return new Answer(status, body, Map.of("ETag", "\"" + version + "\""));
  }
}
