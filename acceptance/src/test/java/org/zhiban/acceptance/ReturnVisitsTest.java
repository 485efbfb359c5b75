package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A customer is asked after the repair [R19] by the service centre, and by lot once more [R20]:
 * never by whoever did the work, and a bad answer opens the order again.
 */
final class ReturnVisitsTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir Path folder;
  private String address = "";

  @Test
  void aCustomerIsAskedTwiceByOthersThanWhoeverDidTheWork() throws IOException {
    String order;
    JsonNode draws;
    try (ZhibanProcess running = run()) {
      address = running.awaitReady(LONG);
      order = reported();
      repaired(order);
      draws = whole("zhao", order).path("return_visits").path("draws");
      assertThat(draws.findValuesAsText("level")).containsExactly("desk", "quality", "head");
      assertThat(draws.findValuesAsText("drawn")).containsExactly("true", "true", "false");
      assertThat(draws.path(1).path("seed").asText()).hasSize(32);
      waits(order, "desk", "sun");
      assertThat(as("li").act(order, "visit", Map.of()).status()).as("his own work").isEqualTo(403);
      JsonNode bad = as("sun").step(order, "visit", Map.of("satisfaction", 1, "note", "drips"));
      assertThat(bad.path("status").asText()).isEqualTo("dispatched");
      assertThat(bad.path("history").findValuesAsText("action")).contains("visit", "reopen");
      repaired(order);
      assertThat(whole("zhao", order).path("return_visits").path("draws"))
          .as("drawn once")
          .isEqualTo(draws);
      assertThat(
              as("sun")
                  .step(order, "visit", Map.of("result", "not_reached"))
                  .path("status")
                  .asText())
          .isEqualTo("visit");
      assertThat(as("sun").step(order, "visit", Map.of("satisfaction", 5)).path("status").asText())
          .isEqualTo("closed");
      sampled(order);
    }
    try (ZhibanProcess again = run()) {
      address = again.awaitReady(LONG);
      JsonNode visits = whole("sun", order).path("return_visits");
      assertThat(visits.path("draws")).isEqualTo(draws);
      assertThat(visits.path("answers").findValuesAsText("result"))
          .containsExactly("unsatisfied", "not_reached", "satisfied", "satisfied");
      assertThat(visits.path("answers").findValuesAsText("by"))
          .containsExactly("sun", "sun", "sun", "fu");
      counted();
    }
  }

  /** Of the closed order the approver who is named for it asks, once, and can call. */
  private void sampled(String order) {
    waits(order, "quality", "fu");
    assertThat(allowed("wang", order)).as("not named").doesNotContain("visit");
    assertThat(allowed("fu", order)).contains("visit");
    assertThat(whole("fu", order).path("report").path("phone").asText()).isEqualTo("13900000000");
    assertThat(as("sun").act(order, "visit", Map.of()).status()).isEqualTo(403);
    assertThat(as("fu").act(order, "visit", Map.of("satisfaction", 9)).status()).isEqualTo(400);
    String path = "/work-orders/" + order + "/visit";
    Api fu = as("fu");
    Api.Reply asked = fu.postOnce(path, Map.of("satisfaction", 4), "asked-1");
    assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
    assertThat(fu.postOnce(path, Map.of("satisfaction", 4), "asked-1").body())
        .isEqualTo(asked.body());
    assertThat(asked.body().path("status").asText()).isEqualTo("closed");
    assertThat(as("fu").act(order, "visit", Map.of("satisfaction", 4)).status())
        .as("nothing is left to ask")
        .isEqualTo(409);
    assertThat(as("fu").get("/return-visits").body().path("items")).isEmpty();
    assertThat(whole("fu", order).path("report").path("phone").asText()).isEqualTo("***");
  }

  /** It is on the list of everybody, and said to be the visit of one. */
  private void waits(String order, String level, String visitor) {
    for (String user : List.of("li", "zhao", "sun", "fu")) {
      JsonNode items = as(user).get("/return-visits").body().path("items");
      assertThat(items.findValuesAsText("level")).containsExactly(level);
      JsonNode one = items.path(0);
      assertThat(one.path("order").path("id").asText()).isEqualTo(order);
      assertThat(one.path("due_at").asText()).isNotEmpty();
      assertThat(one.path("overdue").asBoolean()).isFalse();
      assertThat(one.path("yours").asBoolean()).as(user).isEqualTo(user.equals(visitor));
    }
  }

  private void counted() {
    JsonNode figures = as("wang").get("/kpi").body().path("work_orders");
    assertThat(figures.path("visit_rate_quality").path("value").asDouble()).isEqualTo(1);
    assertThat(figures.path("visit_rate_director").path("value").asDouble()).isEqualTo(0);
    assertThat(figures.path("visit_satisfied").path("numerator").asInt()).isEqualTo(2);
    assertThat(figures.path("visit_satisfied").path("denominator").asInt()).isEqualTo(3);
  }

  private String reported() {
    return as("sun")
        .post(
            "/work-orders",
            Map.of(
                "location",
                "Block A",
                "content",
                "tap drips",
                "reported_by",
                "Mr Wu",
                "phone",
                "13900000000"))
        .body()
        .path("id")
        .asText();
  }

  private void repaired(String order) {
    if (whole("zhao", order).path("status").asText().equals("reported")) {
      as("zhao").step(order, "dispatch", Map.of("assignee", "li"));
    }
    as("li").step(order, "accept", Map.of());
    as("li").step(order, "start", Map.of());
    as("li").step(order, "complete", Map.of("cause", "worn", "action_taken", "new seal"));
    assertThat(as("zhao").step(order, "verify", Map.of()).path("status").asText())
        .isEqualTo("visit");
  }

  private JsonNode whole(String user, String order) {
    return as(user).get("/work-orders/" + order).body();
  }

  private List<String> allowed(String user, String order) {
    return StreamSupport.stream(whole(user, order).path("allowed").spliterator(), false)
        .map(one -> one.path("action").asText())
        .toList();
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
          - { id: sun, name: Sun, role: desk }
          - { id: wang, name: Wang, role: manager }
          - { id: fu, name: Fu, role: approver, level: 1 }
        service:
          visit: 1wd
          visits: { quality: 100, head: 0, quality_by: [fu] }
        """);
    ZhibanProcess process =
        ZhibanProcess.start(
            "run", site.toString(), "--port", "0", "--data", folder.resolve("data").toString());
    Api.passwords(process.awaitReady(LONG), "li", "zhao", "sun", "wang", "fu");
    return process;
  }
}
