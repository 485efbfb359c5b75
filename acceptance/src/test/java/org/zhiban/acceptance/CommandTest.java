package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command from the API to the device and back, and all that stands in its way. */
final class CommandTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String START = "/points/pump-b1/start/command";

  @TempDir Path folder;

  private static Map<String, ?> value(Object value) {
    return Map.of("value", value, "reason", "function test");
  }

  @Test
  void aCommandIsWrittenOnceAndReadBackOrRefusedInWords() {
    try (ZhibanProcess zhiban =
        ZhibanProcess.simulated(QuickSite.in(folder), folder.resolve("data"))) {
      Api gateway = Api.signedIn(zhiban.awaitReady(Duration.ofMinutes(1)));
      Api twins = Api.of(zhiban.controlAddress());
      Await.until("the pump is read", LONG, () -> status(gateway).equals("online"));

      Api.Reply stopped = gateway.post(START, value(false));
      assertThat(stopped.status()).as(stopped.toString()).isEqualTo(200);
      assertThat(stopped.body().path("outcome").asText()).isEqualTo("confirmed");
      assertThat(stopped.body().path("read_back").path("point").asText()).isEqualTo("running");
      assertThat(stopped.body().path("read_back").path("value").asBoolean()).isFalse();

      Api.Reply started = gateway.postOnce(START, value(true), "start-1");
      assertThat(started.status()).as(started.toString()).isEqualTo(200);
      assertThat(started.body().path("read_back").path("value").asBoolean()).isTrue();
      assertThat(gateway.postOnce(START, value(true), "start-1")).isEqualTo(started);
      assertThat(point(gateway, "start").path("value").asBoolean()).isTrue();
      assertThat(actions(gateway))
          .containsExactlyInAnyOrder(
              "command", "command_confirmed", "command", "command_confirmed");

      refused(gateway.post(START, value("on")), 422);
      refused(gateway.post("/points/pump-b1/running/command", value(true)), 422);
      refused(gateway.post("/points/fire-1/fire/command", value(true)), 403);
      refused(gateway.post("/points/pump-b1/nothing/command", value(true)), 404);

      begin(twins, "trip");
      Await.until(
          "the trip is read", LONG, () -> point(gateway, "tripped").path("value").asBoolean());
      JsonNode interlocked = refused(gateway.post(START, value(true)), 409);
      assertThat(interlocked.path("interlock").asText()).isEqualTo("mode == \"auto\" && !tripped");
      assertThat(interlocked.path("position").asText())
          .isEqualTo("templates/booster-pump.yaml:27:16");
      assertThat(interlocked.path("unknown").asBoolean()).isFalse();

      begin(twins, "offline");
      Await.until("the pump is silent", LONG, () -> status(gateway).equals("offline"));
      assertThat(refused(gateway.post(START, value(true)), 409).path("unknown").asBoolean())
          .isTrue();
      assertThat(actions(gateway)).contains("command_life_safety", "command_interlocked");
    }
  }

  private static JsonNode refused(Api.Reply reply, int status) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.body().path("detail").asText()).isNotBlank();
    return reply.body();
  }

  private static void begin(Api twins, String fault) {
    Api.Reply reply = twins.post("/faults", Map.of("equipment", "pump-b1", "fault", fault));
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
  }

  private static String status(Api gateway) {
    return gateway.get("/equipment/pump-b1").body().path("status").asText();
  }

  private static JsonNode point(Api gateway, String point) {
    return gateway.get("/equipment/pump-b1").body().path("points").path(point);
  }

  private static List<String> actions(Api gateway) {
    return gateway.get("/audit").items().stream()
        .map(entry -> entry.path("action").asText())
        .filter(action -> action.startsWith("command"))
        .toList();
  }
}
