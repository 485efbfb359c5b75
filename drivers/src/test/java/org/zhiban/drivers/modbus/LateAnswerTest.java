package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
import org.zhiban.drivers.modbus.ScriptedDevice.Reply;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.telemetry.QualityReason;

/**
 * The whole driver before a device that answers too late. The register changes between the request
 * that goes unanswered and the next one, so that a value of the old answer shows.
 */
@Timeout(60)
final class LateAnswerTest {
  private static final int OLD = 1111;
  private static final int NEW = 2222;

  private final RecordingSink sink = new RecordingSink();

  /**
   * Answers once with the old value, keeps the second answer back, and sends it, still with the old
   * value, just before the answer to the third request: on whatever connection that came.
   */
  private static final class LateToTheNext implements ScriptedDevice.Script {
    private final ScriptedDevice device;
    private final AtomicReference<byte @Nullable []> kept = new AtomicReference<>();

    LateToTheNext(ScriptedDevice device) {
      this.device = device;
    }

    @Override
    public void answer(ScriptedDevice.Request request) throws IOException {
      Reply reply = request.reply();
      if (request.ordinal() == 2) {
        kept.set(reply.right());
        device.set(1, 3, 10, NEW);
        return;
      }
      byte[] late = kept.getAndSet(null);
      if (late != null) {
        reply.send(late);
      }
      reply.send(reply.right());
    }
  }

  private void noOldValueComesAfterTheSilence(Frames frames) throws IOException {
    try (ScriptedDevice device = new ScriptedDevice(frames)) {
      device.set(1, 3, 10, OLD);
      device.script(new LateToTheNext(device));
      device.start();
      ModbusConnection.Link carrier =
          frames == Frames.MBAP ? Modbus.tcp(device.port()) : Modbus.rtuOverTcp(device.port());
      DrivenPoint point =
          Points.analog(0, Modbus.uint16(Table.HOLDING, 10)).every(Duration.ofMillis(50)).build();
      try (RunningDriver driver =
          RunningDriver.start(
              Drivers.create(
                  new DrivenLink(Modbus.connection(carrier), List.of(point)),
                  sink,
                  InstantSource.system(),
                  Credentials.NONE,
                  DevicePorts.NONE))) {
        sink.await(0, "silence", one -> one.reason() == QualityReason.TIMEOUT);
        int place = sink.size();
        for (int more = 0; more < 5; more++) {
          sink.await(place + more, "good value", Sample::good);
        }
        assertThat(driver.driver().status().errors()).isEqualTo(1);
        assertThat(sink.samplesFrom(place)).allMatch(one -> one.value() == NEW);
        assertThat(sink.samples().getFirst().value()).isEqualTo(OLD);
      }
    }
  }

  @Test
  void overTcp() throws IOException {
    noOldValueComesAfterTheSilence(Frames.MBAP);
  }

  /** As behind a serial device server, which passes the late answer on to the new connection. */
  @Test
  void inRtuFramesOnTheNextConnection() throws IOException {
    noOldValueComesAfterTheSilence(Frames.RTU);
  }
}
