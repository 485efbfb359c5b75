package org.zhiban.rules.expression;

/** Kleene's three values. Unknown: it hangs on a point of bad quality. */
public enum Truth {
  FALSE(0),
  TRUE(1),
  UNKNOWN(2);

  private final int code;

  Truth(int code) {
    this.code = code;
  }

  /** The number under which it is written down: 0 false, 1 true, 2 unknown. */
  public int code() {
    return code;
  }

  /** The inverse of {@link #code()}. */
  public static Truth ofCode(long code) {
    return code == TRUE.code ? TRUE : code == FALSE.code ? FALSE : UNKNOWN;
  }

  public static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public Truth not() {
    return switch (this) {
      case FALSE -> TRUE;
      case TRUE -> FALSE;
      case UNKNOWN -> UNKNOWN;
    };
  }

  public Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  public Truth or(Truth other) {
    if (this == TRUE || other == TRUE) {
      return TRUE;
    }
    return this == FALSE && other == FALSE ? FALSE : UNKNOWN;
  }
}
