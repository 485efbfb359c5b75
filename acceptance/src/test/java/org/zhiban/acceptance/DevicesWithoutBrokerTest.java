package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.FreePort;

/** Devices connect to the gateway itself. */
final class DevicesWithoutBrokerTest {
  @TempDir Path folder;
  private final int port = FreePort.tcp();

  private Path site() throws IOException {
    Path site = folder.resolve("site");
    Files.createDirectories(site.resolve("templates"));
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: small, name: Small site, timezone: Asia/Shanghai, language: en }
        connections:
          doors: { type: mqtt_listen, port: %d, user: device, password: "${env:MQTT_PASSWORD}" }
        equipment:
          - { id: door-1, template: door, name: Door 1, location: 1F, connection: doors }
        """
            .formatted(port));
    Files.writeString(
        site.resolve("templates/door.yaml"),
        """
        template: door
        class: access_reader
        points:
          online: { name: Online, kind: binary, mqtt: { topic: door/1/state, pointer: /online } }
          door:
            name: Access event
            kind: event
            mqtt: { topic: door/1/event, id: /id, fields: { type: text /type } }
        """);
    return site;
  }

  private ZhibanProcess run(Path site, String... more) {
    String[] usual = {"run", site.toString(), "--port", "0", "--data", folder + "/data"};
    return ZhibanProcess.start(
        java.util.stream.Stream.concat(
                java.util.Arrays.stream(usual), java.util.Arrays.stream(more))
            .toArray(String[]::new));
  }

  private MqttClient connected() throws MqttException {
    MqttClient client =
        new MqttClient("tcp://127.0.0.1:" + port, "door-1", new MemoryPersistence());
    client.setTimeToWait(5_000);
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName("device");
    options.setPassword("acceptance-mqtt".getBytes(StandardCharsets.UTF_8));
    client.connect(options);
    return client;
  }

  private static void leave(MqttClient client) throws MqttException {
    client.disconnectForcibly(0, 100, false);
    client.close();
  }

  @Test
  void itsTwinsConnectToItAndWhatCannotBeReadIsShown() throws Exception {
    try (ZhibanProcess gateway = run(site(), "--simulated", "--control-port", "0")) {
      String address = gateway.awaitReady(Duration.ofMinutes(1));
      Api api = Api.signedIn(address);
      Await.until(
          "the door is online",
          Duration.ofSeconds(30),
          () -> api.get("/equipment/door-1").body().path("status").asText().equals("online"));
      JsonNode link = api.get("/connections").items().getFirst();
      assertThat(link.path("state").asText()).isEqualTo("up");
      assertThat(link.path("units"))
          .anySatisfy(unit -> assertThat(unit.path("unit").asText()).startsWith("client "))
          .allSatisfy(unit -> assertThat(unit.path("state").asText()).isEqualTo("up"));

      MqttClient client = connected();
      client.publish("door/1/state", "{broken".getBytes(StandardCharsets.UTF_8), 1, false);
      leave(client);
      JsonNode rejected = api.get("/connections/doors/rejected").items().getFirst();
      assertThat(rejected.path("topic").asText()).isEqualTo("door/1/state");
      assertThat(rejected.path("position").asText()).startsWith("line 1, column ");
      assertThat(rejected.path("reason").asText()).isEqualTo("not JSON");
      assertThat(rejected.path("head").asText()).isEqualTo("{broken");
      assertThat(api.get("/connections").items().getFirst().path("rejected").asInt()).isEqualTo(1);
      assertThat(api.get("/connections/nowhere/rejected").status()).isEqualTo(404);
    }
  }
}
