package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code listen mqtt} hears at Mosquitto becomes a site that shows the same values. */
final class ListenCommandTest {
  private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

  @TempDir Path folder;
  private final int port = freePort();

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void retain(String topic, String payload) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/mosquitto_pub", "-h", "127.0.0.1", "-r", "-q", "1"));
    command.addAll(List.of("-p", "" + port, "-t", topic, "-m", payload));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
  }

  private ZhibanProcess listen(String... more) {
    List<String> command =
        new ArrayList<>(List.of("listen", "mqtt", "tcp://127.0.0.1:" + port, "--for", "2s"));
    command.addAll(List.of(more));
    return ZhibanProcess.start(command.toArray(String[]::new));
  }

  @Test
  void whatIsHeardBecomesATemplateThatReadsIt() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(MOSQUITTO), "needs the Debian packages mosquitto and mosquitto-clients");
    Path settings = folder.resolve("mosquitto.conf");
    Files.writeString(settings, "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
    Process broker = new ProcessBuilder(MOSQUITTO.toString(), "-c", settings.toString()).start();
    try {
      Await.until("the broker listens", Duration.ofSeconds(10), this::answers);
      retain("b1/meter", "{\"power\":12.5,\"plate\":\"京A12345\"}");
      retain("b1/lamp", "true");
      Path site = folder.resolve("site");
      Files.createDirectories(site.resolve("templates"));
      Path template = site.resolve("templates/heard.yaml");

      try (ZhibanProcess listening = listen("--format", "json", "--out", template.toString())) {
        assertThat(listening.awaitEnd(Duration.ofSeconds(60))).isZero();
        JsonNode found = new ObjectMapper().readTree(String.join("\n", listening.standardOutput()));
        assertThat(found.path("topics").findValuesAsText("topic"))
            .containsExactly("b1/lamp", "b1/meter");
        assertThat(found.toString()).doesNotContain("京A12345");
      }
      Files.writeString(
          site.resolve("site.yaml"),
          """
          site: { id: heard, name: Heard, timezone: Asia/Shanghai, language: en }
          connections:
            bus: { type: mqtt, broker: "tcp://127.0.0.1:%d" }
          equipment:
            - { id: found, template: heard, name: Found, location: here, connection: bus }
          """
              .formatted(port));
      try (ZhibanProcess gateway =
          ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
        Api api = Api.signedIn(gateway.awaitReady(Duration.ofMinutes(1)));
        Await.until(
            "the values are there",
            Duration.ofSeconds(30),
            () -> {
              JsonNode points = api.get("/equipment/found").body().path("points");
              return points.path("meter_power").path("value").asDouble() == 12.5
                  && points.path("lamp").path("value").asBoolean();
            });
      }
    } finally {
      broker.destroy();
      broker.waitFor();
    }
  }

  private boolean answers() {
    try (java.net.Socket _ = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void aBrokerThatIsNotThereIsSaidInWordsWithExitThree() {
    try (ZhibanProcess listening = listen()) {
      assertThat(listening.awaitEnd(Duration.ofSeconds(60))).isEqualTo(3);
      assertThat(listening.output())
          .contains("broker tcp://127.0.0.1:" + port)
          .contains("nothing answers there; is it running, are address and port right?")
          .doesNotContain("Exception");
    }
  }
}
