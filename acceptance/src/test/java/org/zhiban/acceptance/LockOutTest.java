package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An order in progress keeps the rules quiet that a person locked out under it, and those alone:
 * through a SIGKILL, never life safety, and when it is over what still holds is announced and
 * becomes one order.
 */
final class LockOutTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir static Path folder;

  @Test
  void whatIsLockedOutIsJudgedOnAndComesBackOnce() {
    Path simulated = folder.resolve("simulated");
    Path data = folder.resolve("data");
    try (SimulatedDevices devices = SimulatedDevices.of(QuickSite.in(folder), simulated)) {
      Api simulators = devices.control();
      String order;
      try (ZhibanProcess first = run(simulated, data)) {
        Api gateway = Api.signedIn(first.awaitReady(LONG));
        Await.until("the pump is read", LONG, () -> status(gateway, "pump-b1").equals("online"));
        order = inProgress(gateway, "pump-b1");
        nothingHappensByAnOrderAlone(gateway, order);
        lockOut(gateway, order);
        begin(simulators, "pump-b1", "dry_run");
        Await.until(
            "it is judged on", LONG, () -> states(gateway).equals(List.of("out_of_service")));
        first.kill();
      }
      try (ZhibanProcess second = run(simulated, data)) {
        Api gateway = Api.signedIn(second.awaitReady(LONG));
        stillQuiet(gateway, order);
        nobodyCommandsIt(gateway, order);
        lifeSafetySounds(gateway, simulators);
        renewed(gateway, order);
        backByItself(gateway, order);
      }
    }
  }

  private static void nothingHappensByAnOrderAlone(Api gateway, String order) {
    assertThat(status(gateway, "pump-b1")).isEqualTo("online");
    JsonNode whole = gateway.get("/work-orders/" + order).body();
    assertThat(whole.path("lockout").isNull()).isTrue();
    JsonNode offered =
        stream(whole.path("allowed")).stream()
            .filter(action -> action.path("action").asText().equals("lock_out"))
            .findFirst()
            .orElseThrow();
    assertThat(stream(offered.path("fields").path(0).path("choices")))
        .anySatisfy(
            choice -> {
              assertThat(choice.path("id").asText()).isEqualTo("pump-b1/dry_run");
              assertThat(choice.path("name").path("zh").asText()).isEqualTo("1#生活水泵 无水空转");
            });
  }

  private static void lockOut(Api gateway, String order) {
    Api.Reply quiet =
        gateway.post(
            "/work-orders/" + order + "/lock_out",
            Map.of("rules", List.of("dry_run"), "for", "1h", "reason", "suction valve closed"));
    assertThat(quiet.status()).as(quiet.toString()).isEqualTo(200);
    assertThat(quiet.body().path("lockout").path("by").asText()).isEqualTo("admin");
    assertThat(
            quiet.body().path("lockout").path("titles").path("pump-b1/dry_run").path("zh").asText())
        .isEqualTo("无水空转");
    assertThat(status(gateway, "pump-b1")).isEqualTo("out_of_service");
  }

  /** Nobody starts a machine that somebody works on, nor stops it from afar. */
  private static void nobodyCommandsIt(Api gateway, String order) {
    for (boolean value : List.of(true, false)) {
      Api.Reply refused =
          gateway.post("/points/pump-b1/start/command", Map.of("value", value, "reason", "a try"));
      assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
      assertThat(refused.body().path("outcome").asText()).isEqualTo("at_work");
      assertThat(refused.body().path("work_order").asText()).isEqualTo(order);
      assertThat(refused.body().path("by").asText()).isEqualTo("admin");
      assertThat(refused.body().path("until").asText())
          .isEqualTo(
              gateway.get("/work-orders/" + order).body().path("lockout").path("until").asText());
      assertThat(refused.body().path("detail").asText()).contains(order, "停用");
    }
    assertThat(gateway.get("/audit").items())
        .filteredOn(entry -> entry.path("action").asText().equals("command_at_work"))
        .hasSize(2);
  }

  private static void stillQuiet(Api gateway, String order) {
    assertThat(states(gateway)).containsExactly("out_of_service");
    JsonNode axes = gateway.get("/alarms?equipment=pump-b1").items().getFirst().path("axes");
    assertThat(axes.path("suppressed_by").asText()).isEqualTo(order);
    assertThat(axes.path("suppressed_until").asText())
        .isEqualTo(
            gateway.get("/work-orders/" + order).body().path("lockout").path("until").asText());
    assertThat(status(gateway, "pump-b1")).isEqualTo("out_of_service");
    assertThat(gateway.get("/equipment/pump-b1").body().path("lockout").path("order").asText())
        .isEqualTo(order);
    Await.never("an order", Duration.ofSeconds(4), () -> !ordersOfAlarms(gateway).isEmpty());
  }

  private static void lifeSafetySounds(Api gateway, Api simulators) {
    Await.until("the lift is read", LONG, () -> status(gateway, "lift-a1").equals("online"));
    String order = inProgress(gateway, "lift-a1");
    Api.Reply refused =
        gateway.post(
            "/work-orders/" + order + "/lock_out",
            Map.of("rules", List.of("mains_lost", "entrapment"), "reason", "ropes"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("detail").asText()).contains("lift-a1/entrapment");
    Api.Reply quiet =
        gateway.post(
            "/work-orders/" + order + "/lock_out",
            Map.of("rules", List.of("mains_lost"), "reason", "ropes"));
    assertThat(quiet.status()).as(quiet.toString()).isEqualTo(200);
    begin(simulators, "lift-a1", "mains_lost");
    begin(simulators, "lift-a1", "entrapment");
    Await.until(
        "people are trapped and it sounds",
        LONG,
        () -> state(gateway, "lift-a1", "entrapment").equals("unacked"));
    Await.until(
        "the mains' alarm is quiet",
        LONG,
        () -> state(gateway, "lift-a1", "mains_lost").equals("out_of_service"));
  }

  private static void renewed(Api gateway, String order) {
    Api.Reply soon = gateway.post("/work-orders/" + order + "/renew_lock_out", Map.of("for", "3s"));
    assertThat(soon.status()).as(soon.toString()).isEqualTo(200);
  }

  private static void backByItself(Api gateway, String order) {
    Await.until("it is announced", LONG, () -> states(gateway).equals(List.of("unacked")));
    Await.until("an order is made", LONG, () -> !ordersOfAlarms(gateway).isEmpty());
    Await.never("another", Duration.ofSeconds(4), () -> ordersOfAlarms(gateway).size() > 1);
    Await.until(
        "the order's history says so",
        LONG,
        () ->
            stream(gateway.get("/work-orders/" + order).body().path("history")).stream()
                .anyMatch(line -> line.path("action").asText().equals("lock_out_over")));
    assertThat(gateway.get("/work-orders/" + order).body().path("lockout").isNull()).isTrue();
    assertThat(status(gateway, "pump-b1")).isEqualTo("online");
  }

  private static ZhibanProcess run(Path site, Path data) {
    return ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", data.toString());
  }

  private static String inProgress(Api gateway, String equipment) {
    Api.Reply report =
        gateway.post("/work-orders", Map.of("equipment", equipment, "content", "to be repaired"));
    assertThat(report.status()).as(report.toString()).isEqualTo(201);
    String order = report.body().path("id").asText();
    step(gateway, order, "dispatch", Map.of("assignee", "li-wei"));
    step(gateway, order, "accept", Map.of());
    step(gateway, order, "start", Map.of());
    return order;
  }

  private static void step(Api gateway, String order, String action, Map<String, ?> fields) {
    Api.Reply reply = gateway.post("/work-orders/" + order + "/" + action, fields);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
  }

  private static void begin(Api simulators, String equipment, String fault) {
    Api.Reply reply = simulators.post("/faults", Map.of("equipment", equipment, "fault", fault));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
  }

  private static String status(Api gateway, String equipment) {
    return gateway.get("/equipment/" + equipment).body().path("status").asText();
  }

  private static List<String> states(Api gateway) {
    return gateway.get("/alarms?equipment=pump-b1").items().stream()
        .map(alarm -> alarm.path("state").asText())
        .toList();
  }

  private static String state(Api gateway, String equipment, String rule) {
    return gateway.get("/alarms?equipment=" + equipment).items().stream()
        .filter(alarm -> alarm.path("rule").asText().equals(rule))
        .map(alarm -> alarm.path("state").asText())
        .findFirst()
        .orElse("");
  }

  private static List<JsonNode> ordersOfAlarms(Api gateway) {
    return gateway.get("/work-orders?status=all&equipment=pump-b1").items().stream()
        .filter(order -> order.path("source").asText().equals("alarm"))
        .toList();
  }

  private static List<JsonNode> stream(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false).toList();
  }
}
