package org.zhiban.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.FreePort;

/**
 * A site whose operations are in PostgreSQL: the gateway is killed, a second one is turned away,
 * the server goes and comes back. Reading, judging and telling go on meanwhile, through a kill,
 * too, and each fault becomes one order.
 */
final class OperationsInPostgresqlTest {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofMinutes(1);

  private static final String TELLING =
      """
      notify:
        channels:
          first: { type: webhook, url: "ADDRESS/first" }
        routes:
          - { priority: [P1], to: [first] }

      """;

  private static final Map<String, Object> ENTRAPMENT =
      Map.of("equipment", "lift-a1", "fault", "entrapment");
  private static final Map<String, Object> FIRE =
      Map.of("equipment", "fire-1", "fault", "smoke_alarm");

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
  void aFaultBecomesOneOrderWhateverIsKilledOrAway() throws Exception {
    Path records = folder.resolve("postgresql");
    int port = FreePort.tcp();
    EmbeddedPostgres server = server(records, port);
    try (Receiver receiver = new Receiver();
        ZhibanProcess devices = devices(receiver)) {
      Api simulators =
          Api.of(devices.await(Pattern.compile("^simulator control (http://\\S+)$"), START));
      devices.await(Pattern.compile("^(ready)"), START);
      Path site = siteOn(port);

      killed(simulators, site);
      try (ZhibanProcess gateway = run(site, "data")) {
        Api api = Api.signedIn(gateway.awaitReady(START));
        Await.until("the order of the killed gateway", SOON, () -> orders(api, "pump-b1") == 1);
        turnedAway(site);
        assertThat(warnings(api)).doesNotContain("database");

        server.close();
        thoughTheServerIsAway(api, simulators, receiver);
        gateway.kill();
      }
      // a fire that is found by a gateway which never reached the server
      try (ZhibanProcess gateway = run(site, "data")) {
        Api api = Api.signedIn(gateway.awaitReady(START));
        assertThat(standing(api, "lift-a1")).isEqualTo(1);
        assertThat(orders(api, "pump-b2")).isEqualTo(1);
        assertThat(simulators.post("/faults", FIRE).status()).isEqualTo(201);
        Await.until("the fire", SOON, () -> standing(api, "fire-1") == 1);

        server = server(records, port);
        Await.until(
            "a person works at orders again",
            SOON,
            () -> api.post("/work-orders", report("hall")).status() == 201);
        Await.never(
            "a second order",
            Duration.ofSeconds(4),
            () -> orders(api, "pump-b1") > 1 || orders(api, "pump-b2") > 1);
        onceThere(server, api);
        overtaken(server, api);
        gateway.terminate();
      }
      wholeThere(site);
    } finally {
      server.close();
    }
  }

  private static void thoughTheServerIsAway(Api api, Api simulators, Receiver receiver) {
    String order = api.get("/work-orders?equipment=pump-b1").items().getFirst().path("id").asText();
    assertThat(api.post("/work-orders", report("stairs")).status()).as("at once").isEqualTo(503);
    assertThat(simulators.post("/faults", fault("pump-b2")).status()).isEqualTo(201);
    assertThat(simulators.post("/faults", ENTRAPMENT).status()).isEqualTo(201);

    Await.until("that it is away is an alarm", SOON, () -> away(api) == 1);
    Await.until("the entrapment is shown", SOON, () -> standing(api, "lift-a1") == 1);
    Await.until("and told", SOON, () -> !receiver.taken("/first").isEmpty());
    Await.until("the order is on record here", SOON, () -> orders(api, "pump-b2") == 1);
    JsonNode alarm = alarms(api, "lift-a1").getFirst();
    Api.Reply seen = api.post("/alarms/" + alarm.path("id").asText() + "/acknowledge", Map.of());
    assertThat(seen.status()).as(seen.toString()).isEqualTo(200);

    Api.Reply refused = api.post("/work-orders/" + order + "/accept", Map.of());
    assertThat(refused.status()).as(refused.toString()).isEqualTo(503);
    assertThat(refused.body().path("detail").asText()).contains("Nothing of this was done");
    assertThat(api.get("/health/ready").status()).isEqualTo(200);
    assertThat(warnings(api))
        .contains("the site's database cannot be written")
        .doesNotContain("p&ss");
  }

