package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three callers about one fault are one order with three callers ([R1] [R3] [R23], Dedup). */
final class ReportTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void callersAboutOneFaultJoinItsOrder() {
    Path site = QuickSite.in(folder);
    try (ZhibanProcess running =
        ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", folder + "/data")) {
      String address = running.awaitReady(LONG);
      Api admin = Api.signedIn(address);
      Api desk = as(admin, address, "sun-jia");
      Api technician = as(admin, address, "chen-tao");

      assertThat(text(admin.get("/site").body().path("urgent_triggers"), "zh"))
          .containsExactly("爆管", "电器冒烟", "突然停水停电", "客户特别要求");
      String call = Instant.now().minusSeconds(600).toString();
      Api.Reply first = desk.post("/work-orders", call("王女士", "漏水", Map.of("reported_at", call)));
      assertThat(first.status()).as(first.toString()).isEqualTo(201);
      String order = first.body().path("id").asText();
      assertThat(first.body().path("report").path("taken_by").asText()).isEqualTo("sun-jia");
      JsonNode forward = clock(first.body(), "forward");
      assertThat(forward.path("started_at").asText()).startsWith(call.substring(0, 19));

      Map<String, Object> again = call("李先生", "水很大", Map.of("trigger", "爆管"));
      Api.Reply second = desk.postOnce("/work-orders", again, "one-call");
      assertThat(second.status()).as(second.toString()).isEqualTo(200);
      assertThat(second.body().path("joined").asBoolean()).isTrue();
      assertThat(second.body().path("id").asText()).isEqualTo(order);
      assertThat(second.body().path("occurrences").asInt()).isEqualTo(2);
      assertThat(second.body().path("urgency").asText()).isEqualTo("urgent");
      assertThat(clock(second.body(), "forward").path("started_at"))
          .isEqualTo(forward.path("started_at"));
      assertThat(
              desk.postOnce("/work-orders", again, "one-call").body().path("occurrences").asInt())
          .as("a repeat of the same call")
          .isEqualTo(2);
      assertThat(text(desk.get("/work-orders/" + order).body().path("reports"), "reported_by"))
          .containsExactly("王女士", "李先生");
      JsonNode covered = technician.get("/work-orders/" + order).body();
      assertThat(text(covered.path("reports"), "phone")).containsExactly("***", "***");
      assertThat(covered.path("report").path("reported_by").asText()).isEqualTo("***");

      assertThat(desk.post("/work-orders", call("赵", "另一处", Map.of("separate", true))).status())
          .isEqualTo(201);
      for (int trapped = 0; trapped < 2; trapped++) {
        Api.Reply rescue =
            desk.post(
                "/work-orders",
                Map.of("equipment", "lift-a1", "content", "有人困在电梯里", "trapped", true));
        assertThat(rescue.status()).as(rescue.toString()).isEqualTo(201);
        assertThat(rescue.body().path("priority").asText()).isEqualTo("P1");
      }
      refusals(desk);
      slip(admin);
      running.terminate();
    }
  }

  /** A repair of this morning, entered from its paper slip: every time is the true one [R12]. */
  private static void slip(Api admin) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String order =
        admin
            .post(
                "/work-orders",
                call("孙", "阀漏", Map.of("separate", true, "reported_at", ago(now, 180))))
            .body()
            .path("id")
            .asText();
    admin.step(order, "dispatch", Map.of("assignee", "chen-tao", "at", ago(now, 175)));
    admin.step(order, "accept", Map.of("at", ago(now, 170)));
    admin.step(order, "start", Map.of("at", ago(now, 160)));
    JsonNode done =
        admin.step(
            order,
            "complete",
            Map.of("cause", "worn", "action_taken", "new seal", "at", ago(now, 60)));
    assertThat(text(done.path("history"), "time").stream().map(Instant::parse))
        .containsSubsequence(
            Stream.of(180, 175, 170, 160, 60).map(min -> Instant.parse(ago(now, min))).toList());
    assertThat(done.path("history"))
        .allSatisfy(line -> assertThat(line.path("entered_at").asText()).isNotEmpty());
    for (String promise : List.of("forward", "respond", "resolve")) {
      assertThat(clock(done, promise).path("state").asText()).as(promise).isEqualTo("met");
    }
  }

  private static String ago(Instant now, int minutes) {
    return now.minus(Duration.ofMinutes(minutes)).toString();
  }

  private static void refusals(Api desk) {
    for (Map<String, Object> wrong :
        List.of(
            call("钱", "x", Map.of("reported_at", "2020-01-01T00:00:00Z")),
            call("钱", "x", Map.of("trigger", "不急")),
            call("", "x", Map.of("channel", "phone")),
            call("钱", "x", Map.of("join", "WX-1")))) {
      assertThat(desk.post("/work-orders", wrong).status()).as(wrong.toString()).isEqualTo(400);
    }
  }

  private static Map<String, Object> call(String who, String what, Map<String, Object> more) {
    Map<String, Object> call = new HashMap<>();
    call.put("equipment", "pump-b1");
    call.put("trade", "plumbing");
    call.put("content", what);
    call.put("reported_by", who);
    call.put("phone", "13800000000");
    call.putAll(more);
    return call;
  }

  private static Api as(Api admin, String address, String user) {
    String password = "password-of-" + user;
    assertThat(admin.put("/users/" + user + "/password", Map.of("password", password)).status())
        .isLessThan(300);
    return Api.signedIn(address, user, password);
  }

  private static JsonNode clock(JsonNode order, String name) {
    return StreamSupport.stream(order.path("clocks").spliterator(), false)
        .filter(clock -> clock.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> text(JsonNode items, String field) {
    return StreamSupport.stream(items.spliterator(), false)
        .map(item -> item.path(field).asText())
        .toList();
  }
}
