package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Orders whose time runs on, through the API and a process that is killed meanwhile ([R6] [R16]):
 * every step once.
 */
final class FollowUpTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  private String address = "";

  @Test
  void whatNobodyAcceptsIsChasedAndGivenOnAndSeenBeforeItIsLate() throws IOException {
    String order;
    try (ZhibanProcess killed = run()) {
      Api admin = Api.signedIn(address);
      order =
          admin
              .post(
                  "/work-orders",
                  Map.of("equipment", "riser", "content", "leaks", "trade", "plumbing"))
              .body()
              .path("id")
              .asText();
      admin.step(order, "dispatch", Map.of("assignee", "li"));
      Await.until("chased", LONG, () -> actions(admin, order).contains("chased"));
      killed.kill();
    }
    try (ZhibanProcess again = run()) {
      Api admin = Api.signedIn(address);
      Await.until("nobody left", LONG, () -> actions(admin, order).contains("passed_on"));
      JsonNode given = admin.get("/work-orders/" + order).body();
      assertThat(given.path("assignee").asText()).isEqualTo("chen");
      assertThat(given.path("status").asText()).isEqualTo("dispatched");
      Await.until("overrun", LONG, () -> actions(admin, order).contains("overrun"));
      assertThat(actions(admin, order))
          .as("two people chased twice, the promise's four steps, each once")
          .containsExactlyInAnyOrder(
              "chased",
              "chased_again",
              "dispatch",
              "chased",
              "chased_again",
              "passed_on",
              "reminded",
              "warned",
              "breached",
              "overrun");
      assertThat(late(admin, "now")).containsExactly(order);
      assertThat(late(admin, "soon")).as("is late already").isEmpty();

      admin.step(order, "accept", Map.of());
      admin.step(order, "start", Map.of());
      String until = Instant.now().plusSeconds(3).toString();
      JsonNode held =
          admin.step(
              order,
              "grant_hold",
              Map.of("waiting_for", "parts", "reason", "a seal", "until", until));
      assertThat(held.path("hold").path("kind").asText()).isEqualTo("parts");
      Await.until(
          "goes on by itself",
          LONG,
          () ->
              admin
                  .get("/work-orders/" + order)
                  .body()
                  .path("status")
                  .asText()
                  .equals("in_progress"));
      assertThat(actions(admin, order)).containsOnlyOnce("hold_over");
      again.terminate();
    }
  }

  /** What the machine did with the respond promise, and chases; others are of no matter here. */
  private static List<String> actions(Api admin, String order) {
    return StreamSupport.stream(
            admin.get("/work-orders/" + order).body().path("history").spliterator(), false)
        .filter(line -> line.path("actor").asText().equals("zhiban"))
        .map(line -> line.path("action").asText())
        .collect(Collectors.toList());
  }

  private static List<String> late(Api admin, String how) {
    return admin.get("/work-orders?overdue=" + how).items().stream()
        .map(one -> one.path("id").asText())
        .toList();
  }

  private ZhibanProcess run() throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: works, name: Works, timezone: Asia/Shanghai, language: en }
        equipment:
          - { id: riser, name: Riser, class: amenity }
        staff:
          - { id: li, name: Li, role: technician, trades: [plumbing], areas: [all] }
          - { id: chen, name: Chen, role: technician, trades: [plumbing], areas: [all] }
          - { id: zhao, name: Zhao, role: supervisor }
        service: { respond: 6s, chase: 2s }
        """);
    ZhibanProcess process =
        ZhibanProcess.start(
            "run", site.toString(), "--port", "0", "--data", folder.resolve("data").toString());
    address = process.awaitReady(LONG);
    return process;
  }
}
