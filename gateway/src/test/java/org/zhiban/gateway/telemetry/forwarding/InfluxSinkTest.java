package org.zhiban.gateway.telemetry.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.telemetry.forwarding.MeasurementSink.Outcome;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.TelemetrySpec;
import org.zhiban.model.telemetry.PointRef;

/** Against a server that answers what the test wants, over a real socket. */
class InfluxSinkTest {
  private HttpServer server = start();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private int status = 204;
  private Optional<String> retryAfter = Optional.empty();
  private InfluxSink sink = sink();

  private HttpServer start() {
    try {
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext("/", this::answer);
      started.start();
      return started;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private InfluxSink sink() {
    return new InfluxSink(
        new TelemetrySpec.Influx(
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "汇都",
            "telemetry",
            new Secret("s3cret")));
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestURI().getPath()
            + "?"
            + exchange.getRequestURI().getQuery()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (var body = new GZIPInputStream(exchange.getRequestBody())) {
      bodies.add(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    }
    retryAfter.ifPresent(value -> exchange.getResponseHeaders().set("Retry-After", value));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @BeforeEach
  void clear() {
    requests.clear();
  }

  @AfterEach
  void stop() {
    sink.close();
    server.stop(0);
  }

  private static Measurement row(String equipment, Object value) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("site", "hui du");
    tags.put("equipment", equipment);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("flow", value);
    fields.put("flow_quality", 0L);
    return new Measurement(
        new PointRef(equipment, "flow"), "pump", tags, fields, 1_795_230_720_123L);
  }

  @Test
  void rows_go_out_in_line_protocol_compressed_in_milliseconds_with_the_token() {
    assertThat(sink.write(List.of(row("pump-b1", 1.0), row("pump-b2", "auto\"x"))))
        .isEqualTo(new Outcome.Accepted());
    assertThat(requests)
        .singleElement()
        .asString()
        .startsWith("/api/v2/write?")
        .contains("bucket=telemetry", "org=汇都", "precision=ms", "Token s3cret", "gzip");
    assertThat(bodies)
        .containsExactly(
            """
            pump,equipment=pump-b1,site=hui\\ du flow=1.0,flow_quality=0i 1795230720123
            pump,equipment=pump-b2,site=hui\\ du flow="auto\\"x",flow_quality=0i 1795230720123\
            """);
  }

  @Test
  void what_can_never_be_taken_is_rejected() {
    for (int refusal : List.of(400, 413, 422)) {
      status = refusal;
      assertThat(sink.write(List.of(row("pump-b1", 1.0)))).isInstanceOf(Outcome.Rejected.class);
    }
  }

  @Test
  void what_can_be_mended_on_the_other_side_is_an_outage() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int trouble : List.of(401, 403, 404, 429, 500, 502, 503)) {
      status = trouble;
      outcomes.add(sink.write(List.of(row("pump-b1", 1.0))));
    }
    assertThat(outcomes).hasSize(7).allMatch(Outcome.Unavailable.class::isInstance);
  }

  @Test
  void the_wait_that_the_server_asks_for_is_passed_on() {
    status = 429;
    retryAfter = Optional.of("17");
    assertThat(sink.write(List.of(row("pump-b1", 1.0))))
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class,
            u -> assertThat(u.retryAfter()).contains(Duration.ofSeconds(17)));
    retryAfter = Optional.of("Sun, 22 Nov 2026 03:12:00 GMT");
    assertThat(sink.write(List.of(row("pump-b1", 1.0))))
        .isInstanceOfSatisfying(
            Outcome.Unavailable.class, u -> assertThat(u.retryAfter()).isEmpty());
  }

  @Test
  void a_server_that_is_gone_is_an_outage_and_found_again() {
    server.stop(0);
    assertThat(sink.write(List.of(row("pump-b1", 1.0)))).isInstanceOf(Outcome.Unavailable.class);
    sink.close();
    server = start();
    sink = sink();
    assertThat(sink.write(List.of(row("pump-b1", 1.0)))).isEqualTo(new Outcome.Accepted());
  }

  @Test
  void the_token_is_in_no_message() {
    status = 401;
    assertThat(sink.write(List.of(row("pump-b1", 1.0))).toString()).doesNotContain("s3cret");
  }
}
