package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
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
import org.zhiban.drivers.modbus.ScriptedDevice.Request;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;

/**
 * A device that does whatever the dice say. No good value is ever wrong, the driver's thread lives,
 * and when the device comes to its senses its values come back. Registers hold their addresses.
 */
final class HostileDevicePropertyTest {
  private static final Duration TIMEOUT = Duration.ofMillis(40);
  private static final int REQUESTS = 150;
  private static final int REGISTERS = 400;

  private static void misbehave(Request request, Random dice) throws IOException {
    Reply reply = request.reply();
    byte[] frame = reply.right();
    switch (dice.nextInt(14)) {
      case 0 -> {} // silence
      case 1 -> reply.reset();
      case 2 -> reply.hangUp();
      case 3 -> reply.send(Arrays.copyOf(frame, dice.nextInt(frame.length)));
      case 4 -> reply.send(Arrays.copyOf(frame, frame.length + 1 + dice.nextInt(300)));
      case 5 -> reply.send(reply.as(request.transaction() + 1 + dice.nextInt(9), request.unit()));
      case 6 -> reply.send(reply.as(request.transaction(), request.unit() + 1));
      case 7 -> reply.send(reply.refusal(1 + dice.nextInt(255)));
      case 8 -> reply.send(garbage(dice));
      case 9 -> {
        frame[dice.nextInt(6)] ^= (byte) (1 << dice.nextInt(8));
        reply.send(frame);
      }
      case 10 -> {
        reply.send(garbage(dice));
        reply.send(frame);
      }
      case 11 -> {
        byte[] pdu = new byte[dice.nextInt(253)];
        dice.nextBytes(pdu);
        reply.send(reply.with(pdu));
      }
      default -> reply.send(frame);
    }
  }

  private static byte[] garbage(Random dice) {
    byte[] bytes = new byte[1 + dice.nextInt(600)];
    dice.nextBytes(bytes);
    return bytes;
  }

  private static ScriptedDevice device(Frames frames, long seed) throws IOException {
    ScriptedDevice device = new ScriptedDevice(frames);
    for (int address = 0; address < REGISTERS; address++) {
      device.set(1, 3, address, address);
    }
    Random dice = new Random(seed);
    device.script(request -> misbehave(request, dice));
    device.start();
    return device;
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF)
  void whatALineTakesForAnAnswerIsTheAnswer(@ForAll Frames frames, @ForAll long seed)
      throws IOException {
    Framing framing = frames == Frames.MBAP ? new MbapFraming() : new RtuFraming();
    Random questions = new Random(~seed);
    int right = 0;
    int nothing = 0;
    try (ScriptedDevice device = device(frames, seed);
        SocketLine line =
            new SocketLine("127.0.0.1", device.port(), framing, TIMEOUT, System::nanoTime)) {
      for (int asked = 0; asked < REQUESTS; asked++) {
        int count = 1 + questions.nextInt(PlannedRead.MAX_REGISTERS);
        PlannedRead read =
            new PlannedRead(
                1, Table.HOLDING, TIMEOUT, questions.nextInt(REGISTERS - count), count, List.of());
        if (!line.isOpen() && line.open().isPresent()) {
          nothing++;
        } else if (line.ask(read) instanceof Answer.Values values) {
          assertThat(values.values())
              .isEqualTo(IntStream.range(read.address(), read.end()).toArray());
          right++;
        } else {
          nothing++;
        }
      }
    }
    assertThat(right).isPositive();
    assertThat(nothing).isPositive();
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void theDriverOutlivesTheDeviceAndItsValuesComeBack(@ForAll Frames frames, @ForAll long seed)
      throws IOException {
    RecordingSink sink = new RecordingSink();
    List<DrivenPoint> points = List.of(point(0, 3), point(1, 5), point(2, 100), point(3, 200));
    try (ScriptedDevice device = device(frames, seed)) {
      ModbusConnection.Link carrier =
          frames == Frames.MBAP ? Modbus.tcp(device.port()) : Modbus.rtuOverTcp(device.port());
      try (RunningDriver driver =
          RunningDriver.start(
              Drivers.create(
                  new DrivenLink(Modbus.connection(carrier, TIMEOUT), points),
                  sink,
                  InstantSource.system(),
                  Credentials.NONE,
                  DevicePorts.NONE))) {
        sink.awaitThat("errors", () -> driver.driver().status().errors() >= 3);
        device.script(ScriptedDevice.RIGHTLY);
        int place = sink.size();
        for (DrivenPoint point : points) {
          sink.await(place, "good", one -> one.point() == point.number() && one.good());
        }
      }
      assertThat(sink.samples().stream().filter(Sample::good))
          .allSatisfy(
              one ->
                  assertThat(one.value())
                      .isEqualTo(ReadPlan.source(points.get(one.point())).address()));
    }
  }

  private static DrivenPoint point(int number, int address) {
    return Points.analog(number, Modbus.uint16(Table.HOLDING, address))
        .every(Duration.ofMillis(5))
        .build();
  }
}
