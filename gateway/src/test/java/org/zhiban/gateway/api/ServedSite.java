package org.zhiban.gateway.api;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.zhiban.gateway.Gateway;
import org.zhiban.gateway.GatewayOptions;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;

/** A gateway that serves HTTP, with somebody of every role; its clock is the test's. */
final class ServedSite implements AutoCloseable {
  static final String PASSWORD = "password-of-a-test";

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T03:00:00Z"));
  private final Gateway gateway;

  /** The validator of requests knows no Turkish; the program itself runs in none. */
  private final Locale language = Locale.getDefault();

  private ServedSite(Site site, Path data) {
    GatewayOptions options = new GatewayOptions("127.0.0.1", 0, data, Optional.of(PASSWORD));
    if (!(RuleCompiler.compile(site, site.pointIndex())
        instanceof Compilation.Compiled(var rules))) {
      throw new AssertionError("the rules of the test's site");
    }
    Locale.setDefault(Locale.ROOT);
    gateway = Gateway.start(site, rules, options, now::get, "test");
  }

  /** Serves; the administrator is {@code admin}, everybody else is called as the role. */
  static ServedSite in(Path folder) {
    try {
      Path site = Files.createDirectories(folder.resolve("site"));
      Files.writeString(site.resolve("site.yaml"), text());
      if (SiteLoader.load(site, SecretSource.of(Map.of(), site))
          instanceof Loading.Loaded(Site loaded, var _)) {
        return new ServedSite(loaded, folder.resolve("data"));
      }
      throw new AssertionError("the test's site");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text() {
    String staff =
        Arrays.stream(Role.values())
            .filter(role -> role != Role.ADMIN)
            .map(
                role ->
                    "  - { id: %1$s, name: %1$s, role: %1$s, trades: [electric], areas: [all]%2$s }\n"
                        .formatted(role.word(), role == Role.APPROVER ? ", level: 1" : ""))
            .collect(Collectors.joining());
    return """
    site: { id: small, name: Small site, timezone: Asia/Shanghai, language: en }
    equipment:
      - { id: pump, name: Pump, class: pump, location: B1 }
    privacy:
      clear_text: 30d
      hashed: 180d
      may_see: [operator, desk, technician, supervisor, manager, approver, admin]
    staff:
    """
        + staff;
  }

  /** An answer. */
  record Reply(int status, String body, HttpResponse<String> whole) {
    JsonObject json() {
      return new JsonObject(body);
    }

    Optional<String> header(String name) {
      return whole.headers().firstValue(name);
    }
  }

  String address() {
    return "http://127.0.0.1:" + gateway.port();
  }

  void leap(Duration length) {
    now.updateAndGet(it -> it.plus(length));
  }

  HttpRequest.Builder request(String method, String path, Optional<JsonObject> body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .timeout(Duration.ofSeconds(20))
            .method(
                method,
                body.map(it -> HttpRequest.BodyPublishers.ofString(it.encode()))
                    .orElse(HttpRequest.BodyPublishers.noBody()));
    body.ifPresent(_ -> request.header("Content-Type", "application/json"));
    return request;
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Reply send(String token, String method, String path, Optional<JsonObject> body) {
    return send(request(method, path, body).header("Authorization", "Bearer " + token));
  }

  Reply signIn(String user, String password) {
    return send(
        request(
            "POST",
            "/api/v1/session",
            Optional.of(new JsonObject().put("username", user).put("password", password))));
  }

  /** The token of somebody who has a password. */
  String token(String user) {
    Reply session = signIn(user, PASSWORD);
    if (session.status() != 200) {
      throw new AssertionError("sign-in of " + user + ": " + session.body());
    }
    return session.json().getString("token");
  }

  /** Gives somebody the password. */
  void enrol(String admin, String user) {
    Reply set =
        send(
            admin,
            "PUT",
            "/api/v1/users/" + user + "/password",
            Optional.of(new JsonObject().put("password", PASSWORD)));
    if (set.status() != 204) {
      throw new AssertionError("password of " + user + ": " + set.body());
    }
  }

  @Override
  public void close() {
    gateway.close();
    http.close();
    Locale.setDefault(language);
  }
}
