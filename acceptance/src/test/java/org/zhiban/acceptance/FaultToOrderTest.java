package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A fault in a device becomes one alarm of the rule that is meant for it, and one order where that
 * rule orders one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FaultToOrderTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private ZhibanProcess zhiban;
  private Api gateway;
  private Api simulators;

  @BeforeAll
  void start() {
    zhiban = ZhibanProcess.simulated(QuickSite.in(folder), folder.resolve("data"));
    String address = zhiban.awaitReady(Duration.ofMinutes(1));
    gateway = Api.signedIn(address);
    simulators = Api.of(zhiban.controlAddress());
    Await.until(
        "every measured equipment is online",
        LONG,
        () ->
            equipment().stream()
                .allMatch(
                    e -> List.of("online", "unmonitored").contains(e.path("status").asText())));
  }

  @AfterAll
  void stop() {
    zhiban.close();
  }

  private List<JsonNode> equipment() {
    return gateway.get("/equipment").items();
  }

  private List<JsonNode> alarmsOf(String equipment) {
    return gateway.get("/alarms?equipment=" + equipment).items();
  }

  private List<JsonNode> openOrdersOf(String equipment) {
    return gateway.get("/work-orders?status=open&equipment=" + equipment).items().stream()
        .filter(order -> order.path("source").asText().equals("alarm"))
        .toList();
  }

  @ParameterizedTest(name = "{1} at {0}: alarm {2}, order {3}, latched {4}, each for itself {5}")
  @CsvSource({
    "lift-a1,   entrapment,  entrapment, true,  true, true",
    "pump-b1,   dry_run,     dry_run,    true,  false, false",
    "fire-1,    smoke_alarm, fire_alarm, true,  true, false",
    "door-b2-e, held_open,   held,       false, false, false",
    "gate-n,    offline,     offline,    true,  false, false",
    "feeder-1,  phase_loss,  voltage,    true,  false, false",
  })
  void aFaultIsOneAlarmAndOneOrder(
      String equipment,
      String fault,
      String rule,
      boolean orders,
      boolean latches,
      boolean eachForItself) {
    assertThat(alarmsOf(equipment)).as("nothing stands before").isEmpty();

    String id = begin(equipment, fault);
    Await.until(
        rule + " is in alarm",
        LONG,
        () ->
            alarmsOf(equipment).stream()
                .anyMatch(a -> a.path("axes").path("condition").asBoolean()));
    if (orders) {
      Await.until("an order is open", LONG, () -> !openOrdersOf(equipment).isEmpty());
    }
    assertThat(alarmsOf(equipment)).as("one alarm").hasSize(1);
    JsonNode alarm = alarmsOf(equipment).getFirst();
    assertThat(alarm.path("rule").asText()).isEqualTo(rule);
    assertThat(alarm.path("state").asText()).isEqualTo("unacked");
    assertThat(openOrdersOf(equipment)).as("orders").hasSize(orders ? 1 : 0);
    if (orders) {
      evidenceHolds(openOrdersOf(equipment).getFirst().path("id").asText(), alarm);
    }
    Api.Reply acknowledged =
        gateway.post(
            "/alarms/" + alarm.path("id").asText() + "/acknowledge", Map.of("comment", "seen"));
    assertThat(acknowledged.status()).as(acknowledged.toString()).isEqualTo(200);
    assertThat(acknowledged.body().path("state").asText()).isEqualTo("acked");

    end(id);
    goneOrLatched(equipment, alarm.path("id").asText(), latches);

    String again = begin(equipment, fault);
    Await.until(
        "it is in alarm again",
        LONG,
        () ->
            alarmsOf(equipment).stream()
                .anyMatch(a -> a.path("axes").path("condition").asBoolean()));
    if (orders) {
      Await.until("the repeat is on record", LONG, () -> occurrences(equipment) >= 2);
    }
    int wanted = eachForItself ? 2 : orders ? 1 : 0;
    Await.never(
        "one order more", Duration.ofSeconds(3), () -> openOrdersOf(equipment).size() > wanted);
    assertThat(openOrdersOf(equipment)).as("orders").hasSize(wanted);
    if (eachForItself) {
      assertThat(alarmsOf(equipment)).as("alarms").hasSize(2);
    }
    end(again);
    Await.until(
        "the condition is gone",
        LONG,
        () ->
            alarmsOf(equipment).stream()
                .noneMatch(a -> a.path("axes").path("condition").asBoolean()));
    settle(equipment);
  }

  private int occurrences(String equipment) {
    return openOrdersOf(equipment).stream()
        .mapToInt(order -> order.path("occurrences").asInt())
        .sum();
  }

  private void evidenceHolds(String order, JsonNode alarm) {
    JsonNode whole = gateway.get("/work-orders/" + order).body();
    JsonNode evidence = whole.path("evidence");
    assertThat(whole.path("alarm").asText()).isEqualTo(alarm.path("id").asText());
    assertThat(evidence.path("rule").asText()).as("the rule as it stood").isNotBlank();
    assertThat(evidence.path("points")).as("the points of the rule").isNotEmpty();
    assertThat(evidence.path("points").iterator().next().path("samples"))
        .as("their samples")
        .isNotEmpty();
    assertThat(whole.path("clocks")).isNotEmpty();
    assertThat(whole.path("number").asText()).matches("WX-\\d{8}-\\d{3,}");
  }

  private void goneOrLatched(String equipment, String alarm, boolean latches) {
    if (!latches) {
      Await.until("the alarm is gone", LONG, () -> alarmsOf(equipment).isEmpty());
      return;
    }
    Await.until("the alarm waits for its reset", LONG, () -> state(alarm).equals("latched"));
  }

  private String state(String alarm) {
    return gateway.get("/alarms/" + alarm).body().path("state").asText();
  }

  /**
   * Resets and acknowledges what is left, so that the next fault of this equipment finds nothing.
   */
  private void settle(String equipment) {
    for (JsonNode alarm : alarmsOf(equipment)) {
      String id = alarm.path("id").asText();
      if (alarm.path("axes").path("latched").asBoolean()) {
        Api.Reply reset =
            gateway.post("/alarms/" + id + "/reset", Map.of("comment", "checked on the spot"));
        assertThat(reset.status()).as(reset.toString()).isEqualTo(200);
      }
      if (!alarm.path("axes").path("acknowledged").asBoolean()) {
        gateway.post("/alarms/" + id + "/acknowledge", Map.of());
      }
    }
    Await.until("nothing stands any more", LONG, () -> alarmsOf(equipment).isEmpty());
  }

  private String begin(String equipment, String fault) {
    Api.Reply reply = simulators.post("/faults", Map.of("equipment", equipment, "fault", fault));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    return reply.body().path("id").asText();
  }

  private void end(String id) {
    Api.Reply reply = simulators.delete("/faults/" + id);
    assertThat(reply.status()).as(reply.toString()).isBetween(200, 204);
  }
}
