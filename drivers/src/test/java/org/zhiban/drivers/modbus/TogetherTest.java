package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DevicePorts;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Drivers;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.RecordingSink;
import org.zhiban.drivers.RecordingSink.Sample;
import org.zhiban.drivers.RunningDriver;
import org.zhiban.drivers.modbus.ScriptedDevice.Frames;
import org.zhiban.drivers.modbus.ScriptedDevice.Request;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.QualityReason;

/** A device that bears several requests at once is asked so, and each answer finds its request. */
@Timeout(30)
final class TogetherTest {
  private static final int MOST = 4;

  private final RecordingSink sink = new RecordingSink();
  private final List<Request> kept = new ArrayList<>();
  private final AtomicInteger most = new AtomicInteger();

  private static DrivenPoint point(int number, int unit) {
    return Points.analog(number, Modbus.uint16(Table.HOLDING, 100 * number))
        .unit(unit)
        .every(Duration.ofMillis(200))
        .build();
  }

  private RunningDriver run(ScriptedDevice device, List<DrivenPoint> points) {
    for (DrivenPoint point : points) {
      device.set(ReadPlan.unit(point), 3, 100 * point.number(), 1_000 + point.number());
    }
    return RunningDriver.start(
        Drivers.create(
            new DrivenLink(
                Modbus.together(Modbus.tcp(device.port()), Modbus.TIMEOUT, MOST), points),
            sink,
            InstantSource.system(),
            Credentials.NONE,
            DevicePorts.NONE));
  }

  /** Keeps requests until as many are there as it bears, then answers the last one first. */
  private void answerBackwards(Request request) throws IOException {
    kept.add(request);
    most.accumulateAndGet(kept.size(), Math::max);
    if (kept.size() == MOST) {
      for (Request one : kept.reversed()) {
        one.reply().send(one.reply().right());
      }
      kept.clear();
    }
  }

  @Test
  void answersThatComeInAnotherOrderFindTheirRequests() throws IOException {
    List<DrivenPoint> points = new ArrayList<>();
    for (int number = 0; number < 2 * MOST; number++) {
      points.add(point(number, 1));
    }
    try (ScriptedDevice device = new ScriptedDevice(Frames.MBAP)) {
      device.script(this::answerBackwards);
      device.start();
      try (RunningDriver running = run(device, points)) {
        for (DrivenPoint point : points) {
          sink.await(0, point.ref() + " good", one -> one.point() == point.number() && one.good());
        }
        assertThat(most).hasValue(MOST);
        assertThat(sink.samples().stream().filter(Sample::good))
            .allSatisfy(one -> assertThat(one.value()).isEqualTo(1_000 + one.point()));
        assertThat(running.driver().log().latest())
            .filteredOn(
                one -> one.outcome() == org.zhiban.model.telemetry.Exchange.Outcome.ANSWERED)
            .isNotEmpty()
            .allSatisfy(
                one ->
                    assertThat(one.answer().substring(0, 5))
                        .isEqualTo(one.request().substring(0, 5)));
      }
    }
  }

  @Test
  void aSilentUnitAmongThemIsFoundAndTheOthersGoOn() throws IOException {
    List<DrivenPoint> points = List.of(point(0, 1), point(1, 2), point(2, 3), point(3, 4));
    try (ScriptedDevice device = new ScriptedDevice(Frames.MBAP)) {
      device.script(
          request -> {
            if (request.unit() != 2) {
              ScriptedDevice.RIGHTLY.answer(request);
            }
          });
      device.start();
      try (RunningDriver running = run(device, points)) {
        sink.await(0, "time-out", one -> one.point() == 1 && one.reason() == QualityReason.TIMEOUT);
        int place = sink.size();
        for (int number : List.of(0, 2, 3)) {
          sink.await(place, number + " good", one -> one.point() == number && one.good());
        }
        assertThat(running.driver().status().units())
            .containsEntry("2", LinkStatus.State.DOWN)
            .containsEntry("3", LinkStatus.State.UP);
        assertThat(sink.samples())
            .noneMatch(one -> one.point() != 1 && one.reason() == QualityReason.TIMEOUT);
      }
    }
  }

  @Test
  void aDeviceThatRepeatsEveryAnswerOrDamagesOneConfusesNobody() throws IOException {
    List<DrivenPoint> points = List.of(point(0, 1), point(1, 1), point(2, 1), point(3, 1));
    AtomicInteger requests = new AtomicInteger();
    try (ScriptedDevice device = new ScriptedDevice(Frames.MBAP)) {
      device.script(
          request -> {
            byte[] right = request.reply().right();
            if (requests.incrementAndGet() % 5 == 0) {
              request
                  .reply()
                  .send(
                      request
                          .reply()
                          .with((byte) 3, (byte) 4, (byte) 0, (byte) 1, (byte) 0, (byte) 1));
            } else {
              request.reply().send(right);
              request.reply().send(right);
            }
          });
      device.start();
      try (RunningDriver running = run(device, points)) {
        for (int times = 0; times < 5; times++) {
          int place = sink.size();
          for (DrivenPoint point : points) {
            sink.await(
                place, point.ref() + " good", one -> one.point() == point.number() && one.good());
          }
        }
        assertThat(running.driver().status().errors()).isPositive();
        assertThat(sink.samples().stream().filter(Sample::good))
            .allSatisfy(one -> assertThat(one.value()).isEqualTo(1_000 + one.point()));
      }
    }
  }
}
