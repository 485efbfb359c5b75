package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engineer changes rules: what they would have made of the record is shown first, then the
 * running gateway takes them over; a broken file changes nothing.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RehearsalAndReloadTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  /** Before anything was recorded. */
  private static Instant begun() {
    return Instant.now().minus(Duration.ofHours(1));
  }

  private static Path site() {
    return folder.resolve("simulated");
  }

  private static Path data() {
    return folder.resolve("data");
  }

  @Test
  @Order(1)
  void aRunningGatewayTakesRulesOverWholeOrNotAtAll() throws IOException {
    Path written = QuickSite.in(folder);
    try (SimulatedDevices devices = SimulatedDevices.of(written, site())) {
      Api simulators = devices.control();
      Path template = site().resolve("templates/booster-pump.yaml");
      String sound = Files.readString(template);
      String alarm;
      try (ZhibanProcess first = run()) {
        Api gateway = Api.signedIn(first.awaitReady(LONG));
        simulators.post("/faults", Map.of("equipment", "pump-b1", "fault", "dry_run"));
        Await.until("the pump runs dry", LONG, () -> !standing(gateway, "dry_run").isEmpty());
        alarm = standing(gateway, "dry_run").getFirst().path("id").asText();

        dryRunShowsAndChangesNothing(gateway, template, sound);
        aBrokenFileIsRefusedAndNothingChanges(gateway, template, sound);
        anotherConnectionNeedsARestart(gateway);
        changedRulesAreTakenOver(gateway, template, sound);

        Files.writeString(template, sound.replace("priority: P2", "priority: P22"));
        assertThat(reload(gateway, false).status()).isEqualTo(422);
        first.kill();
      }
      try (ZhibanProcess refused = run()) {
        assertThat(refused.awaitEnd(LONG)).as(refused.output()).isEqualTo(1);
        assertThat(refused.output()).contains("booster-pump.yaml:").contains("P22");
      }
      Files.writeString(template, changed(sound));
      try (ZhibanProcess second = run()) {
        Api gateway = Api.signedIn(second.awaitReady(LONG));
        assertThat(standing(gateway, "dry_run"))
            .as("the alarm of before the blow, and no other")
            .extracting(one -> one.path("id").asText())
            .containsExactly(alarm);
        assertThat(reload(gateway, true).body().path("changed").isEmpty())
            .as("the files are what runs")
            .isTrue();
        aSupervisorRehearsesOverHttp(gateway);
        theCommandRehearsesBesideTheGateway();
      }
    }
  }

  private static ZhibanProcess run() {
    return ZhibanProcess.start(
        "run", site().toString(), "--port", "0", "--data", data().toString());
  }

  private static String changed(String sound) {
    String changed = sound.replaceFirst("(?m)^  silent:", "  silent_pump:");
    assertThat(changed).isNotEqualTo(sound);
    return changed;
  }

  private static void dryRunShowsAndChangesNothing(Api gateway, Path template, String sound)
      throws IOException {
    Files.writeString(template, changed(sound));
    Api.Reply shown = reload(gateway, true);
    assertThat(shown.status()).as(shown.toString()).isEqualTo(200);
    assertThat(shown.body().path("applied").asBoolean()).isFalse();
    assertThat(texts(shown.body().path("added")))
        .containsExactly("pump-b1/silent_pump", "pump-b2/silent_pump");
    assertThat(texts(shown.body().path("removed")))
        .containsExactly("pump-b1/silent", "pump-b2/silent");
    assertThat(shown.body().path("changed").isEmpty()).isTrue();
    theFilesAsTheyStandAreRehearsedBeforeTheyAreTakenOver(gateway);
  }

  private static void theFilesAsTheyStandAreRehearsedBeforeTheyAreTakenOver(Api gateway) {
    Api.Reply replay = rehearsed(gateway);
    assertThat(replay.status()).as(replay.toString()).isEqualTo(200);
    assertThat(texts(replay.body().path("changes").path("removed")))
        .containsExactly("pump-b1/silent", "pump-b2/silent");
    assertThat(raised(replay.body(), "standing", "dry_run")).isEqualTo(1);
    assertThat(raised(replay.body(), "proposed", "dry_run")).isEqualTo(1);
    assertThat(replay.body().path("rules"))
        .filteredOn(row -> row.path("rule").asText().equals("dry_run"))
        .allSatisfy(row -> assertThat(row.path("title").path("zh").asText()).isEqualTo("无水空转"));
    assertThat(
            gateway
                .post(
                    "/rules/replay",
                    Map.of(
                        "from",
                        begun().toString(),
                        "to",
                        Instant.now().toString(),
                        "on_disk",
                        true,
                        "rules",
                        "rules: {}"))
                .status())
        .isEqualTo(400);
  }

  private static Api.Reply rehearsed(Api gateway) {
    return gateway.post(
        "/rules/replay",
        Map.of("from", begun().toString(), "to", Instant.now().toString(), "on_disk", true));
  }

  private static void aBrokenFileIsRefusedAndNothingChanges(
      Api gateway, Path template, String sound) throws IOException {
    Files.writeString(
        template, sound.replace("running && inlet_pressure", "runing && inlet_pressure"));
    Api.Reply broken = reload(gateway, false);
    assertThat(broken.status()).as(broken.toString()).isEqualTo(422);
    JsonNode problem =
        StreamSupport.stream(broken.body().path("problems").spliterator(), false)
            .filter(one -> one.path("severity").asText().equals("error"))
            .findFirst()
            .orElseThrow();
    assertThat(problem.path("file").asText()).isEqualTo("templates/booster-pump.yaml");
    assertThat(problem.path("line").asInt()).isPositive();
    assertThat(problem.path("what").asText()).contains("runing");
    Api.Reply rehearsal = rehearsed(gateway);
    assertThat(rehearsal.status()).as(rehearsal.toString()).isEqualTo(422);
    assertThat(rehearsal.body().path("problems").toString()).contains("runing");
    Files.writeString(template, sound);
    assertThat(standing(gateway, "dry_run")).hasSize(1);
  }

  private static void anotherConnectionNeedsARestart(Api gateway) throws IOException {
    Path main = site().resolve("site.yaml");
    String text = Files.readString(main);
    String slower = text.replaceFirst("timeout: 1s", "timeout: 2s");
    assertThat(slower).isNotEqualTo(text);
    Files.writeString(main, slower);
    Api.Reply refused = reload(gateway, false);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
    assertThat(refused.body().path("differences").path(0).path("what").asText())
        .startsWith("connections.");
    Files.writeString(main, text);
  }

  private static void changedRulesAreTakenOver(Api gateway, Path template, String sound)
      throws IOException {
    Files.writeString(template, changed(sound));
    Api.Reply applied = reload(gateway, false);
    assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
    assertThat(applied.body().path("applied").asBoolean()).isTrue();
    assertThat(data().resolve("site/templates/booster-pump.yaml"))
        .as("a backup from now on has what judges from now on")
        .hasSameTextualContentAs(template);
    assertThat(standing(gateway, "dry_run")).as("its rule is the same").hasSize(1);
    assertThat(gateway.get("/audit?limit=5").items())
        .anySatisfy(entry -> assertThat(entry.path("action").asText()).isEqualTo("site_reload"));
    assertThat(reload(gateway, true).body().path("added").isEmpty()).isTrue();
  }

  private static Api.Reply reload(Api gateway, boolean dryRun) {
    return gateway.post("/site/reload", Map.of("dry_run", dryRun));
  }

  private static void aSupervisorRehearsesOverHttp(Api gateway) {
    Api.Reply replay =
        gateway.post(
            "/rules/replay", Map.of("from", begun().toString(), "to", Instant.now().toString()));
    assertThat(replay.status()).as(replay.toString()).isEqualTo(200);
    assertThat(raised(replay.body(), "recorded", "dry_run")).isEqualTo(1);
    assertThat(raised(replay.body(), "standing", "dry_run")).isEqualTo(1);
  }

  private static void theCommandRehearsesBesideTheGateway() throws IOException {
    Path others = Files.createDirectories(folder.resolve("others/templates"));
    String template = Files.readString(site().resolve("templates/booster-pump.yaml"));
    Files.writeString(
        others.resolve("booster-pump.yaml"),
        template.replace("inlet_pressure < 0.02", "inlet_pressure < -1"));
    JsonNode report = replayed("--rules", folder.resolve("others").toString());
    assertThat(raised(report, "standing", "dry_run")).isEqualTo(1);
    assertThat(raised(report, "proposed", "dry_run")).isZero();
    assertThat(report.path("proposed").path("less").asInt()).isPositive();
    assertThat(
            report
                .path("changes")
                .path("changed")
                .path("pump-b1/dry_run")
                .path(0)
                .path("what")
                .asText())
        .isEqualTo("condition.expression");
  }

  @Test
  @Order(2)
  void aStoppedFolderIsRehearsedToo() throws IOException {
    JsonNode report = replayed();
    assertThat(raised(report, "recorded", "dry_run")).isEqualTo(1);
    assertThat(raised(report, "standing", "dry_run")).isEqualTo(1);
    assertThat(report.path("samples").asLong()).isPositive();
  }

  @Test
  @Order(3)
  void whatIsGivenWrongIsSaidInWords() {
    assertThat(ends("replay", site().toString(), "--from", "2026-11-21", "--to", "soon"))
        .isEqualTo(2);
    assertThat(ends("replay", site().toString(), "--from", "2026-11-21", "--to", "2026-11-20"))
        .isEqualTo(2);
    assertThat(
            ends(
                "replay",
                site().toString(),
                "--from",
                "2026-11-21",
                "--to",
                "2026-11-22",
                "--data",
                folder.resolve("nowhere").toString()))
        .isEqualTo(1);
    assertThat(ends("replay", folder.toString(), "--from", "2026-11-21", "--to", "2026-11-22"))
        .isEqualTo(1);
  }

  private static int ends(String... arguments) {
    try (ZhibanProcess wrong = ZhibanProcess.start(arguments)) {
      int code = wrong.awaitEnd(LONG);
      assertThat(wrong.output()).doesNotContain("Exception");
      return code;
    }
  }

  private static JsonNode replayed(String... more) throws JsonProcessingException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "replay",
                site().toString(),
                "--from",
                begun().toString(),
                "--to",
                Instant.now().toString(),
                "--data",
                data().toString(),
                "--format",
                "json"));
    arguments.addAll(List.of(more));
    try (ZhibanProcess replay = ZhibanProcess.start(arguments.toArray(String[]::new))) {
      assertThat(replay.awaitEnd(LONG)).as(replay.output()).isZero();
      return JSON.readTree(String.join("\n", replay.standardOutput()));
    }
  }

  private static int raised(JsonNode report, String whose, String rule) {
    return StreamSupport.stream(report.path("rules").spliterator(), false)
        .filter(row -> row.path("rule").asText().equals(rule))
        .filter(row -> row.path("equipment").asText().equals("pump-b1"))
        .mapToInt(row -> row.path(whose).path("raised").asInt())
        .sum();
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<JsonNode> standing(Api gateway, String rule) {
    return gateway.get("/alarms?equipment=pump-b1").items().stream()
        .filter(alarm -> alarm.path("rule").asText().equals(rule))
        .toList();
  }
}
