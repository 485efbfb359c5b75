package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.FreePort;

/** A plate is a hash for everybody, itself for few, and whoever looks is in the audit. */
final class PrivateFieldsTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String PLATE = "粤B12345";

  @TempDir Path folder;

  @Test
  void aPlateIsLookedAtByFewAndEachLookIsOnRecord() throws Exception {
    int port = FreePort.tcp();
    try (ZhibanProcess running =
        ZhibanProcess.start(
            "run", site(port, true).toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      pass(port);
      Await.until("it is on record", LONG, () -> !events(admin).isEmpty());
      JsonNode event = events(admin).getFirst();
      assertThat(event.path("fields").path("plate").asText()).matches("[0-9a-f]{32}");
      assertThat(event.path("private_fields").toString()).isEqualTo("[\"plate\"]");
      assertThat(event.path("clear_text").asBoolean()).isTrue();

      Api.Reply seen = admin.post("/events/look", look("e1"));
      assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
      assertThat(seen.body().path("fields").toString()).isEqualTo("{\"plate\":\"" + PLATE + "\"}");
      JsonNode last = admin.get("/audit?limit=1").items().getFirst();
      assertThat(last.path("action").asText()).isEqualTo("look_at_private");
      assertThat(last.path("subject").asText()).contains("gate/passage").contains("e1");
      assertThat(last.toString()).contains("plate").doesNotContain(PLATE);

      assertThat(admin.post("/events/look", look("e9")).status()).isEqualTo(404);
      Map<String, String> password = Map.of("password", "password-of-li");
      assertThat(admin.put("/users/li/password", password).status()).isLessThan(300);
      Api technician = Api.signedIn(address, "li", "password-of-li");
      Api.Reply refused = technician.post("/events/look", look("e1"));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.body().path("detail").asText()).contains("admin, manager");
      assertThat(admin.get("/audit?limit=1").items().getFirst().path("action").asText())
          .isNotEqualTo("look_at_private");
      assertThat(running.output()).doesNotContain(PLATE);
    }
    assertThat(Files.readString(folder.resolve("data/operations.db"), StandardCharsets.ISO_8859_1))
        .doesNotContain(
            new String(PLATE.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  @Test
  void whereTheSiteKeepsNoClearTextNobodyLooks() throws Exception {
    int port = FreePort.tcp();
    try (ZhibanProcess running =
        ZhibanProcess.start(
            "run", site(port, false).toString(), "--port", "0", "--data", folder + "/data")) {
      Api admin = Api.signedIn(running.awaitReady(LONG));
      pass(port);
      Await.until("it is on record", LONG, () -> !events(admin).isEmpty());
      assertThat(events(admin).getFirst().path("clear_text").asBoolean()).isFalse();
      assertThat(admin.post("/events/look", look("e1")).status()).isEqualTo(403);
    }
  }

  private static List<JsonNode> events(Api api) {
    return api.get("/events?equipment=gate").items();
  }

  private static Map<String, String> look(String id) {
    return Map.of("equipment", "gate", "point", "passage", "id", id);
  }

  private static void pass(int port) throws Exception {
    MqttClient camera =
        new MqttClient("tcp://127.0.0.1:" + port, "camera", new MemoryPersistence());
    try {
      camera.connect();
      camera.publish(
          "gate/passage",
          ("{\"id\":\"e1\",\"plate\":\"" + PLATE + "\"}").getBytes(StandardCharsets.UTF_8),
          1,
          false);
    } finally {
      camera.disconnectForcibly(0, 100, false);
      camera.close();
    }
  }

  private Path site(int port, boolean kept) throws IOException {
    Path site = folder.resolve("site");
    Files.createDirectories(site);
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: small, name: Small site, timezone: Asia/Shanghai, language: en }
        connections:
          devices: { type: mqtt_listen, port: %d }
        equipment:
          - id: gate
            name: Gate
            class: camera
            location: 1F
            connection: devices
            points:
              passage:
                name: Passage
                kind: event
                private: [plate]
                mqtt: { topic: gate/passage, id: /id, fields: { plate: text /plate } }
        staff:
          - { id: li, name: Li, role: technician, trades: [electric], areas: [all] }
        %s
        """
            .formatted(
                port,
                kept
                    ? "privacy: { clear_text: 30d, hashed: 180d, may_see: [manager, admin] }"
                    : ""));
    return site;
  }
}
