package org.zhiban.gateway.config.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
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

/** The twins of all shipped templates, read by the drivers over their own protocols. */
class ShippedTwinsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The last quality of each point. */
  private static final class Heard implements SampleSink {
    private final Map<Integer, String> qualities = new ConcurrentHashMap<>();

    @Override
    public void samples(SampleBatch batch, Runnable committed) {
      for (int row = 0; row < batch.size(); row++) {
        qualities.put(
            batch.point(row),
            batch.quality(row) == Quality.GOOD
                ? "good"
                : batch.quality(row) + " " + batch.reason(row) + " " + batch.value(row));
      }
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

  @Test
  void everyPointOfEveryTemplateIsReadGood() throws Exception {
    Site site = ShippedSite.of(ShippedTemplates.ids());
    Heard heard = new Heard();
    InstantSource clock = InstantSource.system();
    try (Twins twins = Twins.start(site, new TwinOptions(1, 7, clock, OptionalInt.empty()))) {
      List<Driver> drivers = new ArrayList<>();
      Site simulated = twins.rewrite(site);
      PointIndex index = site.pointIndex();
      for (var connection : simulated.connections().values()) {
        DrivenLink link = DrivenLink.of(simulated, index, connection);
        Driver driver = Drivers.create(link, heard, clock, Credentials.NONE, DevicePorts.NONE);
        drivers.add(driver);
        Thread.ofVirtual()
            .name(connection.id())
            .start(
                () -> {
                  try {
                    driver.run();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
      }
      try {
        assertThat(notGoodAfterAWhile(site, index, heard)).isEmpty();
      } finally {
        drivers.forEach(Driver::close);
      }
    }
  }

  private static Map<String, String> notGoodAfterAWhile(Site site, PointIndex index, Heard heard)
      throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    Map<String, String> missing = notGood(site, index, heard);
    while (!missing.isEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(100);
      missing = notGood(site, index, heard);
    }
    return missing;
  }

  private static Map<String, String> notGood(Site site, PointIndex index, Heard heard) {
    Map<String, String> missing = new TreeMap<>();
    for (Equipment equipment : site.equipment().values()) {
      for (PointSpec point : equipment.points().values()) {
        PointRef ref = new PointRef(equipment.id(), point.id());
        String quality = heard.qualities.getOrDefault(index.number(ref), "never read");
        boolean read = point.kind() != PointKind.EVENT && !point.command();
        if (read && !quality.equals("good")) {
          missing.put(ref.toString(), quality);
        }
      }
    }
    return missing;
  }
}
