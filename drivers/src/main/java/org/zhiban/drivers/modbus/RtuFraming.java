package org.zhiban.drivers.modbus;

import static org.zhiban.drivers.modbus.Framing.at;

import java.util.Set;

/**
 * RTU frames, by Modbus over Serial Line V1.02, 2.5.1. They carry no id: an answer is known by its
 * unit, function and length alone, so a sound frame that differs in one of them is another
 * request's.
 */
record RtuFraming() implements Framing {
  private static final int HEAD = 3;
  private static final int UNIT_AND_FUNCTION = 2;
  private static final int AROUND_DATA = 5;
  private static final int MAX_READ_FUNCTION = 4;
  private static final Set<Integer> WRITE_FUNCTIONS = Set.of(5, 6, 15, 16);

  @Override
  public int length(byte[] head, int offset, int have) throws NoAnswerException {
    if (have < HEAD) {
      return HEAD;
    }
    int function = at(head, offset + 1);
    if ((function & EXCEPTION_FLAG) != 0) {
      return AROUND_DATA;
    }
    if (WRITE_FUNCTIONS.contains(function)) {
      return AROUND_DATA - 1 + Awaited.ECHO_BYTES;
    }
    if (function == DeviceObjects.FUNCTION) {
      int length = UNIT_AND_FUNCTION + DeviceObjects.length(head, offset + 2, have - 2) + 2;
      if (length > MAX_FRAME) {
        throw NoAnswerException.broken("a device identification longer than a frame");
      }
      return length;
    }
    if (function < 1 || function > MAX_READ_FUNCTION) {
      throw NoAnswerException.broken(
          "noise on the line: no answer starts with " + hex(head, offset));
    }
    return AROUND_DATA + at(head, offset + 2);
  }

  @Override
  public Verdict judge(byte[] frame, int offset, int length, Awaited awaited)
      throws NoAnswerException {
    int crc = crc(frame, offset, length - 2);
    if (at(frame, offset + length - 2) != (crc & 0xff)
        || at(frame, offset + length - 1) != crc >> 8) {
      throw NoAnswerException.broken("noise on the line: the check sum of the answer is wrong");
    }
    int function = at(frame, offset + 1);
    boolean refusal = function == (awaited.function() | EXCEPTION_FLAG);
    return at(frame, offset) == awaited.unit()
            && (refusal || (function == awaited.function() && fits(frame, offset + 2, awaited)))
        ? Verdict.ANSWER
        : Verdict.STRAY;
  }

  /** Whether what stands behind the function code can be the answer. */
  private static boolean fits(byte[] frame, int index, Awaited awaited) {
    if (awaited.ofWrite()) {
      return awaited.repeated(frame, index);
    }
    return awaited.function() == DeviceObjects.FUNCTION || at(frame, index) == awaited.dataBytes();
  }

  @Override
  public int dataAt() {
    return HEAD;
  }

  @Override
  public boolean carriesIds() {
    return false;
  }

  /** CRC-16 of Modbus, 2.5.1.2 and appendix B; the low byte goes first on the wire. */
  static int crc(byte[] bytes, int offset, int length) {
    int crc = 0xffff;
    for (int index = offset; index < offset + length; index++) {
      crc = crc >>> 8 ^ CRC_OF_BYTE[(crc ^ bytes[index]) & 0xff];
    }
    return crc;
  }

  private static final int[] CRC_OF_BYTE = crcOfBytes();

  private static int[] crcOfBytes() {
    int[] table = new int[256];
    for (int value = 0; value < table.length; value++) {
      int crc = value;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ 0xa001 : crc >>> 1;
      }
      table[value] = crc;
    }
    return table;
  }

  private static String hex(byte[] bytes, int offset) {
    return "%02x %02x".formatted(bytes[offset], bytes[offset + 1]);
  }
}
