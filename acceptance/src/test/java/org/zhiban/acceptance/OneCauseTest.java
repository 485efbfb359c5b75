package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.FreePort;

/** A line that is down is one alarm with one order, and so is a clock that runs off. */
final class OneCauseTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String DOWN = "connection_down.pump-room";

  @TempDir static Path folder;

  @Test
  void theDevicesBehindALineStandUnderItThroughAKillAndComeBackWithoutAWord() throws Exception {
    Path simulated = folder.resolve("simulated");
    Path data = folder.resolve("data");
    try (SimulatedDevices devices =
        SimulatedDevices.of(impatient(QuickSite.in(folder)), simulated)) {
      Api simulators = devices.control();
      List<String> faults;
      try (ZhibanProcess first = run(simulated, data)) {
        Api gateway = Api.signedIn(first.awaitReady(LONG));
        for (String pump : List.of("pump-b1", "pump-b2")) {
          Await.until("it is read", LONG, () -> status(gateway, pump).equals("online"));
        }
        faults = List.of(offline(simulators, "pump-b1"), offline(simulators, "pump-b2"));
        Await.until("the line is found", LONG, () -> state(gateway, DOWN).contains("unacked"));
        Await.until(
            "both pumps stand under it",
            LONG,
            () -> state(gateway, "silent").equals(List.of("suppressed", "suppressed")));
        Await.until("somebody is sent", LONG, () -> orders(gateway).equals(List.of("null")));
        first.kill();
      }
      try (ZhibanProcess second = run(simulated, data)) {
        Api gateway = Api.signedIn(second.awaitReady(LONG));
        Await.never(
            "a pump speaks, or another order",
            Duration.ofSeconds(8),
            () ->
                !state(gateway, "silent").equals(List.of("suppressed", "suppressed"))
                    || orders(gateway).size() != 1);
        assertThat(cause(gateway)).containsOnly(DOWN);
        faults.forEach(fault -> simulators.delete("/faults/" + fault));
        Await.until(
            "the line is back", LONG, () -> state(gateway, DOWN).equals(List.of("rtn_unacked")));
        Await.until("so are the pumps", LONG, () -> !anyActive(gateway, "silent"));
        assertThat(orders(gateway)).containsExactly("null");
      }
    }
  }

  /** The pumps are missed after four seconds. */
  private static Path impatient(Path site) throws IOException {
    Path pump = site.resolve("templates/booster-pump.yaml");
    Files.writeString(pump, Files.readString(pump).replace("after: 60s }", "after: 4s }"));
    return site;
  }

  private static String offline(Api simulators, String equipment) {
    Api.Reply reply =
        simulators.post("/faults", Map.of("equipment", equipment, "fault", "offline"));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    return reply.body().path("id").asText();
  }

  private static List<JsonNode> alarms(Api gateway, String rule) {
    return gateway.get("/alarms").items().stream()
        .filter(alarm -> alarm.path("rule").asText().equals(rule))
        .filter(alarm -> !alarm.path("equipment").asText().startsWith("fire"))
        .toList();
  }

  private static List<String> state(Api gateway, String rule) {
    return alarms(gateway, rule).stream().map(alarm -> alarm.path("state").asText()).toList();
  }

  private static boolean anyActive(Api gateway, String rule) {
    return alarms(gateway, rule).stream()
        .anyMatch(alarm -> alarm.path("axes").path("condition").asBoolean());
  }

  private static List<String> cause(Api gateway) {
    return alarms(gateway, "silent").stream()
        .map(alarm -> alarm.path("axes").path("suppressed_by").asText())
        .toList();
  }

  /** The equipment of every order that an alarm of the line or of a pump made. */
  private static List<String> orders(Api gateway) {
    return gateway.get("/work-orders?status=all").items().stream()
        .filter(order -> order.path("source").asText().equals("alarm"))
        .map(order -> order.path("equipment").asText())
        .filter(equipment -> equipment.equals("null") || equipment.startsWith("pump"))
        .toList();
  }

  @Test
  void aDeviceThatTellsAWrongTimeIsAnAlarmUntilItTellsTheRightOne() throws Exception {
    int port = FreePort.tcp();
    Path site = folder.resolve("clock");
    Files.createDirectories(site);
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: small, name: Small site, timezone: Asia/Shanghai, language: en }
        connections:
          doors: { type: mqtt_listen, port: %d }
        equipment:
          - id: door-1
            name: Door 1
            class: access_reader
            location: 1F
            connection: doors
            points:
              load: { name: Load, kind: analog, mqtt: { topic: door/1, pointer: /v, time: /t } }
            rules:
              clock: { clock_off: { point: load }, priority: P4 }
          - id: door-2
            name: Door 2
            class: access_reader
            location: 1F
            connection: doors
            points:
              passage:
                name: Passage
                kind: event
                mqtt: { topic: door/2, time: /t, id: /id, fields: { card: text /c } }
            rules:
              events_clock: { clock_off: { point: passage }, priority: P4 }
        """
            .formatted(port));
    try (ZhibanProcess process = run(site, folder.resolve("clock-data"))) {
      Api gateway = Api.signedIn(process.awaitReady(LONG));
      MqttClient device =
          new MqttClient("tcp://127.0.0.1:" + port, "door-1", new MemoryPersistence());
      try {
        device.connect();
        tell(device, Instant.now());
        tell(device, Instant.parse("2001-01-01T00:00:00Z"));
        Await.until(
            "it is an alarm", LONG, () -> state(gateway, "clock").equals(List.of("unacked")));
        JsonNode load = gateway.get("/equipment/door-1").body().path("points").path("load");
        assertThat(load.path("quality").asText()).isEqualTo("uncertain");
        assertThat(load.path("reason").asText()).isEqualTo("clock_off");
        assertThat(Instant.parse(load.path("time").asText()))
            .isAfter(Instant.now().minusSeconds(60));
        tell(device, Instant.now());
        Await.until(
            "it is over", LONG, () -> state(gateway, "clock").equals(List.of("rtn_unacked")));

        pass(device, "e1", Instant.parse("2000-01-01T00:03:00Z"));
        Await.until(
            "so is one of events",
            LONG,
            () -> state(gateway, "events_clock").equals(List.of("unacked")));
        pass(device, "e2", Instant.now());
        Await.until(
            "until the right time",
            LONG,
            () -> state(gateway, "events_clock").equals(List.of("rtn_unacked")));
        assertThat(gateway.get("/events?equipment=door-2").items())
            .allSatisfy(
                event ->
                    assertThat(Instant.parse(event.path("time").asText()))
                        .isAfter(Instant.now().minusSeconds(60)))
            .extracting(event -> event.path("id").asText() + event.path("clock_off").asBoolean())
            .containsExactlyInAnyOrder("e1true", "e2false");
        assertThat(gateway.get("/events?equipment=door-2").items())
            .extracting(event -> event.path("told").asText())
            .containsExactlyInAnyOrder("2000-01-01T00:03:00.000Z", "null");
      } finally {
        device.disconnectForcibly(0, 100, false);
        device.close();
      }
    }
  }

  private static void tell(MqttClient device, Instant time) throws Exception {
    String message = "{\"v\": 1.5, \"t\": \"" + time + "\"}";
    device.publish("door/1", message.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  private static void pass(MqttClient device, String id, Instant time) throws Exception {
    String message = "{\"id\": \"" + id + "\", \"c\": \"7\", \"t\": \"" + time + "\"}";
    device.publish("door/2", message.getBytes(StandardCharsets.UTF_8), 1, false);
  }

  private static ZhibanProcess run(Path site, Path data) {
    return ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", data.toString());
  }

  private static String status(Api gateway, String equipment) {
    return gateway.get("/equipment/" + equipment).body().path("status").asText();
  }
}
