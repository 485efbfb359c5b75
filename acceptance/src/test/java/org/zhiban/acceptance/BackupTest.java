package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway is backed up while a fault stands and its order is open, is killed, and goes on from
 * the backup in another folder: the same alarm, the same order, each once.
 */
final class BackupTest {
  private static final Duration COMMAND = Duration.ofMinutes(2);

  private static final String WORD = "horse-battery.9";
  private static final String SECRET = "password: " + WORD;

  @TempDir static Path folder;

  private final Path data = folder.resolve("data");
  private final Path file = folder.resolve("backup.zip");

  @Test
  void aGatewayGoesOnFromItsBackup() throws IOException {
    Path simulated = folder.resolve("simulated");
    try (SimulatedDevices devices = SimulatedDevices.of(QuickSite.in(folder), simulated)) {
      Api simulators = devices.control();
      Seen before = backedUp(simulators, simulated);
      refusals();
      Path elsewhere = folder.resolve("elsewhere");
      assertThat(command(0, "restore", file.toString(), "--data", elsewhere.toString()))
          .contains("the site's files lie in " + elsewhere.resolve("site"));
      assertThat(command(0, "audit", "verify", "--data", elsewhere.toString()))
          .contains("the audit is whole");
      goesOn(simulated, elsewhere, before);
    }
  }

  /** A password that stands in the site for all to read, and is in no backup so. */
  @Test
  void aPasswordInTheSiteIsInNoBackupInClear(@TempDir Path own) throws IOException {
    Path site = QuickSite.in(own);
    Path file = site.resolve("site.yaml");
    String text = Files.readString(file).replace("password: ${env:MQTT_PASSWORD}", SECRET);
    assertThat(text).contains(SECRET).doesNotContain("MQTT_PASSWORD");
    Files.writeString(file, text);
    int line = text.substring(0, text.indexOf(SECRET)).split("\n", -1).length;
    Path kept = own.resolve("kept");
    try (ZhibanProcess gateway = run(site, kept)) {
      gateway.awaitReady(COMMAND);
      assertThat(kept.resolve("site/site.yaml")).content().doesNotContain(WORD);
      String said = command(0, "backup", zip(own, "clear"), "--data", kept.toString());
      assertThat(said)
          .contains("  site.yaml:" + line + ": connections.")
          .contains(".password, now ${env:SITE_CONNECTIONS_")
          .doesNotContain(WORD);
      Path words = Files.writeString(own.resolve("words"), "a passphrase\n");
      said =
          command(
              0,
              "backup",
              zip(own, "sealed"),
              "--data",
              kept.toString(),
              "--passphrase-file",
              words.toString());
      assertThat(said).doesNotContain("taken out").doesNotContain(WORD);
      gateway.kill();
    }
    for (String name : List.of("clear", "sealed")) {
      try (ZipFile zip = new ZipFile(zip(own, name))) {
        for (var entry : zip.stream().toList()) {
          byte[] content = zip.getInputStream(entry).readAllBytes();
          assertThat(new String(content, StandardCharsets.ISO_8859_1))
              .as(name + " " + entry.getName())
              .doesNotContain(WORD);
        }
      }
    }
    comesBack(own, text, line);
  }

  /** Whole with the passphrase; without it, with what is to be filled in. */
  private static void comesBack(Path own, String text, int line) throws IOException {
    Path open = own.resolve("open");
    String said =
        command(
            0,
            "restore",
            zip(own, "sealed"),
            "--data",
            open.toString(),
            "--passphrase-file",
            own.resolve("words").toString());
    assertThat(said).doesNotContain("lacks secrets");
    assertThat(open.resolve("site/site.yaml")).content().isEqualTo(text);
    Path clear = own.resolve("clear");
    Path beside = own.resolve("beside");
    said =
        command(
            0,
            "restore",
            zip(own, "clear"),
            "--data",
            clear.toString(),
            "--site",
            beside.toString());
    Matcher variable = Pattern.compile("set (SITE_\\w+) in its environment").matcher(said);
    assertThat(variable.find()).as(said).isTrue();
    assertThat(said).contains("at " + beside.resolve("site.yaml") + ":" + line + ": connections.");
    String back = Files.readString(beside.resolve("site.yaml"));
    assertThat(back)
        .isEqualTo(text.replace(SECRET, "password: \"${env:" + variable.group(1) + "}\""));
    assertThat(command(1, "check", beside.toString()))
        .contains("site.yaml:" + line)
        .contains("the variable " + variable.group(1) + " is not set");
    Files.writeString(
        beside.resolve("site.yaml"),
        back.replace("${env:" + variable.group(1) + "}", "${env:MQTT_PASSWORD}"));
    command(0, "check", beside.toString());
  }

  private static String zip(Path own, String name) {
    return own.resolve(name + ".zip").toString();
  }

  /** What a person sees of the pump. */
  private record Seen(JsonNode alarm, List<String> orders, Map<String, String> history) {
    static Seen by(Api gateway, String until) {
      JsonNode alarm = gateway.get("/alarms?state=all&equipment=pump-b1").items().getFirst();
      List<String> orders = ordersOf(gateway);
      Map<String, String> history = new TreeMap<>();
      JsonNode points = gateway.get("/equipment/pump-b1").body().path("points");
      points
          .fieldNames()
          .forEachRemaining(
              point ->
                  history.put(
                      point,
                      gateway
                          .get(
                              "/points/pump-b1/"
                                  + point
                                  + "/history?from=2026-01-01T00:00:00Z&to="
                                  + until)
                          .body()
                          .toString()));
      return new Seen(alarm, orders, history);
    }
  }

