package org.zhiban.model.handover;

import java.util.regex.Pattern;

/**
 * A signature that was drawn, as lines of SVG in a field of 1000 by 400: {@code M10 20 L30 40},
 * nothing else, so that it can be shown as it came.
 */
public final class Strokes {
  /** The longest that is kept, in characters. */
  public static final int MOST = 20_000;

  private static final Pattern ONE = Pattern.compile("[ML]\\d{1,4} \\d{1,4}");

  private Strokes() {}

  /** Whether it is one. */
  public static boolean valid(String strokes) {
    if (strokes.length() > MOST || !strokes.startsWith("M") || strokes.endsWith(" ")) {
      return false;
    }
    int at = 0;
    while (at < strokes.length()) {
      int next = strokes.indexOf(' ', strokes.indexOf(' ', at) + 1);
      int end = next < 0 || next <= at ? strokes.length() : next;
      if (!ONE.matcher(strokes.substring(at, end)).matches()) {
        return false;
      }
      at = end + 1;
    }
    return true;
  }

  static void require(String strokes) {
    if (!valid(strokes)) {
      throw new IllegalArgumentException("strokes are lines such as M10 20 L30 40");
    }
  }
}
