package org.zhiban.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A complaint is taken, answered, found in its list, and let overrun ([R11] [R21] [R25]). */
@ResourceLock(Resources.LOCALE)
final class ComplaintsHttpTest {
  @TempDir Path folder;

  private static JsonObject said(String concern) {
    return new JsonObject()
        .put("content", "夜里太吵")
        .put("location", "3-1201")
        .put("concern", concern)
        .put("severity", "minor");
  }

  private static JsonObject without(JsonObject report) {
    report.remove("concern");
    return report;
  }

  private static JsonObject taken(ServedSite site, String token, JsonObject report) {
    ServedSite.Reply reply = site.send(token, "POST", "/api/v1/work-orders", Optional.of(report));
    assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    return reply.json();
  }

  private static List<String> listed(ServedSite site, String token, String query) {
    ServedSite.Reply reply =
        site.send(token, "GET", "/api/v1/work-orders" + query, Optional.empty());
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    return reply.json().getJsonArray("items").stream()
        .map(item -> ((JsonObject) item).getString("id"))
        .toList();
  }

  private static Duration target(JsonObject order, String clock) {
    return order.getJsonArray("clocks").stream()
        .map(JsonObject.class::cast)
        .filter(it -> it.getString("name").equals(clock))
        .map(
            it ->
                Duration.between(
                    Instant.parse(it.getString("started_at")),
                    Instant.parse(it.getString("due_at"))))
        .findFirst()
        .orElseThrow();
  }

  private static ServedSite.Reply act(
      ServedSite site, String token, JsonObject order, String action, JsonObject fields) {
    return site.send(
        token,
        "POST",
        "/api/v1/work-orders/" + order.getString("id") + "/" + action,
        Optional.of(fields));
  }

  @Test
  void itIsTakenAnsweredFoundAndLetOverrunByAManager() {
    try (ServedSite site = ServedSite.in(folder)) {
      String admin = site.token("admin");
      site.enrol(admin, "desk");
      site.enrol(admin, "manager");
      String desk = site.token("desk");
      JsonObject fault = taken(site, desk, without(said("complaint")));
      JsonObject complaint = taken(site, desk, said("complaint"));
      JsonObject demand = taken(site, desk, said("demand"));

      assertThat(complaint.getString("concern")).isEqualTo("complaint");
      assertThat(target(complaint, "answer")).isEqualTo(Duration.ofHours(12));
      assertThat(target(complaint, "settle")).isEqualTo(Duration.ofDays(15));
      assertThat(target(demand, "answer")).isEqualTo(Duration.ofDays(1));
      assertThat(fault.getValue("concern")).isNull();
      assertThat(listed(site, desk, "?concern=complaint&status=open"))
          .containsExactly(complaint.getString("id"));
      assertThat(listed(site, desk, "?concern=demand")).containsExactly(demand.getString("id"));
      assertThat(listed(site, desk, "?status=open")).hasSize(3);
      assertThat(
              site.send(desk, "GET", "/api/v1/work-orders?concern=fault", Optional.empty())
                  .status())
          .isEqualTo(400);

      JsonObject said = new JsonObject().put("answer", "周五加装隔音");
      assertThat(act(site, desk, fault, "answered", said).status()).isEqualTo(409);
      JsonObject answered = act(site, desk, complaint, "answered", said).json();
      assertThat(answered.getJsonArray("history").encode()).contains("周五加装隔音");

      JsonObject leave = new JsonObject().put("until", "2026-12-24T00:00:00Z").put("reason", "配件");
      assertThat(act(site, desk, complaint, "allow_overrun", leave).status()).isEqualTo(403);
      ServedSite.Reply allowed =
          act(site, site.token("manager"), complaint, "allow_overrun", leave);
      assertThat(allowed.status()).as(allowed.body()).isEqualTo(200);
      JsonObject overrun = allowed.json().getJsonObject("overrun");
      assertThat(overrun.getString("by")).isEqualTo("manager");
      assertThat(overrun.getString("reason")).isEqualTo("配件");
      assertThat(allowed.json().getJsonArray("history").encode()).contains("allow_overrun");
    }
  }

  @Test
  void whatWasTakenDownAsTheWrongThingIsPutRightInTriage() {
    try (ServedSite site = ServedSite.in(folder)) {
      String admin = site.token("admin");
      site.enrol(admin, "desk");
      String desk = site.token("desk");
      JsonObject fault = taken(site, desk, without(said("complaint")));
      assertThat(fault.getJsonArray("allowed").encode())
          .contains("\"choices\":[\"fault\",\"complaint\",\"demand\"]");

      JsonObject word = new JsonObject().put("concern", "complaint");
      ServedSite.Reply reply = act(site, desk, fault, "triage", word);

      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(reply.json().getString("concern")).isEqualTo("complaint");
      assertThat(target(reply.json(), "answer")).isEqualTo(Duration.ofHours(12));
      assertThat(listed(site, desk, "?concern=complaint&status=open"))
          .containsExactly(fault.getString("id"));

      JsonObject complaint = taken(site, desk, said("complaint"));
      JsonObject back = new JsonObject().put("concern", "fault");
      assertThat(act(site, desk, complaint, "triage", back).json().getValue("concern")).isNull();
      assertThat(listed(site, desk, "?concern=complaint")).containsExactly(fault.getString("id"));
      JsonObject other = taken(site, desk, said("demand"));
      ServedSite.Reply refused =
          act(site, desk, other, "triage", new JsonObject().put("concern", "praise"));
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.body()).contains("concern");
      assertThat(listed(site, desk, "?concern=demand")).containsExactly(other.getString("id"));
    }
  }

  @Test
  void peopleInALiftAreNoComplaint() {
    try (ServedSite site = ServedSite.in(folder)) {
      ServedSite.Reply reply =
          site.send(
              site.token("admin"),
              "POST",
              "/api/v1/work-orders",
              Optional.of(said("complaint").put("trapped", true)));
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("concern");
    }
  }
}
