package org.zhiban.model.site;

import java.time.Duration;

/**
 * A Modbus link, after the Modbus Application Protocol V1.1b3.
 *
 * @param timeout longest wait for one answer
 * @param maxRegistersPerRead 1 to 125, what the device accepts in one request
 * @param maxHole unread registers that a merged read may span, 0 to 124
 * @param minGap pause between requests
 * @param maxInFlight requests that a TCP device bears at once; 1 on any line
 */
public record ModbusConnection(
    String id,
    Link link,
    Duration timeout,
    int maxRegistersPerRead,
    int maxHole,
    Duration minGap,
    int maxInFlight,
    SourcePosition position)
    implements Connection {
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);
  public static final int DEFAULT_MAX_REGISTERS = 125;
  public static final int DEFAULT_MAX_HOLE = 16;

  public ModbusConnection {
    if (maxRegistersPerRead < 1 || maxRegistersPerRead > 125) {
      throw new IllegalArgumentException(
          "max_registers_per_read is 1 to 125: " + maxRegistersPerRead);
    }
    if (maxHole < 0 || maxHole > 124) {
      throw new IllegalArgumentException("max_hole is 0 to 124: " + maxHole);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive");
    }
  }

  @Override
  public String type() {
    return switch (link) {
      case Tcp _ -> "modbus_tcp";
      case RtuOverTcp _ -> "modbus_rtu_over_tcp";
      case Udp _ -> "modbus_udp";
      case Serial _ -> "modbus_rtu";
    };
  }

  /** What carries the frames. */
  public sealed interface Link permits Tcp, RtuOverTcp, Udp, Serial {}

  /** Modbus TCP; the registered port is 502. */
  public record Tcp(String host, int port) implements Link {}

  /** RTU frames with CRC through a TCP socket, as serial device servers pass them. */
  public record RtuOverTcp(String host, int port) implements Link {}

  /** Modbus TCP frames in datagrams. */
  public record Udp(String host, int port) implements Link {}

  /** A serial line, RS-485 or RS-232. */
  public record Serial(String device, int baud, Parity parity, int dataBits, int stopBits)
      implements Link {}

  /** Parity of a serial line. */
  public enum Parity {
    NONE,
    EVEN,
    ODD
  }
}
