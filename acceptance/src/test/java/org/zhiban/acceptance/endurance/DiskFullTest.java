package org.zhiban.acceptance.endurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The disk of the data folder runs full to its last byte while devices tell and somebody works on
 * orders, and is given room again, twice; the second time the gateway is killed meanwhile and
 * started on the full disk. Whatever was acknowledged is there afterwards, once.
 */
@Isolated
final class DiskFullTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int MACHINES = 3;
  private static final int MEBIBYTES = 96;

  @TempDir Path folder;
  private final int http = FreePort.tcp();
  private final int mqtt = FreePort.tcp();

  @Test
  void nothingAcknowledgedIsLostAndItGoesOnByItself() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.in(folder.resolve("disk"), MEBIBYTES);
    assumeTrue(mounted.isPresent(), "this user may not mount a disk of its own");
    Path site = SmallSite.in(folder, mqtt, MACHINES);
    List<Machine> machines =
        IntStream.range(0, MACHINES).mapToObj(i -> new Machine("m" + i, mqtt)).toList();
    Desk desk = new Desk(this::signedIn, "m0");
    try (SmallDisk disk = mounted.get();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        List<Future<?>> working = new ArrayList<>();
        try (ZhibanProcess gateway = run(site, disk)) {
          gateway.awaitReady(LONG);
          machines.forEach(machine -> working.add(workers.submit(machine)));
          working.add(workers.submit(desk));
          atWork(machines, desk);
          Api api = signedIn();
          disk.fill();
          toldThatItIsFull(api);
          notReadyAndStillShown(api);
          Await.until(
              "devices are not told that anything is kept",
              LONG,
              () -> nobodyIsAnswered(machines, desk));
          disk.free();
          atWork(machines, desk);
          Await.until("ready again", LONG, () -> api.get("/health/ready").status() == 200);
          disk.fill();
          toldThatItIsFull(api);
          gateway.kill();
        }
        try (ZhibanProcess refused = run(site, disk)) {
          assertThat(refused.awaitEnd(LONG)).as(refused.output()).isEqualTo(3);
          assertThat(refused.output())
              .contains("zhiban: " + disk.place() + "/data/")
              .contains("No space left on device")
              .doesNotContain("the program failed");
        }
        disk.free();
        try (ZhibanProcess gateway = run(site, disk)) {
          gateway.awaitReady(LONG);
          atWork(machines, desk);
          machines.forEach(Machine::stop);
          desk.stop();
          for (Future<?> worker : working) {
            worker.get(LONG.toSeconds(), TimeUnit.SECONDS);
          }
          Api api = signedIn();
          machines.forEach(machine -> OnRecord.everythingOf(machine, api));
          OnRecord.ordersOf(desk, api);
          assertThat(gateway.output()).doesNotContain("ERROR");
        }
      } finally {
        machines.forEach(Machine::abandon);
        desk.abandon();
      }
    }
  }

  /** Everybody is told that something was kept. */
  private static void atWork(List<Machine> machines, Desk desk) {
    int orders = desk.answeredSoFar();
    List<Integer> before = machines.stream().map(Machine::acknowledgedSoFar).toList();
    Await.until(
        "everybody works",
        LONG,
        () ->
            desk.answeredSoFar() > orders + 3
                && IntStream.range(0, MACHINES)
                    .allMatch(i -> machines.get(i).acknowledgedSoFar() > before.get(i) + 25));
  }

  private static Api.Reply reported(Api api) {
    return api.post("/work-orders", Map.of("location", "hall", "content", "dark"));
  }

  private static void toldThatItIsFull(Api api) {
    Await.until("what people ask for is refused", LONG, () -> reported(api).status() == 503);
    assertThat(reported(api).body().path("detail").asText())
        .contains("operations.db cannot be written: the disk is full. Free space")
        .contains("Nothing of this was done");
  }

  /** What was known is still answered, and who watches from outside hears of it. */
  private static void notReadyAndStillShown(Api api) {
    // A change that fits into what the store has on disk already may still be written in between.
    Await.until("not ready", LONG, () -> api.get("/health/ready").status() == 503);
    Api.Reply ready = api.get("/health/ready");
    assertThat(ready.body().path("problems").toString())
        .contains("the operations store cannot be written");
    assertThat(ready.body().path("warnings").toString())
        .contains("the disk of the data folder has 0 MB left");
    assertThat(api.get("/alarms").status()).isEqualTo(200);
    assertThat(api.get("/equipment").status()).isEqualTo(200);
  }

  private static boolean nobodyIsAnswered(List<Machine> machines, Desk desk) {
    int before = answered(machines, desk);
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    return answered(machines, desk) == before;
  }

  private static int answered(List<Machine> machines, Desk desk) {
    return desk.answeredSoFar() + machines.stream().mapToInt(Machine::acknowledgedSoFar).sum();
  }

  private ZhibanProcess run(Path site, SmallDisk disk) {
    return ZhibanProcess.start(
        "run", site.toString(), "--port", "" + http, "--data", disk.place() + "/data");
  }

  private Api signedIn() {
    return Api.signedIn("http://127.0.0.1:" + http);
  }
}
