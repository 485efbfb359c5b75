package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a browser is given, and what a page that is none of the gateway's cannot do with it. */
@ResourceLock(Resources.LOCALE)
final class SessionHttpTest {
  @TempDir Path folder;

  private ServedSite site;

  @SuppressWarnings("NullAway.Init") // before each test
  SessionHttpTest() {}

  @BeforeEach
  void serve() {
    site = ServedSite.in(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private HttpRequest.Builder change(String session) {
    return site.request(
            "POST", "/api/v1/site/reload", Optional.of(new JsonObject().put("dry_run", true)))
        .header("Cookie", "zhiban_session=" + session);
  }

  @Test
  void cookiesAreForNoScriptAndNoOtherSite() {
    List<String> cookies =
        site.signIn("admin", ServedSite.PASSWORD).whole().headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(2);
    assertThat(cookies)
        .allSatisfy(
            cookie ->
                assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict"));
    assertThat(cookies).anyMatch(cookie -> cookie.startsWith("zhiban_device_"));
  }

  @Test
  void aChangeUnderACookieComesFromAPageOfTheGateway() {
    String session = site.token("admin");
    assertThat(site.send(change(session).header("Origin", site.address())).status()).isEqualTo(200);
    assertThat(site.send(change(session).header("Sec-Fetch-Site", "same-origin")).status())
        .isEqualTo(200);
    assertThat(site.send(change(session)).status()).as("no browser").isEqualTo(200);
    for (String origin : List.of("http://evil.example", "null", "http://127.0.0.1:1", "%")) {
      assertThat(site.send(change(session).header("Origin", origin)).status())
          .as(origin)
          .isEqualTo(403);
    }
    for (String where : List.of("cross-site", "same-site")) {
      assertThat(site.send(change(session).header("Sec-Fetch-Site", where)).status())
          .as(where)
          .isEqualTo(403);
    }
  }

  @Test
  void aMethodThatACallDoesNotTakeIsToldWhichItTakes() {
    String session = site.token("admin");
    for (String method : List.of("DELETE", "PUT", "PATCH", "OPTIONS")) {
      ServedSite.Reply reply =
          site.send(session, method, "/api/v1/work-orders?limit=1", Optional.empty());
      assertThat(reply.status()).as(method).isEqualTo(405);
      assertThat(reply.header("Allow")).contains("GET, POST");
    }
    assertThat(site.send(session, "POST", "/api/v1/alarms/any", Optional.empty()).header("Allow"))
        .contains("GET");
    assertThat(site.send(session, "GET", "/api/v1/no-such-call", Optional.empty()).status())
        .isEqualTo(404);
  }

  @Test
  void noForeignPageSignsAnybodyIn() {
    HttpRequest.Builder signIn =
        site.request(
            "POST",
            "/api/v1/session",
            Optional.of(
                new JsonObject().put("username", "admin").put("password", ServedSite.PASSWORD)));
    assertThat(site.send(signIn.header("Origin", "http://evil.example")).status()).isEqualTo(403);
  }

  /** What a watcher hears of its end. */
  private static final class Ending implements WebSocket.Listener {
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      code.complete(status);
      return CompletableFuture.completedFuture(null);
    }
  }

  private CompletableFuture<WebSocket> live(String session, String origin, Ending ending) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .header("Cookie", "zhiban_session=" + session)
        .header("Origin", origin)
        .buildAsync(URI.create(site.address().replace("http", "ws") + "/api/v1/live"), ending);
  }

  @Test
  void theLiveFeedOpensForNoForeignPageAndEndsWithItsSession() throws Exception {
    String session = site.token("admin");
    assertThatThrownBy(
            () -> live(session, "http://evil.example", new Ending()).get(10, TimeUnit.SECONDS))
        .hasRootCauseMessage("Unexpected HTTP response status code 401");
    Ending ending = new Ending();
    live(session, site.address(), ending).get(10, TimeUnit.SECONDS);
    assertThat(site.send(session, "DELETE", "/api/v1/session", Optional.empty()).status())
        .isEqualTo(204);
    assertThat(ending.code.get(10, TimeUnit.SECONDS)).isEqualTo(4401);
  }

  @Test
  void everyAnswerGoesOutUnderTheHeaders() {
    for (String path :
        List.of(
            "/",
            "/assets/none.js",
            "/none",
            "/openapi.json",
            "/health/live",
            "/api/v1/site",
            "/api/v1/none",
            "/api/v1/live")) {
      ServedSite.Reply reply = site.send(site.request("GET", path, Optional.empty()));
      assertThat(reply.header("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy ->
                  assertThat(policy)
                      .contains("default-src 'none'")
                      .contains("script-src 'self'")
                      .contains("frame-ancestors 'none'")
                      .doesNotContain("unsafe"));
      assertThat(reply.header("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(reply.header("Referrer-Policy")).as(path).contains("no-referrer");
      assertThat(reply.header("Cross-Origin-Resource-Policy")).as(path).contains("same-origin");
    }
  }

  @Test
  void metricsBehindAProxyAreForWhoeverIsSignedIn() {
    assertThat(site.send(site.request("GET", "/metrics", Optional.empty())).status())
        .isEqualTo(200);
    HttpRequest.Builder passedOn =
        site.request("GET", "/metrics", Optional.empty()).header("X-Forwarded-For", "192.0.2.7");
    assertThat(site.send(passedOn).status()).isEqualTo(401);
    HttpRequest.Builder session =
        site.request("GET", "/metrics", Optional.empty())
            .header("X-Forwarded-For", "192.0.2.7")
            .header("Authorization", "Bearer " + site.token("admin"));
    assertThat(site.send(session).status()).isEqualTo(200);
  }

  @Test
  void whoAsksWithoutEndIsToldToWait() {
    String session = site.token("admin");
    ServedSite.Reply last = site.send(session, "GET", "/api/v1/session", Optional.empty());
    int calls = 1;
    for (; last.status() == 200 && calls < 5_000; calls++) {
      last = site.send(session, "GET", "/api/v1/session", Optional.empty());
    }
    assertThat(last.status()).as("after %d calls", calls).isEqualTo(429);
    assertThat(last.header("Retry-After")).contains("1");
    assertThat(site.signIn("admin", ServedSite.PASSWORD).status())
        .as("others are served")
        .isEqualTo(200);
    site.leap(Duration.ofSeconds(2));
    assertThat(site.send(session, "GET", "/api/v1/session", Optional.empty()).status())
        .isEqualTo(200);
  }
}
