package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** Every answer that is no, as an RFC 9457 problem document; never a stack trace. */
final class Failures {
  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static void answer(RoutingContext context) {
    if (context.failure() instanceof IOException && context.response().closed()) {
      log.debug("the caller has gone: {}", context.failure().toString());
      return;
    }
    write(context, refusal(context.failure(), context.statusCode()));
  }

  private static Refusal refusal(@Nullable Throwable failure, int status) {
    return switch (failure) {
      case Refusal refusal -> refusal;
      case ValidatorException invalid -> Refusal.badRequest(words(invalid));
      case StoreUnavailableException away ->
          new Refusal(
              503, "Store away", words(away).replaceFirst("\\.$", "") + "; try again later");
      case CompletionException wrapped when wrapped.getCause() != null ->
          refusal(wrapped.getCause(), status);
      case ExecutionException wrapped when wrapped.getCause() != null ->
          refusal(wrapped.getCause(), status);
      case IllegalArgumentException bad -> Refusal.badRequest(words(bad));
      case null -> ofStatus(status);
      default -> {
        if (status >= 400 && status < 500) {
          yield ofStatus(status);
        }
        log.error("a call failed; this is a defect of the gateway", failure);
        yield new Refusal(500, "Defect", "the gateway failed at this call; the log says more");
      }
    };
  }

  private static Refusal ofStatus(int status) {
    return switch (status) {
      case 400 -> Refusal.badRequest("the request cannot be read; see /openapi.json");
      case 404 -> Refusal.notFound("no such call; see /openapi.json");
      case 405 ->
          new Refusal(405, "Method", "this call does not take this method; see /openapi.json");
      case 413 -> new Refusal(413, "Too large", "the body is too large");
      case 415 -> new Refusal(415, "Media type", "send application/json");
      default ->
          status >= 400 && status < 500
              ? new Refusal(status, "Refused", "the request cannot be served; see /openapi.json")
              : new Refusal(500, "Defect", "the gateway failed at this call; the log says more");
    };
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  static void write(RoutingContext context, Refusal refusal) {
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    if (refusal.status() == 401) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
    }
    context
        .response()
        .setStatusCode(refusal.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(problem(refusal).toBuffer());
  }

  /** What a call says that failed after its answer began. */
  static JsonObject problem(Throwable failure) {
    return problem(refusal(failure, 500));
  }

  private static JsonObject problem(Refusal refusal) {
    return new JsonObject()
        .put("type", "about:blank")
        .put("title", refusal.title())
        .put("status", refusal.status())
        .put("detail", refusal.detail());
  }
}
