package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an order costs [R2]: asked for, approved by different persons in order [R27], written down
 * once, consented to, and all of it there after a restart.
 */
final class CostsTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir Path folder;
  private String address = "";

  @Test
  void aCostIsApprovedByDifferentPersonsBeforeTheWorkAndConsentedToBeforeItsEnd()
      throws IOException {
    String order;
    try (ZhibanProcess running = run()) {
      address = running.awaitReady(LONG);
      order =
          as("sun")
              .post("/work-orders", Map.of("location", "Block A", "content", "tap drips"))
              .body()
              .path("id")
              .asText();
      approved(order);
      worked(order);
    }
    try (ZhibanProcess again = run()) {
      address = again.awaitReady(LONG);
      JsonNode whole = as("wang").get("/work-orders/" + order).body();
      assertThat(whole.path("status").asText()).isEqualTo("verify");
      assertThat(whole.path("totals").path("customer").path("spent").asText()).isEqualTo("24.7");
      assertThat(whole.path("approval").path("steps").findValuesAsText("by"))
          .containsExactly("zhao", "wang", "fu");
      assertThat(whole.path("history").findValuesAsText("action"))
          .contains("add_cost", "request_approval", "approve", "add_part", "consent");
    }
  }

  private void approved(String order) {
    as("ma").step(order, "add_cost", Map.of("kind", "quote", "amount", 1800.5));
    Api.Reply early = as("zhao").act(order, "dispatch", Map.of("assignee", "li"));
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.body().path("detail").asText()).contains("1800.50 CNY", "supervisor");
    as("ma").step(order, "request_approval", Map.of("reason", "new riser"));
    assertThat(as("ma").act(order, "approve", Map.of()).status())
        .as("his own request")
        .isEqualTo(403);
    assertThat(as("wang").act(order, "approve", Map.of()).status())
        .as("not his turn")
        .isEqualTo(403);
    assertThat(as("zhao").step(order, "approve", Map.of()).path("status").asText())
        .isEqualTo("wait_approval");
    as("wang").step(order, "approve", Map.of());
    JsonNode approved = as("fu").step(order, "approve", Map.of("note", "go on"));
    assertThat(approved.path("status").asText()).isEqualTo("triaged");
    assertThat(approved.path("approval").path("next").isNull()).isTrue();
  }

  private void worked(String order) {
    as("zhao").step(order, "dispatch", Map.of("assignee", "li"));
    as("li").step(order, "accept", Map.of());
    as("li").step(order, "start", Map.of());
    Map<String, ?> part =
        Map.of("part", "seal", "quantity", 2, "unit_price", 12.35, "paid", "customer");
    String path = "/work-orders/" + order + "/add_part";
    Api li = as("li");
    Api.Reply first = li.postOnce(path, part, "part-1");
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(li.postOnce(path, part, "part-1").body()).isEqualTo(first.body());
    assertThat(first.body().path("parts")).hasSize(1);
    assertThat(first.body().path("parts").path(0).path("amount").asText()).isEqualTo("24.7");
    Map<String, String> report = Map.of("cause", "worn", "action_taken", "new seal");
    Api.Reply refused = as("li").act(order, "complete", report);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("detail").asText()).contains("24.70 CNY", "consent");
    as("li").step(order, "consent", Map.of("who", "Mr Wu", "how", "signature"));
    as("li").step(order, "complete", report);
  }

  private Api as(String user) {
    return Api.as(address, user);
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
          - { id: zhao, name: Zhao, role: supervisor }
          - { id: ma, name: Ma, role: supervisor }
          - { id: sun, name: Sun, role: desk }
          - { id: wang, name: Wang, role: manager }
          - { id: fu, name: Fu, role: approver, level: 1 }
        service:
          approvals:
            - { up_to: 200, chain: [] }
            - { up_to: 2000, chain: [supervisor, manager, approver-1] }
        """);
    ZhibanProcess process =
        ZhibanProcess.start(
            "run", site.toString(), "--port", "0", "--data", folder.resolve("data").toString());
    Api.passwords(process.awaitReady(LONG), "li", "zhao", "ma", "sun", "wang", "fu");
    return process;
  }
}
