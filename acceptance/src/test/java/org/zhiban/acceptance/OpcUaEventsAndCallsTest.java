package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alarm of an OPC UA server up to the alarm list, and a call of its method as a command. */
final class OpcUaEventsAndCallsTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  @TempDir Path folder;

  /** The example site, whose lifts also tell their failures and can be called to a floor. */
  private Path site() throws IOException {
    Path site = QuickSite.in(folder);
    Path template = site.resolve("templates/elevator.yaml");
    Files.writeString(
        template,
        Files.readString(template)
            .replace(
                "\npoints:\n",
                """

                points:
                  call: { name: { zh: 召唤, en: Call }, kind: analog, command: true, range: [1, 30], opc_ua: { object: "${node}", method: "${node}.Call", arguments: ["{value}", 2] } }
                  failure: { name: { zh: 故障事件, en: Failure }, kind: event, opc_ua: { event: AlarmConditionType, source_name: "${node}", min_severity: 300 } }
                """)
            .replace(
                "\nrules:\n",
                """

                rules:
                  failed: { count: { event: 'failure.active && failure.severity >= 500', times: 1, within: 1m }, priority: P2 }
                """));
    return site;
  }

  @Test
  void anAlarmOfAServerIsAnEventAndAnAlarmAndItsMethodACommand() throws IOException {
    try (ZhibanProcess zhiban = ZhibanProcess.simulated(site(), folder.resolve("data"))) {
      Api gateway = Api.signedIn(zhiban.awaitReady(Duration.ofMinutes(1)));
      Await.until("events", LONG, () -> !events(gateway).isEmpty());
      JsonNode event = events(gateway).getFirst();
      assertThat(event.path("point").asText()).isEqualTo("failure");
      assertThat(event.path("fields").path("source_name").asText()).isEqualTo("ns=2;s=A1");
      assertThat(event.path("fields").path("severity").asInt()).isEqualTo(500);
      Await.until(
          "an alarm by the event's fields",
          LONG,
          () ->
              gateway.get("/alarms?equipment=lift-a1").items().stream()
                  .anyMatch(alarm -> alarm.path("rule").asText().equals("failed")));

      Api.Reply called = call(gateway, 12);
      assertThat(called.status()).as(called.toString()).isEqualTo(200);
      assertThat(call(gateway, 99).status()).isEqualTo(422);
      Api twins = Api.of(zhiban.controlAddress());
      assertThat(
              twins.post("/faults", Map.of("equipment", "lift-a1", "fault", "exception")).status())
          .isLessThan(300);
      Await.until(
          "a refusal in words",
          LONG,
          () -> call(gateway, 3).body().path("detail").asText().contains("Bad_DeviceFailure"));
    }
  }

  private static List<JsonNode> events(Api gateway) {
    return gateway.get("/events?equipment=lift-a1&type=AlarmConditionType").items();
  }

  private static Api.Reply call(Api gateway, int floor) {
    return gateway.post(
        "/points/lift-a1/call/command", Map.of("value", floor, "reason", "function test"));
  }
}
