package org.zhiban.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.zhiban.acceptance.Api;
import org.zhiban.acceptance.Await;
import org.zhiban.acceptance.FreePort;
import org.zhiban.acceptance.ZhibanProcess;

/**
 * SIGKILL at random moments while four devices tell values, events and faults and somebody works on
 * orders: whatever was acknowledged is there afterwards, once. {@code -Dzhiban.kills=200} strikes
 * two hundred times instead of five. It is ready again within five seconds, in the middle of all
 * starts. With a database on a server that goes and comes, too, everything is there in the end,
 * once.
 */
@Isolated
final class KilledUnderLoadTest {
  private static final int KILLS = Integer.getInteger("zhiban.kills", 5);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int MACHINES = 4;

  @TempDir Path folder;
  private final int http = FreePort.any();
  private final int mqtt = FreePort.any();
  private final List<Duration> starts = new ArrayList<>();

  @Test
  void whatWasAcknowledgedIsThereOnce() throws Exception {
    killed(site(), Optional.empty());
  }

  @Test
  void withADatabaseThatGoesAndComesItIsThereOnceToo() throws Exception {
    try (DatabaseServer server = new DatabaseServer(folder.resolve("postgresql"))) {
      Path site = site();
      Files.writeString(site.resolve("site.yaml"), server.line(), StandardOpenOption.APPEND);
      killed(site, Optional.of(server));
    }
  }

