package org.zhiban.benchmarks.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.zhiban.benchmarks.Benchmark;
import org.zhiban.benchmarks.Figure;
import org.zhiban.benchmarks.Goal;
import org.zhiban.benchmarks.Measured;
import org.zhiban.benchmarks.Quantiles;
import org.zhiban.benchmarks.Scale;
import org.zhiban.benchmarks.Sites;
import org.zhiban.gateway.Gateway;
import org.zhiban.gateway.GatewayOptions;
import org.zhiban.model.site.Site;

/**
 * From a fault bit set in a device to the open order on disk, through a whole gateway: driver,
 * rule, alarm, order, commit. Beside it the parts that nobody can leave out.
 *
 * @param faults that count, one after another
 * @param warmUp faults before them
 * @param pollMillis the period at which the device is read
 */
public record FaultToOrder(int faults, int warmUp, int pollMillis) implements Benchmark {
  private static final double NANOS_A_MILLI = 1e6;
  private static final int SETTLING_MILLIS = 30;

  /** Registers of one read: all faults come with it. */
  private static final int MOST_FAULTS = 125;

  private static final Goal BEYOND_MEDIAN = Goal.atMost(20);
  private static final Goal BEYOND_P95 = Goal.atMost(50);

  public FaultToOrder {
    if (faults < 1 || warmUp < 0 || faults + warmUp > MOST_FAULTS || pollMillis < 1) {
      throw new IllegalArgumentException(
          "%d and %d faults, each %d ms".formatted(warmUp, faults, pollMillis));
    }
  }

  public static FaultToOrder of(Scale scale) {
    return switch (scale) {
      case SMALLEST -> new FaultToOrder(2, 1, 20);
      case QUICK -> new FaultToOrder(60, 20, 20);
      case FULL -> new FaultToOrder(100, 25, 20);
    };
  }

  @Override
  public List<Figure> measure() throws Exception {
    Path folder = Files.createTempDirectory("zhiban-bench");
    Path kept = folder.resolve("data");
    try (FaultyDevice device = new FaultyDevice(warmUp + faults)) {
      Site site = FaultySite.of(warmUp + faults, device.port(), pollMillis);
      GatewayOptions options =
          new GatewayOptions("127.0.0.1", 0, kept, Optional.of("bench-password-1"));
      try (Gateway _ =
              Gateway.start(site, Sites.compile(site), options, Clock.systemUTC(), "bench");
          RawParts raw = new RawParts(device.port(), warmUp + faults, folder.resolve("raw.db"));
          OrdersOnDisk orders = new OrdersOnDisk(kept)) {
        return List.of(measure(device, raw, orders));
      }
    } finally {
      delete(folder);
    }
  }

  /** What one fault took, milliseconds. */
  private record Sample(double toOrder, double toAnswer, double rawRead, double rawCommit) {}

  private Figure measure(FaultyDevice device, RawParts raw, OrdersOnDisk orders) throws Exception {
    List<Sample> samples = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int fault = 0; fault < warmUp + faults; fault++) {
      // Wherever the poll is in its period.
      Thread.sleep(SETTLING_MILLIS + random.nextInt(2 * pollMillis));
      long set = System.nanoTime();
      device.fail(fault);
      long onDisk = orders.await(fault + 1);
      Sample sample =
          new Sample(
              (onDisk - set) / NANOS_A_MILLI,
              (device.toldAt(fault) - set) / NANOS_A_MILLI,
              raw.read() / NANOS_A_MILLI,
              raw.commit() / NANOS_A_MILLI);
      if (fault >= warmUp) {
        samples.add(sample);
      }
    }
    if (orders.orders() != warmUp + faults) {
      throw new IllegalStateException(orders.orders() + " orders of " + samples.size());
    }
    return figure(samples);
  }

  private Figure figure(List<Sample> samples) {
    Quantiles order = new Quantiles(samples.stream().map(Sample::toOrder).toList());
    Quantiles rest = new Quantiles(samples.stream().map(s -> s.toOrder() - s.toAnswer()).toList());
    Quantiles wait = new Quantiles(samples.stream().map(Sample::toAnswer).toList());
    Quantiles read = new Quantiles(samples.stream().map(Sample::rawRead).toList());
    Quantiles commit = new Quantiles(samples.stream().map(Sample::rawCommit).toList());
    double parts = pollMillis / 2.0 + read.median() + commit.median();
    return Figure.of(
            "Fault bit to order on disk, device read each %d ms, %d faults"
                .formatted(pollMillis, samples.size()),
            millis("whole gateway, median", order.median()),
            millis("half a period + raw j2mod read + raw SQLite commit", parts))
        .beside(
            millis("whole gateway, 95th percentile", order.at(0.95)),
            millis("of it until an answer tells of the fault, median", wait.median()),
            millis("of it from that answer to the disk, median", rest.median()),
            millis("of it from that answer to the disk, 95th percentile", rest.at(0.95)),
            millis("raw j2mod read, median", read.median()),
            millis("raw SQLite commit (WAL, synchronous=FULL), median", commit.median()),
            millis("raw SQLite commit, 95th percentile", commit.at(0.95)),
            millis("beyond a whole period, median", order.median() - pollMillis)
                .withGoal(BEYOND_MEDIAN),
            millis("beyond a whole period, 95th percentile", order.at(0.95) - pollMillis)
                .withGoal(BEYOND_P95));
  }

  private static Measured millis(String name, double value) {
    return Measured.of(name, value, "ms");
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
