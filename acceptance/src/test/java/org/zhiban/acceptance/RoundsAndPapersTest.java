package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that run out, and rounds that people walk. */
final class RoundsAndPapersTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @TempDir Path folder;

  /** [E24] Through a restart there is one order, and each step is on record once. */
  @Test
  void aCertificateThatIsAboutToExpireIsToldOfAndOrdersItsRenewalOnce() throws Exception {
    LocalDate end = LocalDate.now(ZONE).plusDays(20);
    Path site = QuickSite.in(folder);
    Path file = site.resolve("site.yaml");
    Files.writeString(
        file, Files.readString(file).replace("valid_until: 2027-06-30", "valid_until: " + end));
    String order = "";
    for (int start = 0; start < 2; start++) {
      try (ZhibanProcess running =
          ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
        Api admin = Api.signedIn(running.awaitReady(LONG));
        Await.until("its reminders", LONG, () -> paper(admin).path("reminders").size() == 2);
        JsonNode paper = paper(admin);
        assertThat(paper.path("days_left").asInt()).isBetween(19, 20);
        assertThat(paper.path("state").asText()).isEqualTo("urgent");
        assertThat(paper.path("reminders").findValuesAsText("step"))
            .containsExactly("days_30", "days_60");
        assertThat(paper.path("work_order").asText()).isNotEmpty();
        assertThat(start == 0 || paper.path("work_order").asText().equals(order)).isTrue();
        order = paper.path("work_order").asText();
        JsonNode renewal = admin.get("/work-orders/" + order).body();
        assertThat(renewal.path("title").path("zh").asText()).contains("续办证书", end.toString());
        assertThat(
                admin.get("/work-orders?equipment=lift-a1").items().stream()
                    .filter(it -> it.path("title").path("zh").asText().contains("续办证书")))
            .hasSize(1);
        running.terminate();
      }
    }
  }

  /** [E16] [E18] [E20] A person proves two checkpoints by their labels; one of them leaks. */
  @Test
  void aFindingOnAWalkIsOneOrderWithinTheCall() throws Exception {
    Path site = QuickSite.in(folder);
    Path file = site.resolve("site.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                "(?m)^( *- \\{ id: night-round,).*$",
                "$1 trade: security, at: [\"%s\"], tolerance: 11h, checkpoints: [pump-b1, lift-a1] }"
                    .formatted(LocalTime.now(ZONE).withNano(0).withSecond(0))));
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      admin.put("/users/li-wei/password", Map.of("password", "password-of-li"));
      Api guard = Api.signedIn(address, "li-wei", "password-of-li");
      Await.until("today's walk", LONG, () -> !open(guard).isEmpty());
      String walk =
          "/patrols/walks/" + open(guard).getFirst().path("id").asText() + "/checkpoints/";

      assertThat(guard.post(walk + "fire-1", Map.of("result", "ok")).status()).isEqualTo(409);
      assertThat(guard.post(walk + "pump-b1", Map.of("result", "finding")).status())
          .as("it does not say what")
          .isEqualTo(409);
      Map<String, String> leak = Map.of("result", "finding", "note", "机械密封渗漏");
      Api.Reply found = guard.postOnce(walk + "pump-b1", leak, "one-key");
      assertThat(guard.postOnce(walk + "pump-b1", leak, "one-key").body()).isEqualTo(found.body());
      JsonNode proof = found.body().path("checkpoints").path(0).path("proof");
      assertThat(proof.path("by").asText()).isEqualTo("li-wei");
      JsonNode order = admin.get("/work-orders/" + proof.path("work_order").asText()).body();
      assertThat(order.path("source").asText()).isEqualTo("patrol");
      assertThat(order.path("title").path("zh").asText()).endsWith("机械密封渗漏");
      assertThat(order.path("clocks").findValuesAsText("name")).contains("forward", "arrive");
      assertThat(
              admin.get("/work-orders?equipment=pump-b1").items().stream()
                  .filter(it -> it.path("source").asText().equals("patrol")))
          .hasSize(1);
      JsonNode done = guard.post(walk + "lift-a1", Map.of("result", "ok")).body();
      assertThat(done.path("state").asText()).isEqualTo("done");
      assertThat(admin.get("/audit?limit=1").items().getFirst().path("action").asText())
          .isEqualTo("patrol_proof");
      running.terminate();
    }
  }

  private static List<JsonNode> open(Api api) {
    return api.get("/patrols/walks?to=" + Instant.now().plus(Duration.ofHours(12))).items().stream()
        .filter(walk -> walk.path("state").asText().equals("open"))
        .toList();
  }

  private static JsonNode paper(Api api) {
    return api.get("/maintenance/certificates?equipment=lift-a1").items().getFirst();
  }
}
