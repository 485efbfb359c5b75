package org.zhiban.gateway.twins;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.SampleSink;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;

/** The twins of a site, read by the drivers over their own protocols. */
public final class ReadTwins implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Site site;
  private final PointIndex index;
  private final Twins twins;
  private final Heard heard = new Heard();
  private final List<Driver> drivers = new ArrayList<>();

  /**
   * A sample as it came.
   *
   * @param reason of a quality that is not good; else "good"
   */
  public record Sample(double value, @Nullable String text, String reason) {
    boolean good() {
      return reason.equals("good");
    }
  }

  /** All samples of each point. */
  private static final class Heard implements SampleSink {
    private final Map<Integer, List<Sample>> samples = new ConcurrentHashMap<>();
    private final Semaphore batches = new Semaphore(0);

    @Override
    public void samples(SampleBatch batch, Runnable committed) {
      for (int row = 0; row < batch.size(); row++) {
        String reason =
            batch.quality(row) == Quality.GOOD
                ? "good"
                : batch.quality(row) + " " + batch.reason(row) + " " + batch.value(row);
        samples
            .computeIfAbsent(batch.point(row), _ -> new CopyOnWriteArrayList<>())
            .add(new Sample(batch.value(row), batch.text(row), reason));
      }
      batches.release();
      committed.run();
    }

    @Override
    public void events(List<PointEvent> events, Runnable committed) {
      committed.run();
    }

    @Override
    public void alive(int[] points, long time) {}

    @Override
    public void status(LinkStatus status) {}
  }

  private ReadTwins(Site site, Twins twins) {
    this.site = site;
    this.twins = twins;
    index = site.pointIndex();
  }

  /**
   * Starts twins and drivers.
   *
   * @param speed model seconds a second
   */
  public static ReadTwins start(Site site, double speed) throws IOException {
    InstantSource clock = InstantSource.system();
    ReadTwins read =
        new ReadTwins(
            site, Twins.start(site, new TwinOptions(speed, 7, clock, OptionalInt.empty())));
    Site simulated = read.twins.rewrite(site);
    for (var connection : simulated.connections().values()) {
      Driver driver =
          Drivers.create(
              DrivenLink.of(simulated, read.index, connection),
              read.heard,
              clock,
              Credentials.NONE,
              DevicePorts.NONE);
      read.drivers.add(driver);
      Thread.ofVirtual().name(connection.id()).start(() -> run(driver));
    }
    return read;
  }

  private static void run(Driver driver) {
    try {
      driver.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The samples of a point so far, as {@code equipment/point}. */
  public List<Sample> samples(String point) {
    int slash = point.indexOf('/');
    PointRef ref = new PointRef(point.substring(0, slash), point.substring(slash + 1));
    return heard.samples.getOrDefault(index.number(ref), List.of());
  }

  /** The points that are not good, and why, when all are good or the time is up. */
  public Map<String, String> notGood() throws InterruptedException {
    await(() -> notGoodNow().isEmpty());
    return notGoodNow();
  }

  /** Waits until it holds, looking anew at each batch that comes, or the time is up. */
  public boolean await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    boolean holds = condition.getAsBoolean();
    while (!holds && System.nanoTime() < end) {
      boolean heardAnew = heard.batches.tryAcquire(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      heard.batches.drainPermits();
      holds = condition.getAsBoolean();
      if (!heardAnew) {
        return holds;
      }
    }
    return holds;
  }

  private Map<String, String> notGoodNow() {
    Map<String, String> missing = new TreeMap<>();
    for (Equipment equipment : site.equipment().values()) {
      for (PointSpec point : equipment.points().values()) {
        String name = equipment.id() + "/" + point.id();
        List<Sample> samples = samples(name);
        boolean read = point.kind() != PointKind.EVENT && !point.command();
        if (read && (samples.isEmpty() || !samples.getLast().good())) {
          missing.put(name, samples.isEmpty() ? "never read" : samples.getLast().reason());
        }
      }
    }
    return missing;
  }

  @Override
  public void close() {
    drivers.forEach(Driver::close);
    twins.close();
  }
}
