package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gateway is killed with SIGKILL between a fault and its order, while the devices live on:
 * after the next start there is one order, whenever the blow fell. {@code -Dzhiban.kills=20}
 * strikes twenty times instead of three.
 */
final class KilledBetweenFaultAndOrderTest {
  private static final int KILLS = Integer.getInteger("zhiban.kills", 3);

  /** From the fault to its order it takes two delays of a second and a bit. */
  private static final Duration LATEST_BLOW = Duration.ofSeconds(3);

  @TempDir static Path folder;

  @Test
  void oneOrderWhateverIsKilled() {
    Path simulated = folder.resolve("simulated");
    try (SimulatedDevices devices = SimulatedDevices.of(QuickSite.in(folder), simulated)) {
      Api simulators = devices.control();
      Random moments = new Random(20_261_121);
      for (int round = 0; round < KILLS; round++) {
        Duration blow =
            LATEST_BLOW
                .multipliedBy(round)
                .dividedBy(Math.max(1, KILLS - 1))
                .plusMillis(moments.nextInt(100));
        strike(simulators, simulated, folder.resolve("data-" + round), blow);
      }
    }
  }

  private static void strike(Api simulators, Path site, Path data, Duration blow) {
    String fault;
    try (ZhibanProcess first = run(site, data)) {
      Api gateway = Api.signedIn(first.awaitReady(Duration.ofMinutes(1)));
      Await.until("the pump is read", Duration.ofSeconds(30), () -> online(gateway));
      Api.Reply begun =
          simulators.post("/faults", Map.of("equipment", "pump-b1", "fault", "dry_run"));
      assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
      fault = begun.body().path("id").asText();
      LockSupport.parkNanos(blow.toNanos()); // the moment of the blow is what is varied
      first.kill();
    }
    try (ZhibanProcess second = run(site, data)) {
      Api gateway = Api.signedIn(second.awaitReady(Duration.ofMinutes(1)));
      Await.until(
          "an order is there, blow after " + blow,
          Duration.ofSeconds(30),
          () -> !orders(gateway).isEmpty());
      Await.never(
          "a second order, blow after " + blow,
          Duration.ofSeconds(4),
          () -> orders(gateway).size() > 1);
      List<JsonNode> alarms = gateway.get("/alarms?state=all&equipment=pump-b1").items();
      assertThat(alarms).as("one alarm, blow after %s", blow).hasSize(1);
      assertThat(alarms.getFirst().path("work_order").asText())
          .isEqualTo(orders(gateway).getFirst().path("id").asText());
      simulators.delete("/faults/" + fault);
      Await.until(
          "the alarm ends",
          Duration.ofSeconds(30),
          () ->
              gateway.get("/alarms?equipment=pump-b1").items().stream()
                  .noneMatch(a -> a.path("axes").path("condition").asBoolean()));
    }
  }

  private static ZhibanProcess run(Path site, Path data) {
    return ZhibanProcess.start("run", site.toString(), "--port", "0", "--data", data.toString());
  }

  private static boolean online(Api gateway) {
    return gateway.get("/equipment/pump-b1").body().path("status").asText().equals("online");
  }

  private static List<JsonNode> orders(Api gateway) {
    return gateway.get("/work-orders?status=all&equipment=pump-b1").items().stream()
        .filter(order -> order.path("source").asText().equals("alarm"))
        .toList();
  }
}
