package org.zhiban.gateway.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.security.Sessions;
import org.zhiban.model.staff.Role;

/** Signing in and out, and passwords. */
final class SessionRoutes {
  static final String COOKIE = "zhiban_session";

  private static final Duration DEVICE_KNOWN = Duration.ofDays(180);

  private final Running gateway;

  SessionRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer signIn(Call call) {
    String user = call.body().getString("username");
    Sessions.SignIn outcome =
        gateway
            .sessions()
            .signIn(user, call.body().getString("password"), call.origin(), device(call, user));
    return switch (outcome) {
      case Sessions.SignIn.Granted(String token, Sessions.Session session, String device) -> {
        remember(call, user, device);
        yield new Answer(
            200,
            Optional.of(
                view(session.user(), session.roles(), Times.text(session.expiresAt()))
                    .put("token", token)),
            Map.of("Set-Cookie", cookie(token, Sessions.LENGTH, call)));
      }
      case Sessions.SignIn.WrongPassword _ ->
          throw Refusal.unauthorized("user or password is wrong");
      case Sessions.SignIn.Locked(var until) ->
          throw new Refusal(
              429, "Wait", "too many wrong passwords; try again after " + Times.text(until));
    };
  }

  /** What this device was given when the user signed in on it. */
  private static Optional<String> device(Call call, String user) {
    return Optional.ofNullable(call.context().request().getCookie(deviceOf(user)))
        .map(Cookie::getValue);
  }

  private static void remember(Call call, String user, String device) {
    call.context()
        .response()
        .addCookie(
            Cookie.cookie(deviceOf(user), device)
                .setPath("/api/v1/session")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(call.context().request().isSSL())
                .setMaxAge(DEVICE_KNOWN.toSeconds()));
  }

  /** Several people may sign in on one device. */
  private static String deviceOf(String user) {
    return "zhiban_device_" + HexFormat.of().formatHex(user.getBytes(StandardCharsets.UTF_8));
  }

  Answer current(Call call) {
    Caller caller = call.caller();
    return Answer.ok(view(caller.user(), caller.roles(), Times.text(caller.expiresAt())));
  }

  Answer signOut(Call call) {
    Caller caller = call.caller();
    gateway.sessions().signOut(caller.tokenHash());
    return new Answer(204, Optional.empty(), Map.of("Set-Cookie", cookie("", Duration.ZERO, call)));
  }

  Answer setPassword(Call call) {
    Caller caller = call.caller();
    String user = call.path("id");
    boolean own = caller.user().equals(user);
    if (!own && !caller.holds(Role.ADMIN)) {
      throw Refusal.forbidden("only an administrator sets another's password");
    }
    if (own && !new Confirming(gateway).proves(call, user, call.text("current").orElse(""))) {
      throw Refusal.forbidden("current must be your password as it is now");
    }
    Set<Role> roles =
        own && caller.roles().contains(Role.ADMIN)
            ? caller.roles()
            : Optional.ofNullable(gateway.site().staff().get(user))
                .map(member -> Set.of(member.role()))
                .orElseThrow(() -> Refusal.notFound("the site has no member of staff " + user));
    gateway
        .sessions()
        .setPassword(user, roles, call.body().getString("password"), caller.user(), call.origin());
    return Answer.nothing();
  }

  private static JsonObject view(String user, Set<Role> roles, String expires) {
    JsonArray words = new JsonArray();
    roles.stream().sorted().forEach(role -> words.add(role.word()));
    return new JsonObject().put("user", user).put("roles", words).put("expires_at", expires);
  }

  private static String cookie(String token, Duration age, Call call) {
    return COOKIE
        + "="
        + token
        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age="
        + age.toSeconds()
        + (call.context().request().isSSL() ? "; Secure" : "");
  }
}
