package org.zhiban.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.zhiban.acceptance.Api;
import org.zhiban.acceptance.Await;
import org.zhiban.acceptance.ZhibanProcess;
import org.zhiban.drivers.FreePort;

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
  private final int http = FreePort.tcp();
  private final int mqtt = FreePort.tcp();
  private final List<Duration> starts = new ArrayList<>();

  @Test
  void whatWasAcknowledgedIsThereOnce() throws Exception {
    killed(SmallSite.in(folder, mqtt, MACHINES), Optional.empty());
  }

  @Test
  void withADatabaseThatGoesAndComesItIsThereOnceToo() throws Exception {
    try (DatabaseServer server = new DatabaseServer(folder.resolve("postgresql"))) {
      Path site = SmallSite.in(folder, mqtt, MACHINES);
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
          machines.forEach(machine -> OnRecord.everythingOf(machine, api));
          OnRecord.ordersOf(desk, api);
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

  private String auditIsWhole(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("audit", "verify", "--data", folder + "/data"));
    arguments.addAll(List.of(more));
    try (ZhibanProcess audit = ZhibanProcess.start(arguments.toArray(String[]::new))) {
      assertThat(audit.awaitEnd(LONG)).as(audit.output()).isZero();
      return String.join("\n", audit.standardOutput());
    }
  }

  private ZhibanProcess run(Path site) {
    return ZhibanProcess.start(
        "run", site.toString(), "--port", "" + http, "--data", folder + "/data");
  }

  private Api signedIn() {
    return Api.signedIn("http://127.0.0.1:" + http);
  }
}
