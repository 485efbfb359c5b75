package org.zhiban.rules.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

/** Types of values as a user thinks of them. */
enum ValueType {
  NUMBER(SimpleType.DOUBLE, "a number"),
  BOOL(SimpleType.BOOL, "true or false"),
  /** A state's name. */
  STATE(SimpleType.STRING, "a state"),
  TEXT(SimpleType.STRING, "a text");

  private final CelType cel;
  private final String words;

  ValueType(CelType cel, String words) {
    this.cel = cel;
    this.words = words;
  }

  CelType cel() {
    return cel;
  }

  String words() {
    return words;
  }

  /** Whether both may stand on the two sides of a comparison. */
  boolean comparableWith(ValueType other) {
    return cel.equals(other.cel);
  }
}
