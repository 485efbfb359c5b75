package org.zhiban.gateway.telemetry.forwarding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A real server on a free loopback port, ended and begun again as the test wants. */
final class VictoriaMetrics implements AutoCloseable {
  static final Path BINARY = Path.of("/usr/bin/victoria-metrics");
  private static final int TRIES = 600;

  /** To count the samples of a day takes a while. */
  private static final Duration ANSWER = Duration.ofMinutes(5);

  private final Path folder;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  VictoriaMetrics(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    process = launch();
    awaitReady();
  }

  static boolean installed() {
    return Files.isExecutable(BINARY);
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            BINARY.toString(),
            "-httpListenAddr=127.0.0.1:" + port,
            "-storageDataPath=" + folder.resolve("victoria"),
            "-retentionPeriod=10y",
            // As InfluxDB does by itself: two rows of one series and time are one.
            "-dedup.minScrapeInterval=1ms",
            // What has just come is asked for too.
            "-search.latencyOffset=1ms",
            "-memory.allowedBytes=128MB")
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("victoria.log").toFile())
        .start();
  }

  void start() throws IOException {
    process = launch();
    awaitReady();
  }

  void stop() {
    process.destroy();
    process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private void awaitReady() {
    for (int i = 0; i < TRIES; i++) {
      try {
        if (get("/health").equals("OK")) {
          return;
        }
      } catch (IOException _) {
        // Not listening yet.
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError("the server does not answer: " + folder.resolve("victoria.log"));
  }

  /** Everything that it holds, a JSON object a line and series. */
  String export() throws IOException {
    get("/internal/force_flush");
    return get(
        "/api/v1/export?match[]=" + URLEncoder.encode("{__name__!=\"\"}", StandardCharsets.UTF_8));
  }

  /** How many samples it holds of the last days, each once. */
  long samples(int days) throws IOException {
    get("/internal/force_flush");
    String query = "sum(count_over_time({__name__!=\"\"}[" + days + "d]))";
    long soon = Clock.systemUTC().instant().getEpochSecond() + 10;
    JsonNode answer =
        new ObjectMapper()
            .readTree(
                get(
                    "/api/v1/query?time="
                        + soon
                        + "&query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)));
    return answer.path("data").path("result").path(0).path("value").path(1).asLong();
  }

  private String get(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path.replace("[]", "%5B%5D")))
            .timeout(ANSWER)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    stop();
    http.close();
  }
}