  private static List<String> ordersOf(Api gateway) {
    return gateway.get("/work-orders?status=all&equipment=pump-b1").items().stream()
        .map(order -> order.path("number").asText() + " " + order.path("alarm").asText())
        .sorted()
        .toList();
  }

  private Seen backedUp(Api simulators, Path site) throws IOException {
    try (ZhibanProcess first = run(site, data)) {
      Api gateway = Api.signedIn(first.awaitReady(COMMAND));
      Await.until("the pump is read", Duration.ofSeconds(30), () -> online(gateway));
      simulators.post("/faults", Map.of("equipment", "pump-b1", "fault", "dry_run"));
      // The schedule may have an order for it as well.
      Await.until(
          "an order of the alarm",
          COMMAND,
          () ->
              gateway.get("/alarms?equipment=pump-b1").items().stream()
                  .anyMatch(alarm -> alarm.path("work_order").isTextual()));
      JsonNode alarm = gateway.get("/alarms?state=all&equipment=pump-b1").items().getFirst();
      assertThat(
              gateway
                  .post(
                      "/alarms/" + alarm.path("id").asText() + "/acknowledge",
                      Map.of("comment", "何工去看"))
                  .status())
          .isEqualTo(200);
      Seen seen = Seen.by(gateway, alarm.path("raised_at").asText());
      assertThat(mode(data.resolve("zhiban.token"))).isEqualTo("rw-------");
      String said = command(0, "backup", file.toString(), "--data", data.toString());
      assertThat(said).contains("was written and proven, site huidu").contains("left out");
      assertThat(mode(file)).isEqualTo("rw-------");
      assertThat(command(3, "restore", file.toString(), "--data", data.toString(), "--replace"))
          .contains("is in use by process");
      assertThat(gateway.get("/audit?limit=200").items())
          .filteredOn(entry -> entry.path("action").asText().equals("backup"))
          .hasSize(1);
      first.kill();
      return seen;
    }
  }

  /** What is said when something is not as it should be; nothing is changed then. */
  private void refusals() throws IOException {
    String in = data.toString();
    assertThat(data.resolve("zhiban.token")).as("killed, so it is still there").exists();
    assertThat(command(1, "backup", file.toString(), "--data", in)).contains("is there already");
    String other = folder.resolve("other.zip").toString();
    Path site = folder.resolve("site");
    assertThat(command(1, "backup", other, "--data", site.toString()))
        .contains("There is no " + site.resolve("operations.db") + "; name the folder");
    assertThat(command(0, "backup", file.toString(), "--data", in, "--overwrite"))
        .contains("was written and proven");
    assertThat(data.resolve("zhiban.token")).doesNotExist();
    assertThat(command(1, "restore", file.toString(), "--data", in)).contains("is not empty");
    Path broken = folder.resolve("broken.zip");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 20] ^= 8;
    Files.write(broken, bytes);
    String nowhere = folder.resolve("nowhere").toString();
    assertThat(command(1, "restore", broken.toString(), "--data", nowhere))
        .contains("broken.zip is not restored: operations.db is damaged");
    assertThat(Path.of(nowhere)).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("site", "simulated", "data", "backup.zip", "broken.zip");
    }
  }

  private static void goesOn(Path site, Path data, Seen before) {
    try (ZhibanProcess second = run(site, data)) {
      Api gateway = Api.signedIn(second.awaitReady(COMMAND));
      Await.until("the pump is read", Duration.ofSeconds(30), () -> online(gateway));
      Await.never(
          "another order for the same fault",
          Duration.ofSeconds(4),
          () -> !ordersOf(gateway).equals(before.orders()));
      Seen after = Seen.by(gateway, before.alarm().path("raised_at").asText());
      for (String field :
          List.of("id", "state", "raised_at", "acked_at", "acked_by", "work_order")) {
        assertThat(after.alarm().path(field)).as(field).isEqualTo(before.alarm().path(field));
      }
      assertThat(gateway.get("/alarms?state=all&equipment=pump-b1").items()).hasSize(1);
      assertThat(after.history()).isEqualTo(before.history());
      second.terminate();
      assertThat(second.awaitEnd(Duration.ofSeconds(20))).isIn(0, 143);
      assertThat(data.resolve("zhiban.token")).as("gone at a clean stop").doesNotExist();
    }
  }

  /** Runs a command to its end; gives what it printed. */
  private static String command(int exitCode, String... arguments) {
    try (ZhibanProcess command = ZhibanProcess.start(arguments)) {
      assertThat(command.awaitEnd(COMMAND)).as(command.output()).isEqualTo(exitCode);
      return command.output();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static ZhibanProcess run(Path site, Path data) {
    return ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", data.toString());
  }

  private static boolean online(Api gateway) {
    return gateway.get("/equipment/pump-b1").body().path("status").asText().equals("online");
  }
}
