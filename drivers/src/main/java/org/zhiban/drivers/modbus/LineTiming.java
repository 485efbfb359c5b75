package org.zhiban.drivers.modbus;

import java.time.Duration;
import org.zhiban.model.site.ModbusConnection;

/**
 * How long things take on a serial line, by Modbus over Serial Line V1.02.
 *
 * @param character one character with its start, parity and stop bits
 * @param silence what must pass between two frames: 3.5 characters, fixed to 1.75 ms above 19,200
 *     Bd (2.5.1.1)
 */
record LineTiming(Duration character, Duration silence) {
  private static final int REQUEST_BYTES = 8;
  private static final int ANSWER_FRAME_BYTES = 5;

  static LineTiming of(ModbusConnection.Serial line) {
    int bits =
        1
            + line.dataBits()
            + line.stopBits()
            + (line.parity() == ModbusConnection.Parity.NONE ? 0 : 1);
    Duration character = Duration.ofNanos(bits * 1_000_000_000L / line.baud());
    Duration silence =
        line.baud() > 19_200
            ? Duration.ofNanos(1_750_000)
            : Duration.ofNanos(character.toNanos() * 7 / 2);
    return new LineTiming(character, silence);
  }

  /**
   * Request, the silence after it, and answer.
   *
   * @param dataBytes beyond those of a read without values
   */
  Duration exchange(int dataBytes) {
    return character.multipliedBy(REQUEST_BYTES + ANSWER_FRAME_BYTES + dataBytes).plus(silence);
  }
}
