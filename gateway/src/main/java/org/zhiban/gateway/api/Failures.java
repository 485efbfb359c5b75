package org.zhiban.gateway.api;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
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

  /** What is no HTTP, or too long to be read as such, before any route sees it. */
  static void unreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult() == null ? null : request.decoderResult().cause();
    Refusal refusal =
        switch (cause) {
          case TooLongHttpLineException _ ->
              new Refusal(414, "Too long", "the address is too long");
          case TooLongHttpHeaderException _ ->
              new Refusal(431, "Too large", "the headers are too large");
          case null, default -> Refusal.badRequest("this is no request of HTTP");
        };
    write(request, refusal);
  }

  /** Whether every percent sign of an address begins an escape; what looks routes up trusts it. */
  static boolean readable(String address) {
    for (int sign = address.indexOf('%'); sign >= 0; sign = address.indexOf('%', sign + 1)) {
      if (sign + 2 >= address.length()
          || Character.digit(address.charAt(sign + 1), 16) < 0
          || Character.digit(address.charAt(sign + 2), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Before any route; the connection ends with it. */
  static void write(HttpServerRequest request, Refusal refusal) {
    HttpServerResponse response = request.response();
    Guard.headers(response);
    response
        .setStatusCode(refusal.status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Connection", "close")
        .end(problem(refusal).toBuffer())
        .onComplete(_ -> request.connection().close());
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
      case DecoderException _ ->
          Refusal.badRequest("the body cannot be read as what it says it is");
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
