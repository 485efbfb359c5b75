package org.zhiban.drivers.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.zhiban.drivers.modbus.ScriptedDevice.Frames;
import org.zhiban.model.site.PointSource.Table;

/**
 * A line to a scripted device. Every register of the device holds its own address, so that an
 * answer to another request shows.
 */
abstract class ScriptedLine {
  static final Duration TIMEOUT = Duration.ofMillis(250);
  static final int UNIT = 1;

  ScriptedDevice device = device(Frames.MBAP);
  SocketLine line = line(new MbapFraming());

  static ScriptedDevice device(Frames frames) {
    try {
      ScriptedDevice device = new ScriptedDevice(frames);
      for (int unit : new int[] {UNIT, 2, 200}) {
        for (int address = 0; address < 300; address++) {
          device.set(unit, 3, address, address);
        }
      }
      device.start();
      return device;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  SocketLine line(Framing framing) {
    return new SocketLine("127.0.0.1", device.port(), framing, TIMEOUT, System::nanoTime);
  }

  /** The same test over RTU frames. */
  void use(Frames frames) throws IOException {
    if (frames == Frames.RTU) {
      device.close();
      device = device(Frames.RTU);
      line = line(new RtuFraming());
    }
  }

  @AfterEach
  void end() throws IOException {
    line.close();
    device.close();
  }

  static PlannedRead read(int address, int count) {
    return read(UNIT, address, count);
  }

  static PlannedRead read(int unit, int address, int count) {
    return new PlannedRead(unit, Table.HOLDING, TIMEOUT, address, count, List.of());
  }

  Answer ask(PlannedRead read) {
    if (!line.isOpen()) {
      assertThat(line.open()).isEmpty();
    }
    return line.ask(read);
  }

  static void isRight(Answer answer, PlannedRead read) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Values.class,
            right -> {
              assertThat(right.values()).hasSize(read.count());
              for (int index = 0; index < read.count(); index++) {
                assertThat(right.values()[index]).isEqualTo(read.address() + index);
              }
            });
  }

  static void isBroken(Answer answer, String words) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Broken.class, broken -> assertThat(broken.words()).contains(words));
  }
}
