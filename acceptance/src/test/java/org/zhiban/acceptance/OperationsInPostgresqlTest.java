package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A site whose operations are in PostgreSQL: the gateway is killed, a second one is turned away,
 * the server goes and comes back; each fault becomes one order.
 */
final class OperationsInPostgresqlTest {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir static Path folder;

  private static EmbeddedPostgres server(Path data, int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setServerConfig("fsync", "on")
        .start();
  }

  @Test
  void aFaultBecomesOneOrderWhateverIsKilledOrAway() throws IOException {
    Path records = folder.resolve("postgresql");
    int port = FreePort.any();
    EmbeddedPostgres server = server(records, port);
    try (ZhibanProcess devices = devices()) {
      Api simulators =
          Api.of(devices.await(Pattern.compile("^simulator control (http://\\S+)$"), START));
      devices.await(Pattern.compile("^(ready)"), START);
      Path site = siteOn(port);

      killed(simulators, site);
      try (ZhibanProcess gateway = run(site, "data")) {
        Api api = Api.signedIn(gateway.awaitReady(START));
        Await.until("the order of the killed gateway", SOON, () -> orders(api, "pump-b1") == 1);
        turnedAway(site);

        server.close();
        assertThat(simulators.post("/faults", fault("pump-b2")).status()).isEqualTo(201);
        Await.until(
            "a person's wish answers 503",
            SOON,
            () -> api.post("/work-orders", report()).status() == 503);
        server = server(records, port);
        Await.until("what was found meanwhile", SOON, () -> orders(api, "pump-b2") == 1);
        Await.never(
            "a second order",
            Duration.ofSeconds(4),
            () -> orders(api, "pump-b1") > 1 || orders(api, "pump-b2") > 1);
      }
    } finally {
      server.close();
    }
  }

  private static void killed(Api simulators, Path site) {
    try (ZhibanProcess first = run(site, "data")) {
      Api gateway = Api.signedIn(first.awaitReady(START));
      Await.until(
          "the pump is read",
          SOON,
          () -> gateway.get("/equipment/pump-b1").body().path("status").asText().equals("online"));
      assertThat(simulators.post("/faults", fault("pump-b1")).status()).isEqualTo(201);
      Await.until(
          "the alarm is on record",
          SOON,
          () -> !gateway.get("/alarms?state=all&equipment=pump-b1").items().isEmpty());
      first.kill();
    }
  }

  private static void turnedAway(Path site) {
    try (ZhibanProcess second = run(site, "other-data")) {
      assertThat(second.awaitEnd(START)).as(second.output()).isEqualTo(3);
      assertThat(second.output())
          .contains("is in use by the gateway \"zhiban ")
          .doesNotContain("p&ss");
    }
  }

  private static ZhibanProcess devices() {
    return ZhibanProcess.start(
        "simulate",
        QuickSite.in(folder).toString(),
        "--out",
        folder.resolve("simulated").toString(),
        "--control-port",
        "0");
  }

  private static Path siteOn(int port) throws IOException {
    Path site = folder.resolve("simulated");
    Files.writeString(site.resolve("password"), "p&ss\n");
    Files.writeString(
        site.resolve("site.yaml"),
        "\ndatabase: \"jdbc:postgresql://127.0.0.1:"
            + port
            + "/postgres?user=postgres&password=${file:password}\"\n",
        StandardOpenOption.APPEND);
    return site;
  }

  private static ZhibanProcess run(Path site, String data) {
    return ZhibanProcess.start(
        "run", site.toString(), "--port", "0", "--data", folder.resolve(data).toString());
  }

  private static Map<String, Object> fault(String pump) {
    return Map.of("equipment", pump, "fault", "dry_run");
  }

  private static Map<String, Object> report() {
    return Map.of(
        "location", "hall", "content", "dark", "reported_by", "guest", "urgency", "normal");
  }

  private static long orders(Api api, String pump) {
    List<JsonNode> orders = api.get("/work-orders?status=all&equipment=" + pump).items();
    return orders.stream().filter(order -> order.path("source").asText().equals("alarm")).count();
  }
}
