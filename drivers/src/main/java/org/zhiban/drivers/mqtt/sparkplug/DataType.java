package org.zhiban.drivers.mqtt.sparkplug;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** The data types of Sparkplug 3.0, 6.4.16, in the order of their codes. */
public enum DataType {
  UNKNOWN(0, "Unknown", Form.NONE, 0),
  INT8(1, "Int8", Form.SIGNED, 8),
  INT16(2, "Int16", Form.SIGNED, 16),
  INT32(3, "Int32", Form.SIGNED, 32),
  INT64(4, "Int64", Form.SIGNED, 64),
  UINT8(5, "UInt8", Form.UNSIGNED, 8),
  UINT16(6, "UInt16", Form.UNSIGNED, 16),
  UINT32(7, "UInt32", Form.UNSIGNED, 32),
  UINT64(8, "UInt64", Form.UNSIGNED, 64),
  FLOAT(9, "Float", Form.FLOATING, 32),
  DOUBLE(10, "Double", Form.FLOATING, 64),
  BOOLEAN(11, "Boolean", Form.FLAG, 1),
  STRING(12, "String", Form.WORDS, 0),
  DATE_TIME(13, "DateTime", Form.SIGNED, 64),
  TEXT(14, "Text", Form.WORDS, 0),
  UUID(15, "UUID", Form.WORDS, 0),
  DATA_SET(16, "DataSet", Form.NONE, 0),
  BYTES(17, "Bytes", Form.NONE, 0),
  FILE(18, "File", Form.NONE, 0),
  TEMPLATE(19, "Template", Form.NONE, 0),
  PROPERTY_SET(20, "PropertySet", Form.NONE, 0),
  PROPERTY_SET_LIST(21, "PropertySetList", Form.NONE, 0),
  INT8_ARRAY(22, "Int8Array", Form.NONE, 0),
  INT16_ARRAY(23, "Int16Array", Form.NONE, 0),
  INT32_ARRAY(24, "Int32Array", Form.NONE, 0),
  INT64_ARRAY(25, "Int64Array", Form.NONE, 0),
  UINT8_ARRAY(26, "UInt8Array", Form.NONE, 0),
  UINT16_ARRAY(27, "UInt16Array", Form.NONE, 0),
  UINT32_ARRAY(28, "UInt32Array", Form.NONE, 0),
  UINT64_ARRAY(29, "UInt64Array", Form.NONE, 0),
  FLOAT_ARRAY(30, "FloatArray", Form.NONE, 0),
  DOUBLE_ARRAY(31, "DoubleArray", Form.NONE, 0),
  BOOLEAN_ARRAY(32, "BooleanArray", Form.NONE, 0),
  STRING_ARRAY(33, "StringArray", Form.NONE, 0),
  DATE_TIME_ARRAY(34, "DateTimeArray", Form.NONE, 0);

  /** What a value of a type is, where it is a single one. */
  public enum Form {
    /** A whole number in two's complement. */
    SIGNED,
    /** A whole number from 0 on. */
    UNSIGNED,
    FLOATING,
    FLAG,
    WORDS,
    /** Several values, a block of bytes, or nothing known: no value of a point. */
    NONE
  }

  private static final DataType[] ALL = values();

  private final int code;
  private final String word;
  private final Form form;
  private final int bits;

  DataType(int code, String word, Form form, int bits) {
    this.code = code;
    this.word = word;
    this.form = form;
    this.bits = bits;
  }

  /** The type of a code; empty for one that the specification does not have. */
  public static Optional<DataType> of(int code) {
    return Arrays.stream(ALL).filter(type -> type.code == code).findFirst();
  }

  /** The name in the specification. */
  public String word() {
    return word;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  public Form form() {
    return form;
  }

  /** Width of a number; 0 of what is none. */
  public int bits() {
    return bits;
  }

  /**
   * What the wire says under this type: a {@link Boolean}, a {@link Number} or a {@link String};
   * empty where it cannot be meant. Signed numbers come in two's complement within a field without
   * a sign. Publishers differ in how far they extend the sign, and in which of the two fields holds
   * a UInt32; both are read.
   */
  public Optional<Object> read(WireValue value) {
    return switch (form) {
      case SIGNED -> signed(value, bits);
      case UNSIGNED -> unsigned(value, bits);
      case FLOATING -> floating(value);
      case FLAG ->
          value instanceof WireValue.BooleanValue(boolean on) ? Optional.of(on) : Optional.empty();
      case WORDS ->
          value instanceof WireValue.StringValue(String text)
              ? Optional.of(text)
              : Optional.empty();
      case NONE -> Optional.empty();
    };
  }

  /** Whether a metric of this type has one value that a point can be. */
  public boolean scalar() {
    return form != Form.NONE;
  }

  private static Optional<Object> signed(WireValue value, int bits) {
    return switch (value) {
      // in 32 bits nothing tells a negative number of 64 from a large one
      case WireValue.IntValue(int raw) when bits == 64 && raw < 0 -> Optional.empty();
      case WireValue.IntValue(int raw) -> fitting(raw, raw & 0xFFFF_FFFFL, bits);
      case WireValue.LongValue(long raw) -> fitting(raw, raw, bits);
      case WireValue.FloatValue _,
          WireValue.DoubleValue _,
          WireValue.BooleanValue _,
          WireValue.StringValue _,
          WireValue.Structured _ ->
          Optional.empty();
    };
  }

  /** A sign that was extended, or one that was cut off at the type's own width. */
  private static Optional<Object> fitting(long extended, long cut, int bits) {
    int spare = 64 - bits;
    long narrow = extended << spare >> spare;
    boolean fits = narrow == extended || cut >>> 1 >>> (bits - 1) == 0;
    return fits ? Optional.of(narrow) : Optional.empty();
  }

  private static Optional<Object> unsigned(WireValue value, int bits) {
    return switch (value) {
      case WireValue.IntValue(int raw) -> positive(raw & 0xFFFF_FFFFL, bits);
      case WireValue.LongValue(long raw) -> positive(raw, bits);
      case WireValue.FloatValue _,
          WireValue.DoubleValue _,
          WireValue.BooleanValue _,
          WireValue.StringValue _,
          WireValue.Structured _ ->
          Optional.empty();
    };
  }

  private static Optional<Object> positive(long raw, int bits) {
    if (bits < 64) {
      return raw >>> bits == 0 ? Optional.of(raw) : Optional.empty();
    }
    return Optional.of(raw >= 0 ? (Object) raw : new BigInteger(Long.toUnsignedString(raw)));
  }

  private static Optional<Object> floating(WireValue value) {
    return switch (value) {
      case WireValue.FloatValue(float number) -> Optional.of(number);
      case WireValue.DoubleValue(double number) -> Optional.of(number);
      case WireValue.IntValue _,
          WireValue.LongValue _,
          WireValue.BooleanValue _,
          WireValue.StringValue _,
          WireValue.Structured _ ->
          Optional.empty();
    };
  }
}
