package org.zhiban.drivers.mqtt.sparkplug;

/** A metric's value as it stands on the wire, before its data type says what it means. */
public sealed interface WireValue {
  /** {@code int_value}: 32 bits without a sign. */
  record IntValue(int bits) implements WireValue {}

  /** {@code long_value}: 64 bits without a sign. */
  record LongValue(long bits) implements WireValue {}

  /** {@code float_value}. */
  record FloatValue(float value) implements WireValue {}

  /** {@code double_value}. */
  record DoubleValue(double value) implements WireValue {}

  /** {@code boolean_value}. */
  record BooleanValue(boolean value) implements WireValue {}

  /** {@code string_value}. */
  record StringValue(String value) implements WireValue {}

  /** What is not one value: bytes, a data set, a template, an extension. */
  record Structured(String word) implements WireValue {}
}