  /** What was found meanwhile is in the server's own tables, each thing once. */
  private static void onceThere(EmbeddedPostgres server, Api api) {
    Await.until("nothing waits", SOON, () -> !warnings(api).contains("database"));
    Await.until("and is no alarm any more", SOON, () -> away(api) == 0);
    Await.until("the last alarm is there", SOON, () -> count(server, STANDING, "fire-1") == 1);
    for (String pump : List.of("pump-b1", "pump-b2")) {
      assertThat(count(server, ORDERS, pump)).as(pump).isEqualTo(1);
    }
    assertThat(count(server, STANDING, "lift-a1")).isEqualTo(1);
    assertThat(count(server, "SELECT count(*) FROM work_order WHERE location = ?", "hall"))
        .isEqualTo(1);
    assertThat(count(server, "SELECT count(*) FROM work_order WHERE location = ?", "stairs"))
        .isZero();
    assertThat(
            count(
                server,
                "SELECT count(*) FROM alarm_change c JOIN alarm a ON a.id = c.alarm"
                    + " WHERE c.kind = 'ACKNOWLEDGED' AND a.equipment = ?",
                "lift-a1"))
        .isEqualTo(1);
  }

  /** Two gateways started while the server was away: who watches is told which one to stop. */
  private static void overtaken(EmbeddedPostgres server, Api api) {
    String mark = mark(server);
    execute(server, "UPDATE carried SET mark = 'another/9/x'");
    assertThat(api.post("/work-orders", report("roof")).status()).isEqualTo(201);
    Await.until(
        "no load balancer sends it anything", SOON, () -> api.get("/health/ready").status() == 503);
    assertThat(api.get("/health/ready").toString()).contains("written by another gateway");
    execute(server, "UPDATE carried SET mark = '" + mark + "'");
    Await.until("it goes on", SOON, () -> api.get("/health/ready").status() == 200);
    Await.until(
        "with what waited",
        SOON,
        () -> count(server, "SELECT count(*) FROM work_order WHERE location = ?", "roof") == 1);
  }

  private static String mark(EmbeddedPostgres server) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT mark FROM carried")) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(EmbeddedPostgres server, String change) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(change);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String ORDERS =
      "SELECT count(*) FROM work_order WHERE source = 'ALARM' AND equipment = ?";
  private static final String STANDING =
      "SELECT count(*) FROM alarm WHERE standing AND life_safety AND equipment = ?";

  private static int count(EmbeddedPostgres server, String question, String of) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, of);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getInt(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The chain of the audit holds on both sides. */
  private static void wholeThere(Path site) {
    String data = folder.resolve("data").toString();
    String here = verified("--data", data);
    assertThat(verified("--data", data, "--site", site.toString())).isEqualTo(here);
  }

  private static String verified(String... options) {
    List<String> arguments = new ArrayList<>(List.of("audit", "verify"));
    arguments.addAll(List.of(options));
    try (ZhibanProcess verify = ZhibanProcess.start(arguments.toArray(String[]::new))) {
      assertThat(verify.awaitEnd(START)).as(verify.output()).isZero();
      return String.join("\n", verify.standardOutput());
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

  private static ZhibanProcess devices(Receiver receiver) throws IOException {
    Path site = QuickSite.in(folder);
    Path file = site.resolve("site.yaml");
    String yaml = Files.readString(file);
    Files.writeString(
        file,
        yaml.substring(0, yaml.indexOf("\nnotify:") + 1)
            + TELLING.replace("ADDRESS", receiver.address())
            + yaml.substring(yaml.indexOf("\nprivacy:") + 1));
    Files.writeString(
        site.resolve("rules/gateway.yaml"),
        "rules:\n  away: { gateway: database, on_delay: 1s, off_delay: 1s, priority: P3 }\n");
    return ZhibanProcess.start(
        "simulate",
        site.toString(),
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

  private static List<JsonNode> alarms(Api api, String lift) {
    return api.get("/alarms?priority=P1&equipment=" + lift).items();
  }

  private static String warnings(Api api) {
    return api.get("/health/ready").body().path("warnings").toString();
  }

  /** Alarms that say so and are not over. */
  private static long away(Api api) {
    return api.get("/alarms?priority=P3").items().stream()
        .filter(alarm -> alarm.path("rule").asText().equals("away"))
        .filter(alarm -> alarm.at("/axes/condition").asBoolean())
        .count();
  }

  private static int standing(Api api, String lift) {
    return alarms(api, lift).size();
  }

  private static Map<String, Object> report(String location) {
    return Map.of(
        "location", location, "content", "dark", "reported_by", "guest", "urgency", "normal");
  }

  private static long orders(Api api, String pump) {
    List<JsonNode> orders = api.get("/work-orders?status=all&equipment=" + pump).items();
    return orders.stream().filter(order -> order.path("source").asText().equals("alarm")).count();
  }
}
