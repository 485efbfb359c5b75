package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.zhiban.model.staff.Role;

/**
 * Every call of the contract by nobody, with a token that never was one, with one whose time is
 * over, with one that was signed out, and by every role, over HTTP.
 */
@ResourceLock(Resources.LOCALE)
final class AccessWalkTest {
  @TempDir Path folder;

  private record Caller(String name, String token) {}

  @Test
  void everyCallIsTakenFromThoseAndOnlyThoseWhomTheTableNames() {
    try (ServedSite site = ServedSite.in(folder)) {
      String over = site.token("admin");
      site.leap(Duration.ofHours(13));
      Map<Role, String> tokens = new EnumMap<>(Role.class);
      tokens.put(Role.ADMIN, site.token("admin"));
      String admin = tokens.getOrDefault(Role.ADMIN, "");
      for (Role role : Role.values()) {
        if (role != Role.ADMIN) {
          site.enrol(admin, role.word());
          tokens.put(role, site.token(role.word()));
        }
      }
      String ended = site.token("admin");
      assertThat(site.send(ended, "DELETE", "/api/v1/session", Optional.empty()).status())
          .isEqualTo(204);
      List<Caller> strangers =
          List.of(
              new Caller("no session", ""),
              new Caller("a wrong token", "A".repeat(43)),
              new Caller("a token whose time is over", over),
              new Caller("a token that was signed out", ended));

      JsonObject contract =
          new JsonObject(site.send(site.request("GET", "/openapi.json", Optional.empty())).body());
      Map<String, ValidRequest> requests = ValidRequest.all(contract);
      List<Access.Row> rows = new ArrayList<>(Access.TABLE);
      // Signing out ends the session that the others need.
      rows.sort(Comparator.comparing(row -> row.operation().equals("signOut")));
      List<String> wrong = new ArrayList<>();
      for (Access.Row row : rows) {
        ValidRequest request = Objects.requireNonNull(requests.get(row.operation()));
        for (Caller stranger : strangers) {
          check(site, row, request, stranger.name(), stranger.token(), row.open() ? 0 : 401)
              .ifPresent(wrong::add);
        }
        tokens.forEach(
            (role, token) ->
                check(site, row, request, role.word(), token, row.roles().contains(role) ? 0 : 403)
                    .ifPresent(wrong::add));
      }
      assertThat(rows).hasSizeGreaterThan(60);
      assertThat(wrong).isEmpty();
    }
  }

  /**
   * @param expected 0: anything that is neither 401 nor 403
   */
  private static Optional<String> check(
      ServedSite site,
      Access.Row row,
      ValidRequest request,
      String who,
      String token,
      int expected) {
    Optional<JsonObject> body =
        row.operation().equals("signIn")
            ? Optional.of(
                new JsonObject().put("username", "admin").put("password", ServedSite.PASSWORD))
            : row.operation().equals("setPassword")
                // Too short: who is let through is told so.
                ? Optional.of(new JsonObject().put("password", "short"))
                : request.body();
    var sent = site.request(request.method(), request.path(), body);
    if (!token.isEmpty()) {
      sent.header("Authorization", "Bearer " + token);
    }
    ServedSite.Reply reply = site.send(sent);
    boolean right =
        expected == 0
            ? reply.status() < 500 && reply.status() != 401 && reply.status() != 403
            : reply.status() == expected;
    boolean worded =
        reply.status() < 400
            || (reply.header("Content-Type").filter("application/problem+json"::equals).isPresent()
                && !reply.json().getString("detail", "").isBlank());
    return right && worded
        ? Optional.empty()
        : Optional.of(
            "%s %s by %s: %d, and not %s: %s"
                .formatted(
                    request.method(),
                    request.path(),
                    who,
                    reply.status(),
                    expected == 0 ? "let through" : expected,
                    reply.body()));
  }

  @Test
  void aChangeThatIsRefusedForItsRoleIsOnRecord() {
    try (ServedSite site = ServedSite.in(folder)) {
      String admin = site.token("admin");
      site.enrol(admin, "desk");
      String desk = site.token("desk");
      String path = "/api/v1/site/reload";
      ServedSite.Reply refused =
          site.send(desk, "POST", path, Optional.of(new JsonObject().put("dry_run", true)));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().getString("detail")).contains("admin");
      JsonObject last =
          site.send(admin, "GET", "/api/v1/audit?limit=1", Optional.empty())
              .json()
              .getJsonArray("items")
              .getJsonObject(0);
      assertThat(last.getString("actor")).isEqualTo("desk");
      assertThat(last.getString("action")).isEqualTo("refused");
      assertThat(last.getString("subject")).isEqualTo("reloadSite");
    }
  }
}
