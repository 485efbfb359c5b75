package org.zhiban.gateway.api;

import io.vertx.core.Context;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.security.Sessions;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.staff.Role;

/** Who calls, from which page, and under which headers the answer goes out. */
final class Guard {
  private static final String CALLER = "zhiban.caller";
  private static final Set<HttpMethod> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** An address as numbers, or a name without a dot. */
  private static final Pattern NOT_OF_THE_NET =
      Pattern.compile("[0-9.]+|\\[?[0-9a-fA-F:.]+]?|[^.]+");

  private static final Pattern FORM =
      Pattern.compile("multipart/|x-www-form-urlencoded", Pattern.CASE_INSENSITIVE);

  private final Running gateway;
  private final Limits addresses = new Limits(6_000, 600);
  private final Limits sessions = new Limits(3_000, 300);

  Guard(Running gateway) {
    this.gateway = gateway;
  }

  static void headers(RoutingContext context) {
    headers(context.response());
    context.next();
  }

  static void headers(HttpServerResponse response) {
    response
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader("Permissions-Policy", "microphone=(), payment=(), usb=(), serial=()")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                + " font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self'"
                + " blob:; worker-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action"
                + " 'self'");
  }

  /** Of an address, before anything is looked up; the burst is a console's many times over. */
  void limitAddress(RoutingContext context) {
    limit(context, addresses, String.valueOf(context.request().remoteAddress().hostAddress()));
  }

  /** Of a session. */
  void limitSession(RoutingContext context) {
    Optional<Caller> caller = caller(context);
    if (caller.isPresent()) {
      limit(context, sessions, caller.get().tokenHash());
    } else {
      context.next();
    }
  }

  private void limit(RoutingContext context, Limits limits, String who) {
    if (!limits.take(who, gateway.clock().instant())) {
      context.response().putHeader("Retry-After", "1");
      throw new Refusal(429, "Too many", "too many calls; wait a second, and ask for less");
    }
    context.next();
  }

  /**
   * Forms are not taken, but where a call has asked for one before: the calls are JSON, and a form
   * is what a foreign page could send.
   */
  static void noForms(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    if (type != null && FORM.matcher(type).find() && !context.request().isExpectMultipart()) {
      throw new Refusal(415, "Media type", "send application/json");
    }
    context.next();
  }

  /**
   * Finds the session of a call; a change without a token must come from a page of this gateway.
   */
  void identify(RoutingContext context) {
    context.response().putHeader("Cache-Control", "no-store");
    Optional<String> bearer = bearer(context.request());
    Optional<String> cookie =
        Optional.ofNullable(context.request().getCookie(SessionRoutes.COOKIE))
            .map(Cookie::getValue);
    if (bearer.isEmpty()
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

  /**
   * Lets a caller through to an operation that its row gives it. A change that is refused for its
   * role is put on record.
   */
  void admit(RoutingContext context, Access.Row row) {
    Optional<Caller> caller = caller(context);
    if (row.open() || caller.filter(it -> it.holds(row.roles())).isPresent()) {
      context.next();
      return;
    }
    Call call = new Call(context, caller, new JsonObject());
    Caller refused = call.caller();
    Refusal refusal = Refusal.forbidden(wanted(row).in(new AlarmRoutes(gateway).language(call)));
    if (HARMLESS.contains(context.request().method())) {
      throw refusal;
    }
    Context loop = context.vertx().getOrCreateContext();
    var _ =
        gateway
            .desk()
            .ask(tx -> record(tx, call, refused, row))
            .whenComplete((_, _) -> loop.runOnContext(_ -> context.fail(refusal)));
  }

  private Boolean record(OperationsTransaction tx, Call call, Caller refused, Access.Row row) {
    tx.audit(
        new AuditEntry.Draft(
            gateway.clock().instant(),
            refused.user(),
            "refused",
            row.operation(),
            "role",
            call.origin()));
    return Boolean.TRUE;
  }

  private static LocalizedText wanted(Access.Row row) {
    List<String> roles = row.roles().stream().sorted().map(Role::word).toList();
    return new LocalizedText(
        "此操作需要角色 " + String.join("、", roles),
        "this call needs one of the roles " + String.join(", ", roles));
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

  /** Whether the session of a caller still stands; whoever watches uses it. */
  boolean holds(Caller caller) {
    return gateway.sessions().stands(caller.tokenHash());
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

  /**
   * Whether a program of this machine asks for itself: no proxy in front of the gateway asks for
   * somebody else, and no page asks under a name of its own that leads here.
   */
  static boolean byThisMachine(HttpServerRequest request) {
    String from = request.remoteAddress().hostAddress();
    String host = request.authority() == null ? "" : request.authority().host();
    return from != null
        && (from.startsWith("127.") || from.equals("0:0:0:0:0:0:0:1") || from.equals("::1"))
        && request.getHeader("Forwarded") == null
        && request.getHeader("X-Forwarded-For") == null
        && NOT_OF_THE_NET.matcher(host).matches();
  }

  private static boolean sameOrigin(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      // What is no browser says nothing; a browser says which site its page is of.
      String site = request.getHeader("Sec-Fetch-Site");
      return site == null || site.equals("same-origin") || site.equals("none");
    }
    try {
      return request.authority() != null
          && request.authority().toString().equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