  private void killed(Path site, Optional<DatabaseServer> server) throws Exception {
    List<Machine> machines =
        IntStream.range(0, MACHINES).mapToObj(i -> new Machine("m" + i, mqtt)).toList();
    Random moments = new Random(20_261_123);
    Desk desk = new Desk(this::signedIn, "m0");
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        List<Future<?>> working = new ArrayList<>();
        try (ZhibanProcess first = run(site)) {
          first.awaitReady(LONG);
          machines.forEach(machine -> working.add(workers.submit(machine)));
          working.add(workers.submit(desk));
          strike(first, machines, desk, moments, server);
        }
        for (int kill = 1; kill < KILLS; kill++) {
          try (ZhibanProcess gateway = again(site)) {
            server.ifPresent(DatabaseServer::comeBack);
            strike(gateway, machines, desk, moments, kill % 2 == 0 ? Optional.empty() : server);
          }
        }
        try (ZhibanProcess _ = again(site)) {
          server.ifPresent(DatabaseServer::comeBack);
          Await.until(
              "each has had its fault",
              LONG,
              () -> machines.stream().allMatch(machine -> machine.acknowledgedSoFar() > 20));
          machines.forEach(Machine::stop);
          desk.stop();
          for (Future<?> worker : working) {
            worker.get(LONG.toSeconds(), TimeUnit.SECONDS);
          }
          Api api = signedIn();
          machines.forEach(machine -> everythingOf(machine, api));
          ordersOf(desk, api);
          server.ifPresent(it -> thereToo(it, machines, desk));
        }
      } finally {
        // Where something failed nobody works on against a gateway that is gone.
        machines.forEach(Machine::abandon);
        desk.abandon();
      }
    }
    String audit = auditIsWhole();
    if (server.isPresent()) {
      assertThat(auditIsWhole("--site", site.toString())).as("on the server").isEqualTo(audit);
    }
    starts.sort(null);
    System.out.printf(
        "%d kills: ready again in %d ms in the middle, %d ms at the longest%n",
        KILLS, starts.get(starts.size() / 2).toMillis(), starts.getLast().toMillis());
    assertThat(starts.get(starts.size() / 2)).isLessThan(Duration.ofSeconds(5));
  }

  /** Starts after a kill, while everybody tries to reach it. */
  private ZhibanProcess again(Path site) throws Exception {
    long begun = System.nanoTime();
    ZhibanProcess gateway = run(site);
    gateway.awaitReady(LONG);
    starts.add(Duration.ofNanos(System.nanoTime() - begun));
    return gateway;
  }

  /** What the gateway has is on the server, or will be at once, each thing once. */
  private static void thereToo(DatabaseServer server, List<Machine> machines, Desk desk) {
    Await.until(
        "every report is on the server",
        LONG,
        () ->
            server.count("SELECT count(*) FROM work_order WHERE source = 'REPORT'")
                == desk.done().size());
    for (Machine machine : machines) {
      String of = " WHERE equipment = '" + machine.id() + "'";
      assertThat(server.count("SELECT count(*) FROM event" + of))
          .isEqualTo(machine.events().size());
      assertThat(server.count("SELECT count(*) FROM alarm" + of)).isEqualTo(1);
      assertThat(server.count("SELECT count(*) FROM work_order" + of + " AND source = 'ALARM'"))
          .isEqualTo(1);
    }
  }

  /**
   * Lets them work for a while of up to a second and a half.
   *
   * @param server goes a moment before
   */
  private static void strike(
      ZhibanProcess gateway,
      List<Machine> machines,
      Desk desk,
      Random moments,
      Optional<DatabaseServer> server) {
    int orders = desk.answeredSoFar();
    List<Integer> before = machines.stream().map(Machine::acknowledgedSoFar).toList();
    Await.until(
        "everybody works",
        LONG,
        () ->
            desk.answeredSoFar() > orders
                && IntStream.range(0, MACHINES)
                    .allMatch(i -> machines.get(i).acknowledgedSoFar() > before.get(i)));
    server.ifPresent(DatabaseServer::leave);
    LockSupport.parkNanos(Duration.ofMillis(moments.nextInt(1_500)).toNanos());
    gateway.kill();
  }

  private static void everythingOf(Machine machine, Api api) {
    String id = machine.id();
    assertThat(events(id, api)).as(id).containsExactlyInAnyOrderElementsOf(machine.events());
    assertThat(samples(id, api)).as(id).containsExactlyElementsOf(machine.samples());
    List<JsonNode> alarms = api.get("/alarms?state=all&equipment=" + id).items();
    assertThat(alarms).as("%s never left one alarm", id).hasSize(1);
    assertThat(alarms.getFirst().path("occurrences").asInt()).as(id).isEqualTo(machine.faults());
    Map<String, Long> steps =
        items(api.get("/alarms/" + alarms.getFirst().path("id").asText()).body().path("history"))
            .stream()
            .collect(
                Collectors.groupingBy(step -> step.path("action").asText(), Collectors.counting()));
    assertThat(steps)
        .as(id)
        .containsEntry("raised", 1L)
        .containsEntry("repeated", machine.faults() - 1L)
        .containsEntry("cleared", (long) machine.faults());
    List<JsonNode> made =
        all(api, "/work-orders?status=all&limit=500&equipment=" + id).stream()
            .filter(order -> order.path("source").asText().equals("alarm"))
            .toList();
    assertThat(made).as("one fault, one order").hasSize(1);
    assertThat(made.getFirst().path("occurrences").asInt()).as(id).isEqualTo(machine.faults());
  }

  private static List<String> events(String id, Api api) {
    return all(api, "/events?limit=500&equipment=" + id).stream()
        .map(event -> event.path("id").asText())
        .toList();
  }

  /** Every page of a list. */
  private static List<JsonNode> all(Api api, String path) {
    List<JsonNode> items = new ArrayList<>();
    String after = "";
    while (true) {
      JsonNode page = api.get(path + after).body();
      items.addAll(items(page.path("items")));
      if (page.path("next").isNull() || page.path("next").isMissingNode()) {
        return items;
      }
      after = "&after=" + URLEncoder.encode(page.path("next").asText(), StandardCharsets.UTF_8);
    }
  }

  /** The good values in history, each with its own time, as it is answered. */
  private static List<String> samples(String id, Api api) {
    List<String> samples = new ArrayList<>();
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    while (true) {
      JsonNode page =
          api.get("/points/" + id + "/v/history?from=" + from + "&to=2100-01-01T00:00:00Z").body();
      for (JsonNode sample : items(page.path("samples"))) {
        Instant time = Instant.parse(sample.path("time").asText());
        from = time.plusMillis(1);
        if (sample.path("quality").asText().equals("good")) {
          samples.add(time + " " + sample.path("value").asInt());
        }
      }
      if (!page.path("truncated").asBoolean()) {
        return samples;
      }
    }
  }

  private static void ordersOf(Desk desk, Api api) {
    List<JsonNode> reports =
        all(api, "/work-orders?status=all&limit=500&equipment=m0").stream()
            .filter(order -> order.path("source").asText().equals("report"))
            .toList();
    assertThat(reports)
        .extracting(order -> order.path("id").asText())
        .containsExactlyInAnyOrderElementsOf(desk.done().keySet());
    desk.done()
        .forEach(
            (order, actions) ->
                assertThat(
                        items(api.get("/work-orders/" + order).body().path("history")).stream()
                            .map(step -> step.path("action").asText())
                            .filter(List.of("dispatch", "accept", "start")::contains))
                    .as(order)
                    .containsExactlyElementsOf(actions));
  }

  private String auditIsWhole(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("audit", "verify", "--data", folder + "/data"));
    arguments.addAll(List.of(more));
    try (ZhibanProcess audit = ZhibanProcess.start(arguments.toArray(String[]::new))) {
      assertThat(audit.awaitEnd(LONG)).as(audit.output()).isZero();
      return String.join("\n", audit.standardOutput());
    }
  }

  private static List<JsonNode> items(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false).toList();
  }

  private ZhibanProcess run(Path site) {
    return ZhibanProcess.start(
        "run", site.toString(), "--port", "" + http, "--data", folder + "/data");
  }

  private Api signedIn() {
    return Api.signedIn("http://127.0.0.1:" + http);
  }

  private static String machine(int number) {
    return "  - { id: m%1$d, template: machine, name: Machine %1$d, location: 1F, connection: devices, vars: { topic: m%1$d } }"
        .formatted(number);
  }

  private Path site() throws IOException {
    Path site = folder.resolve("site");
    Files.createDirectories(site.resolve("templates"));
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: small, name: Small site, timezone: Asia/Shanghai, language: en }
        connections:
          devices: { type: mqtt_listen, port: %d }
        equipment:
        %s
        staff:
          - { id: li-wei, name: Li Wei, role: technician, trades: [electric], areas: [all] }
        """
            .formatted(
                mqtt,
                IntStream.range(0, MACHINES)
                    .mapToObj(KilledUnderLoadTest::machine)
                    .collect(Collectors.joining("\n"))));
    Files.writeString(
        site.resolve("templates/machine.yaml"),
        """
        template: machine
        class: machine
        points:
          v: { name: Value, kind: analog, mqtt: { topic: "${topic}/state", pointer: /v, time: /t } }
          fault: { name: Fault, kind: binary, mqtt: { topic: "${topic}/state", pointer: /fault, time: /t } }
          event:
            name: Event
            kind: event
            mqtt: { topic: "${topic}/event", id: /id, fields: { type: text /type } }
        rules:
          fault: { when: fault, priority: P2, order: { trade: electric, urgency: urgent, severity: moderate, hold_off: 0s } }
        """);
    return site;
  }
}
