package org.zhiban.drivers;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * Stands for a link that no driver can serve as the site describes it: it is down for good and says
 * why, its points are bad, and every other link runs.
 */
final class RefusedLink implements Driver {
  private final ExchangeLog log = new ExchangeLog();
  private final DrivenLink link;
  private final SampleSink sink;
  private final InstantSource clock;
  private final LinkHealth health;
  private final CountDownLatch closed = new CountDownLatch(1);

  RefusedLink(DrivenLink link, String why, SampleSink sink, InstantSource clock) {
    this.link = link;
    this.sink = sink;
    this.clock = clock;
    health = new LinkHealth(link.connection().id(), clock);
    health.trouble(why);
  }

  @Override
  public void run() throws InterruptedException {
    SampleBatch batch = new SampleBatch(link.points().size());
    for (DrivenPoint point : link.points()) {
      batch.bad(point.number(), QualityReason.CONNECTION_DOWN, clock.millis());
    }
    sink.status(health.status());
    sink.samples(batch, SampleSink.NOBODY_WAITS);
    closed.await();
  }

  @Override
  public WriteOutcome write(DrivenPoint point, double value) {
    return new WriteOutcome.NotSent(health.status().lastError().orElse("the link is not served"));
  }

  @Override
  public LinkStatus status() {
    return health.status();
  }

  @Override
  public ExchangeLog log() {
    return log;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
