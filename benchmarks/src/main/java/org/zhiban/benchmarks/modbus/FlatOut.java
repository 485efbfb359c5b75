package org.zhiban.benchmarks.modbus;

import java.util.ArrayList;
import java.util.List;
import org.zhiban.benchmarks.Benchmark;
import org.zhiban.benchmarks.Figure;
import org.zhiban.benchmarks.Goal;
import org.zhiban.benchmarks.Measured;
import org.zhiban.benchmarks.Rounds;
import org.zhiban.benchmarks.Scale;
import org.zhiban.benchmarks.modbus.Reader.Speed;
import org.zhiban.model.site.Site;

/**
 * Reads of 125 holding registers over Modbus TCP, flat out. The drivers are asked for more than
 * anybody can read, every point each millisecond, so that they never wait for a period.
 *
 * @param links how many there are, for each figure
 * @param reads of all devices together: 256 are 32,000 points, 32 M registers a second wanted
 * @param warmMillis how long a reader runs before it is measured
 * @param millis how long it is measured, each round
 */
public record FlatOut(List<Integer> links, int reads, long warmMillis, long millis, Rounds rounds)
    implements Benchmark {
  /** A driver that comes near to its periods has time to wait for them. */
  private static final double HARDLY_ANY = 0.8;

  private static final Goal GOAL = Goal.atLeast(0.6);

  public FlatOut {
    links = List.copyOf(links);
  }

  public static FlatOut of(Scale scale) {
    return switch (scale) {
      case SMALLEST -> new FlatOut(List.of(2), 64, 50, 100, new Rounds(1));
      case QUICK -> new FlatOut(List.of(1, 8, 64), 256, 200, 500, new Rounds(3));
      case FULL -> new FlatOut(List.of(1, 8, 64), 256, 1_000, 5_000, new Rounds(9));
    };
  }

  @Override
  public List<Figure> measure() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (ServerProcess server = ServerProcess.start()) {
      for (int count : links) {
        figures.add(measure(new Plant(count, reads / count), server.port()));
      }
    }
    return figures;
  }

  private Figure measure(Plant plant, int port) throws Exception {
    Site site = plant.site(port);
    Rounds.Results<Speed> speeds =
        rounds.of(() -> speed(new DriverReader(site)), () -> speed(new J2modReader(plant, port)));
    if (speeds.ours(Speed::requests) > HARDLY_ANY * plant.wantedRequests()) {
      throw new IllegalStateException("the drivers had time to wait: this is not flat out");
    }
    return Figure.of(
            "Modbus TCP flat out, %d %s, reads of %d registers"
                .formatted(plant.links(), plant.links() == 1 ? "link" : "links", Plant.REGISTERS),
            Measured.of("our driver", speeds.ours(Speed::registers), "registers/s"),
            Measured.of("raw j2mod loop", speeds.yardstick(Speed::registers), "registers/s"))
        .withRatioGoal(GOAL)
        .beside(
            Measured.of("our driver, requests", speeds.ours(Speed::requests), "requests/s"),
            Measured.of(
                "raw j2mod loop, requests", speeds.yardstick(Speed::requests), "requests/s"),
            Measured.of("our driver, processor time", speeds.ours(Speed::cpuMicros), "us/request"),
            Measured.of(
                "raw j2mod loop, processor time",
                speeds.yardstick(Speed::cpuMicros),
                "us/request"));
  }

  private Speed speed(Reader reader) throws InterruptedException {
    try (reader) {
      reader.speed(warmMillis);
      return reader.speed(millis);
    }
  }
}
