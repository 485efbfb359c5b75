package org.zhiban.drivers.modbus;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * One answer of Read Device Identification, function 43 with MEI type 14: Modbus Application
 * Protocol V1.1b3, 6.21.
 *
 * @param objects texts by object id, 0 to 255
 * @param next the object to ask for next, where the answer did not hold all
 */
record DeviceObjects(Map<Integer, String> objects, OptionalInt next) {
  static final int FUNCTION = 43;

  /** Basic: vendor, product code, revision. */
  static final int BASIC = 1;

  /** Regular: vendor's address, product, model and application name. */
  static final int REGULAR = 2;

  /** From the MEI type to the number of objects. */
  static final int HEAD = 6;

  private static final int MEI_TYPE = 14;

  DeviceObjects {
    objects = Map.copyOf(objects);
  }

  /**
   * Reads what follows the function code.
   *
   * @throws NoAnswerException if it is no identification, or ends too early
   */
  static DeviceObjects of(byte[] bytes, int offset, int end) throws NoAnswerException {
    if (end - offset < HEAD || Framing.at(bytes, offset) != MEI_TYPE) {
      throw NoAnswerException.broken("the answer is no device identification");
    }
    boolean more = Framing.at(bytes, offset + 3) != 0;
    Map<Integer, String> objects = new TreeMap<>();
    int at = offset + HEAD;
    for (int left = Framing.at(bytes, offset + 5); left > 0; left--) {
      if (at + 2 > end || at + 2 + Framing.at(bytes, at + 1) > end) {
        throw NoAnswerException.broken("the device identification ends in the middle of a text");
      }
      int length = Framing.at(bytes, at + 1);
      String text = new String(bytes, at + 2, length, StandardCharsets.UTF_8);
      objects.put(Framing.at(bytes, at), text.replaceAll("\\p{Cntrl}", "").strip());
      at += 2 + length;
    }
    return new DeviceObjects(
        objects, more ? OptionalInt.of(Framing.at(bytes, offset + 4)) : OptionalInt.empty());
  }

  /**
   * The bytes of an RTU frame that carries an identification, or, while that cannot be told, how
   * many it takes to tell; without unit, function and check sum.
   */
  static int length(byte[] bytes, int offset, int have) {
    if (have < HEAD) {
      return HEAD;
    }
    int length = HEAD;
    for (int left = Framing.at(bytes, offset + 5); left > 0; left--) {
      if (have < length + 2) {
        return length + 2;
      }
      length += 2 + Framing.at(bytes, offset + length + 1);
    }
    return length;
  }
}
