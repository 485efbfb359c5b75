package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

final class HistoryWriterTest {
  /** A historian that can fail, and tells what it was given. */
  private static final class Disk implements Historian {
    private final List<Integer> appended = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public void append(SampleBatch batch) {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("disk full");
      }
      appended.add(batch.size());
    }

    @Override
    public List<PointValue> raw(PointRef point, Instant from, Instant to, int limit) {
      return List.of();
    }

    @Override
    public List<PointValue> lastBefore(PointRef point, Instant at) {
      return List.of();
    }

    @Override
    public List<Bucket> buckets(PointRef point, Instant from, Instant to, Duration step) {
      return List.of();
    }

    @Override
    public Backlog readAfter(long cursor, int limit) {
      return new Backlog(List.of(), cursor);
    }

    @Override
    public long head() {
      return 0;
    }

    @Override
    public void release(long cursor) {}

    @Override
    public void close() {}
  }

  private static HistoryWriter writer(Historian disk) {
    return new HistoryWriter(disk, new PointIndex(List.of(new PointRef("pump", "flow"))), 0);
  }

  private long told;

  /** A later one each time. */
  private SampleBatch one() {
    SampleBatch batch = new SampleBatch(1);
    batch.good(0, 1, ++told);
    return batch;
  }

  @Test
  void whoWaitsIsToldAfterTheCommitAndManyShareOne() throws InterruptedException {
    Disk disk = new Disk();
    HistoryWriter writer = writer(disk);
    CountDownLatch told = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      writer.add(
          one(),
          () -> {
            assertThat(disk.appended).isNotEmpty();
            told.countDown();
          });
    }
    writer.start();
    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(disk.appended.stream().mapToInt(n -> n).sum()).isEqualTo(100);
    assertThat(disk.appended).hasSizeLessThan(100);
    writer.close();
  }

  @Test
  void aFailingDiskIsTriedAgainAndNobodyIsToldBefore() throws InterruptedException {
    Disk disk = new Disk();
    disk.failures.set(2);
    HistoryWriter writer = writer(disk);
    CountDownLatch told = new CountDownLatch(1);
    writer.start();
    writer.add(one(), told::countDown);
    assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(disk.failures).hasValue(0);
    assertThat(disk.appended).containsExactly(1);
    assertThat(writer.failing()).isFalse();
    writer.close();
  }
}
