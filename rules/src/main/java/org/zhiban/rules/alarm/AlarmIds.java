package org.zhiban.rules.alarm;

import java.nio.charset.StandardCharsets;

/**
 * Ids of alarms: nine characters for the millisecond of raising, so that they sort by time, and
 * eight for whose alarm it is. Digits and lower-case letters of Crockford's base 32 alone.
 */
final class AlarmIds {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int BITS = 5;
  private static final int TIME_DIGITS = 9;
  private static final int NAME_DIGITS = 8;

  static String of(long raisedAt, String equipment, String rule, String key) {
    return digits(raisedAt, TIME_DIGITS)
        + "-"
        + digits(hash(equipment + "\n" + rule + "\n" + key), NAME_DIGITS);
  }

  /** A short name for a value that must not be read back, such as a card number. */
  static String fingerprint(String value) {
    return digits(hash(value), NAME_DIGITS);
  }

  private static String digits(long value, int count) {
    char[] digits = new char[count];
    long rest = value;
    for (int place = count - 1; place >= 0; place--) {
      digits[place] = DIGITS.charAt((int) (rest & (DIGITS.length() - 1)));
      rest >>>= BITS;
    }
    return new String(digits);
  }

  /** FNV-1a over 64 bits, its high half folded in. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 32);
  }

  private AlarmIds() {}
}
