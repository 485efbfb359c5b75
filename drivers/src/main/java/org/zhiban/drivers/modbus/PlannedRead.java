package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.List;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.model.site.PointSource.Table;

/**
 * One request and the points that its answer holds.
 *
 * @param unit Modbus unit id, 0 to 255
 * @param every wanted period of this read
 * @param address of the first register or bit, 0-based
 * @param count registers (1 to 125) or bits (1 to 2,000)
 * @param points in order of address
 */
public record PlannedRead(
    int unit, Table table, Duration every, int address, int count, List<DrivenPoint> points) {
  /** Registers of one read, by the Modbus Application Protocol V1.1b3, 6.3. */
  public static final int MAX_REGISTERS = 125;

  /** Coils or discrete inputs of one read, 6.1. */
  public static final int MAX_BITS = 2_000;

  public PlannedRead {
    points = List.copyOf(points);
    int limit = table.bits() ? MAX_BITS : MAX_REGISTERS;
    if (count < 1 || count > limit || address < 0 || address + count > 65_536) {
      throw new IllegalArgumentException("read of " + count + " from " + address);
    }
  }

  /** The function code, 1 to 4. */
  public int function() {
    return switch (table) {
      case COIL -> 1;
      case DISCRETE -> 2;
      case HOLDING -> 3;
      case INPUT -> 4;
    };
  }

  /** Bytes of values that a right answer carries. */
  public int dataBytes() {
    return table.bits() ? (count + 7) / 8 : count * 2;
  }

  /** The first address after the read. */
  public int end() {
    return address + count;
  }

  /**
   * A read at the same place whose answer has another length, for links that carry no transaction
   * id: an answer to this read that comes late cannot be taken for an answer to that one. Its
   * values are thrown away.
   */
  PlannedRead ofOtherLength() {
    int step = table.bits() ? 8 : 1;
    int other = count > step ? count - step : count + step;
    int from = Math.min(address, 65_536 - other);
    return new PlannedRead(unit, table, every, from, other, List.of());
  }

  /** As many addresses of the same table, the last before an end. */
  PlannedRead endingAt(int end) {
    return new PlannedRead(unit, table, every, Math.max(0, end - count), count, points);
  }

  /** For people: {@code unit 1, input registers 0 to 15}. */
  @Override
  public String toString() {
    String what =
        switch (table) {
          case COIL -> "coil";
          case DISCRETE -> "discrete input";
          case INPUT -> "input register";
          case HOLDING -> "holding register";
        };
    return "unit "
        + unit
        + ", "
        + (count == 1 ? what + " " + address : what + "s " + address + " to " + (end() - 1));
  }
}
