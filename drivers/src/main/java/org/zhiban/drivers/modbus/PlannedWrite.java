package org.zhiban.drivers.modbus;

import java.util.List;

/**
 * One request that writes.
 *
 * @param unit Modbus unit id, 0 to 255
 * @param coil whether a coil is written, or holding registers
 * @param address of the first, 0-based
 * @param values of a coil 0 or 1; of a register 0 to 65,535
 * @param several whether the function for several places is used, be it for one
 */
record PlannedWrite(int unit, boolean coil, int address, List<Integer> values, boolean several) {
  private static final int ON = 0xff00;

  /** Registers of one write, by the Modbus Application Protocol V1.1b3, 6.12. */
  static final int MAX_REGISTERS = 123;

  PlannedWrite {
    values = List.copyOf(values);
    if (values.isEmpty() || values.size() > MAX_REGISTERS || address + values.size() > 65_536) {
      throw new IllegalArgumentException("write of " + values.size() + " from " + address);
    }
    several |= values.size() > 1;
  }

  /** The same by the function for several places: some devices know only that. */
  PlannedWrite asSeveral() {
    return new PlannedWrite(unit, coil, address, values, true);
  }

  /** The function code: 5, 6, 15 or 16. */
  int function() {
    return coil ? (several ? 15 : 5) : several ? 16 : 6;
  }

  /** The four bytes that a right answer repeats (6.5, 6.6, 6.11, 6.12). */
  long echo() {
    int second = several ? values.size() : coil ? coilWord() : values.getFirst();
    return (long) address << 16 | second;
  }

  private int coilWord() {
    return values.getFirst() == 0 ? 0 : ON;
  }

  /** Bytes of the exchange beyond those of a read without values. */
  int moreBytes() {
    int echo = Awaited.ECHO_BYTES - 1;
    return several ? echo + 1 + (coil ? (values.size() + 7) / 8 : 2 * values.size()) : echo;
  }

  /** For people: {@code unit 1, write holding registers 0 to 1}. */
  @Override
  public String toString() {
    String what = coil ? "coil" : "holding register";
    int last = address + values.size() - 1;
    return "unit "
        + unit
        + ", write "
        + (last == address ? what + " " + address : what + "s " + address + " to " + last);
  }
}
