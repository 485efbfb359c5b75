package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** One call, validated against the contract: its parameters, its body and who makes it. */
record Call(RoutingContext context, Optional<Caller> signedIn, JsonObject body) {

  Caller caller() {
    return signedIn.orElseThrow(() -> Refusal.unauthorized("sign in first: POST /api/v1/session"));
  }

  String path(String name) {
    return Optional.ofNullable(context.pathParam(name))
        .orElseThrow(() -> new IllegalArgumentException(name));
  }

  Optional<String> query(String name) {
    return context.queryParam(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  /**
   * Refuses a caller who has read another version, where he says which.
   *
   * @param tag of the version that stands, without its quotes
   * @param words what has changed, and what to do
   */
  void requireUnchanged(Object tag, String words) {
    header("If-Match")
        .filter(given -> !given.equals("*") && !given.equals("\"" + tag + "\""))
        .ifPresent(
            _ -> {
              throw new Refusal(412, "Changed meanwhile", words);
            });
  }

  Optional<String> text(String field) {
    return Optional.ofNullable(body.getValue(field))
        .map(String::valueOf)
        .filter(value -> !value.isBlank());
  }

  /** Whether a field says yes. */
  boolean flag(String field) {
    return Boolean.TRUE.equals(body.getValue(field));
  }

  /** Where the call comes from. */
  String origin() {
    return context.request().remoteAddress().hostAddress();
  }
}
