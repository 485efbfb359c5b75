package org.zhiban.gateway.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.notify.channel.Notifier.Reply;

/** Ways over HTTP, against a server that answers what the test wants. */
abstract class HttpNotifierContract extends NotifierContract {
  static final String PATH = "/hook/t0ken-in-the-path";

  private HttpServer server = started();
  private final HttpClient client = JsonPost.client();
  private final List<JsonObject> bodies = new CopyOnWriteArrayList<>();
  private final List<HttpExchange> calls = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = "";
  private volatile boolean echoes;
  private volatile Optional<String> retryAfter = Optional.empty();

  private HttpServer started() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      made.createContext("/", this::answer);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void startServer() {
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    client.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      bodies.add(new JsonObject(body));
      calls.add(exchange);
      retryAfter.ifPresent(seconds -> exchange.getResponseHeaders().add("Retry-After", seconds));
      String whole = echoes ? answer + " " + address() + " " + Messages.KEY + " " + body : answer;
      byte[] octets = whole.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, octets.length == 0 ? -1 : octets.length);
      exchange.getResponseBody().write(octets);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
  }

  JsonPost post() {
    return new JsonPost(client);
  }

  void answers(int code, String body) {
    status = code;
    answer = body;
    echoes = false;
  }

  @Override
  void refuses() {
    answers(503, "");
    echoes = true;
  }

  @Override
  void away() {
    server.stop(0);
  }

  @Override
  List<String> secrets() {
    return List.of(PATH, Messages.KEY);
  }

  @Override
  int arrived() {
    return bodies.size();
  }

  JsonObject body() {
    return bodies.getLast();
  }

  String header(String name) {
    return String.valueOf(calls.getLast().getRequestHeaders().getFirst(name));
  }

  String query() {
    return String.valueOf(calls.getLast().getRequestURI().getRawQuery());
  }

  @Test
  void how_long_it_wants_to_be_left_alone_is_heard() throws InterruptedException {
    answers(429, "slow down");
    retryAfter = Optional.of("17");

    assertThat(notifier().send(delivery()))
        .isEqualTo(new Reply.Failed("HTTP 429 slow down", Optional.of(Duration.ofSeconds(17))));
  }

  @Test
  void a_redirect_is_not_followed() throws InterruptedException {
    answers(302, "");

    assertThat(notifier().send(delivery())).isInstanceOf(Reply.Failed.class);
    assertThat(arrived()).isEqualTo(1);
  }
}
