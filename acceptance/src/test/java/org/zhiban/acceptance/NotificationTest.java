package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a fault to what a person is told, through every failure on the way. */
final class NotificationTest {
  private static final Duration START = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir static Path folder;

  /** The lift calls at once, again after 4 s, then every 3 s until somebody acknowledges. */
  private static final String NUMBER = "13800001234";

  private static final String ROUTES =
      """
      notify:
        hold_after_start: 5s
        repeat: 3s
        public_url: https://zhiban.example.com
        channels:
          first:  { type: webhook, url: "ADDRESS/first" }
          second: { type: voice_gateway, url: "ADDRESS/second" }
          other:  { type: webhook, url: "ADDRESS/other" }
        routes:
          - { priority: [P1], until: acknowledged, steps: [ { at: 0s, to: [first] }, { at: 4s, to: [second] }, { at: 5s, to: [lift-duty] } ] }
          - { priority: [P2, P3], to: [other] }

      rosters:
        lift-duty: { turns: weekly, from: 2026-01-05, at: "08:00", members: [chen-tao] }

      """;

  private static Path site(String name, Receiver receiver) {
    Path site = QuickSite.in(folder.resolve(name));
    try {
      Path file = site.resolve("site.yaml");
      String yaml = Files.readString(file);
      int from = yaml.indexOf("\nnotify:") + 1;
      int to = yaml.indexOf("\nprivacy:") + 1;
      assertThat(from).isPositive();
      assertThat(to).isGreaterThan(from);
      Files.writeString(
          file,
          yaml.substring(0, from)
              + ROUTES.replace("ADDRESS", receiver.address())
              + yaml.substring(to));
      Files.writeString(
          file,
          Files.readString(file)
              .replace("- { id: chen-tao, ", "- { id: chen-tao, phone: \"" + NUMBER + "\", "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return site;
  }

  @Test
  void stepAfterStepUntilAcknowledged() {
    try (Receiver receiver = new Receiver();
        ZhibanProcess running =
            ZhibanProcess.simulated(site("steps", receiver), folder.resolve("steps-data"))) {
      Api gateway = Api.signedIn(running.awaitReady(START));
      Api simulators = Api.of(running.controlAddress());
      Await.until("the lift is read", SOON, () -> online(gateway, "lift-a1"));

      simulators.post("/faults", Map.of("equipment", "lift-a1", "fault", "entrapment"));
      Await.until("step 1", SOON, () -> !receiver.taken("/first").isEmpty());
      assertThat(receiver.taken("/second")).as("the second step has its time").isEmpty();
      JsonNode said = receiver.taken("/first").getFirst().body();
      assertThat(said.path("title").asText()).startsWith("【P1 紧急】").contains("A座1号梯");
      assertThat(said.path("text").asText()).contains("位置：", "时间：", "人身安全");
      String alarm = said.path("alarms").path(0).path("id").asText();
      assertThat(said.path("link").asText())
          .isEqualTo("https://zhiban.example.com/alarms/" + alarm);

      Await.until("step 2, repeated", SOON, () -> receiver.taken("/second").size() >= 2);
      assertThat(receiver.taken("/second").getFirst().body().path("text").asText())
          .contains("无人确认");
      assertThat(receiver.taken("/first")).as("the first step is said once").hasSize(1);

      Await.until(
          "step 3, to whom it is the turn of",
          SOON,
          () ->
              receiver.taken("/second").stream()
                  .anyMatch(call -> call.body().path("to").toString().contains(NUMBER)));
      JsonNode duty = gateway.get("/on-call").items().getFirst();
      assertThat(duty.path("roster").asText()).isEqualTo("lift-duty");
      assertThat(duty.path("now").path("member").asText()).isEqualTo("chen-tao");
      assertThat(duty.path("now").path("to").asText())
          .isEqualTo(duty.path("next").path("from").asText());
      assertThat(duty.toString()).as("the number is nobody's to read").doesNotContain(NUMBER);

      for (JsonNode open : gateway.get("/alarms?priority=P1").items()) {
        Api.Reply seen =
            gateway.post("/alarms/" + open.path("id").asText() + "/acknowledge", Map.of());
        assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
      }
      int before = receiver.taken("/second").size();
      Await.never(
          "another call after somebody has acknowledged",
          Duration.ofSeconds(8),
          () -> receiver.taken("/second").size() > before + 1);

      JsonNode whole = gateway.get("/alarms/" + alarm).body();
      assertThat(whole.path("notifications")).isNotEmpty();
      assertThat(running.output()).doesNotContain(receiver.address() + "/first");
      assertThat(gateway.get("/notifications").body().toString())
          .doesNotContain(receiver.address());
    }
  }

  @Test
  void aReceiverThatWasAwayHearsOfItWhenItIsBack() {
    try (Receiver receiver = new Receiver();
        ZhibanProcess running =
            ZhibanProcess.simulated(site("away", receiver), folder.resolve("away-data"))) {
      receiver.answers(503);
      Api gateway = Api.signedIn(running.awaitReady(START));
      Api simulators = Api.of(running.controlAddress());
      Await.until("the lift is read", SOON, () -> online(gateway, "lift-a1"));
      simulators.post("/faults", Map.of("equipment", "lift-a1", "fault", "entrapment"));

      Await.until("it is tried", SOON, () -> receiver.refused("/first").size() >= 2);
      List<JsonNode> waiting = gateway.get("/notifications?state=waiting").items();
      assertThat(waiting)
          .anySatisfy(
              message -> {
                assertThat(message.path("channel").asText()).isEqualTo("first");
                assertThat(message.path("failing").asBoolean()).isTrue();
                assertThat(message.path("attempts").asInt()).isPositive();
                assertThat(message.path("answer").asText()).startsWith("HTTP 503");
              });

      receiver.answers(200);
      Await.until("it has it", SOON, () -> !receiver.taken("/first").isEmpty());
      Set<String> keys =
          receiver.refused("/first").stream()
              .map(Receiver.Message::key)
              .collect(Collectors.toSet());
      assertThat(keys)
          .as("every try is the same message")
          .contains(receiver.taken("/first").getFirst().key());
      Await.until(
          "it is listed as sent",
          SOON,
          () ->
              gateway.get("/notifications?state=sent").items().stream()
                  .anyMatch(message -> message.path("channel").asText().equals("first")));
    }
  }

  @Test
  void whatWasUnderWayGoesOnAfterAKill() {
    Path simulated = folder.resolve("killed-simulated");
    try (Receiver receiver = new Receiver();
        SimulatedDevices devices = SimulatedDevices.of(site("killed", receiver), simulated)) {
      Api simulators = devices.control();
      Path data = folder.resolve("killed-data");
      try (ZhibanProcess first = run(simulated, data)) {
        Api gateway = Api.signedIn(first.awaitReady(START));
        Await.until("the lift is read", SOON, () -> online(gateway, "lift-a1"));
        simulators.post("/faults", Map.of("equipment", "lift-a1", "fault", "entrapment"));
        Await.until("step 1", SOON, () -> !receiver.taken("/first").isEmpty());
        first.kill();
      }
      List<Receiver.Message> before = receiver.taken("/first");
      try (ZhibanProcess second = run(simulated, data)) {
        Api gateway = Api.signedIn(second.awaitReady(START));
        Await.until("step 2 after the start", SOON, () -> !receiver.taken("/second").isEmpty());
        Set<String> told =
            receiver.taken("/first").stream()
                .map(Receiver.Message::key)
                .collect(Collectors.toSet());
        Set<String> alarms =
            gateway.get("/alarms?state=all&priority=P1").items().stream()
                .map(alarm -> alarm.path("id").asText())
                .collect(Collectors.toSet());
        assertThat(told)
            .as("one first message an alarm, before or after the blow: %s", before)
            .hasSameSizeAs(alarms);
      }
    }
  }

  private static ZhibanProcess run(Path site, Path data) {
    return ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", data.toString());
  }

  private static boolean online(Api gateway, String equipment) {
    return gateway.get("/equipment/" + equipment).body().path("status").asText().equals("online");
  }
}
