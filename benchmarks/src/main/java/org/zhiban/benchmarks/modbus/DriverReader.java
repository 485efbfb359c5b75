package org.zhiban.benchmarks.modbus;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.SampleSink;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Our drivers: answers guarded, decoded, scaled and given quality and time. Every sample's quality
 * is looked at, and a value of every read.
 */
final class DriverReader extends Reader {
  private final List<Driver> drivers = new ArrayList<>();

  DriverReader(Site site) {
    PointIndex index = site.pointIndex();
    Sink sink = new Sink(index.size());
    for (var connection : site.connections().values()) {
      DrivenLink link = DrivenLink.of(site, index, connection);
      link.points().forEach(sink::expect);
      Driver driver =
          Drivers.create(link, sink, Clock.systemUTC(), Credentials.NONE, DevicePorts.NONE);
      drivers.add(driver);
      start(driver::run);
    }
  }

  @Override
  void hangUp() {
    drivers.forEach(Driver::close);
  }

  private final class Sink implements SampleSink {
    private final double[] expected;

    Sink(int points) {
      expected = new double[points];
    }

    /** Every register holds its own address. */
    void expect(DrivenPoint point) {
      if (point.spec().source().orElseThrow() instanceof PointSource.Modbus register) {
        expected[point.number()] = register.address() * register.scale();
      }
    }

    @Override
    public void samples(SampleBatch batch, Runnable committed) {
      for (int row = 0; row < batch.size(); row++) {
        if (batch.quality(row) != Quality.GOOD) {
          throw new IllegalStateException("not good: " + batch.reason(row));
        }
      }
      int last = batch.size() - 1;
      if (Math.abs(batch.value(last) - expected[batch.point(last)]) > 1e-6) {
        throw new IllegalStateException("wrong value: " + batch.value(last));
      }
      count(batch.size());
    }

    @Override
    public void events(List<PointEvent> events, Runnable committed) {
      throw new IllegalStateException("Modbus has no events");
    }

    @Override
    public void alive(int[] points, long time) {
      throw new IllegalStateException("Modbus has no keep-alive");
    }

    @Override
    public void status(LinkStatus status) {}
  }
}
