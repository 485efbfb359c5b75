package org.zhiban.gateway.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.security.Sessions;

/** Who calls, from which page, and under which headers the answer goes out. */
final class Guard {
  private static final String CALLER = "zhiban.caller";
  private static final Set<HttpMethod> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Running gateway;

  Guard(Running gateway) {
    this.gateway = gateway;
  }

  static void headers(RoutingContext context) {
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:;"
                + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
                + " 'self'; object-src 'none'");
    context.next();
  }

  /** Finds the session of a call; a change under a cookie must come from a page of this gateway. */
  void identify(RoutingContext context) {
    context.response().putHeader("Cache-Control", "no-store");
    Optional<String> bearer = bearer(context.request());
    Optional<String> cookie =
        Optional.ofNullable(context.request().getCookie(SessionRoutes.COOKIE))
            .map(Cookie::getValue);
    if (bearer.isEmpty()
        && cookie.isPresent()
        && !HARMLESS.contains(context.request().method())
        && !sameOrigin(context.request())) {
      Failures.write(context, Refusal.forbidden("a change must come from a page of this gateway"));
      return;
    }
    Optional<String> token = bearer.or(() -> cookie);
    if (token.isEmpty() || token.get().isEmpty()) {
      context.next();
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> gateway.sessions().find(token.get()), false)
        .onSuccess(
            session -> {
              session.ifPresent(s -> context.put(CALLER, caller(s)));
              context.next();
            })
        .onFailure(context::fail);
  }

  static Optional<Caller> caller(RoutingContext context) {
    return Optional.ofNullable(context.get(CALLER));
  }

  /**
   * The session of a WebSocket's handshake; browsers send the cookie, and an origin that must be
   * ours.
   */
  Optional<Caller> callerOf(HttpServerRequest handshake) {
    Optional<String> bearer = bearer(handshake);
    Optional<String> cookie =
        Optional.ofNullable(handshake.getCookie(SessionRoutes.COOKIE)).map(Cookie::getValue);
    if (bearer.isEmpty() && !sameOrigin(handshake)) {
      return Optional.empty();
    }
    return bearer
        .or(() -> cookie)
        .flatMap(token -> gateway.sessions().find(token))
        .map(Guard::caller);
  }

  /** Whether the session of a caller still holds. */
  boolean holds(Caller caller) {
    return gateway.clock().instant().isBefore(caller.expiresAt());
  }

  private static Caller caller(Sessions.Session session) {
    return new Caller(session.user(), session.roles(), session.tokenHash(), session.expiresAt());
  }

  static Optional<String> bearer(HttpServerRequest request) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(header -> header.substring(7).strip());
  }

  /** Whether the caller's connection does not leave the machine. */
  static boolean fromThisMachine(HttpServerRequest request) {
    String from = request.remoteAddress().hostAddress();
    return from != null
        && (from.startsWith("127.")
            || from.equals("0:0:0:0:0:0:0:1")
            || from.equals("::1")
            || from.equals(request.localAddress().hostAddress()));
  }

  private static boolean sameOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    String host = request.getHeader("Host");
    if (origin == null) {
      return !"cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
