package org.zhiban.drivers.mqtt.sparkplug;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** The data types of Sparkplug 3.0, 6.4.16, in the order of their codes. */
public enum DataType {
  UNKNOWN(0, "Unknown"),
  INT8(1, "Int8"),
  INT16(2, "Int16"),
  INT32(3, "Int32"),
  INT64(4, "Int64"),
  UINT8(5, "UInt8"),
  UINT16(6, "UInt16"),
  UINT32(7, "UInt32"),
  UINT64(8, "UInt64"),
  FLOAT(9, "Float"),
  DOUBLE(10, "Double"),
  BOOLEAN(11, "Boolean"),
  STRING(12, "String"),
  DATE_TIME(13, "DateTime"),
  TEXT(14, "Text"),
  UUID(15, "UUID"),
  DATA_SET(16, "DataSet"),
  BYTES(17, "Bytes"),
  FILE(18, "File"),
  TEMPLATE(19, "Template"),
  PROPERTY_SET(20, "PropertySet"),
  PROPERTY_SET_LIST(21, "PropertySetList"),
  INT8_ARRAY(22, "Int8Array"),
  INT16_ARRAY(23, "Int16Array"),
  INT32_ARRAY(24, "Int32Array"),
  INT64_ARRAY(25, "Int64Array"),
  UINT8_ARRAY(26, "UInt8Array"),
  UINT16_ARRAY(27, "UInt16Array"),
  UINT32_ARRAY(28, "UInt32Array"),
  UINT64_ARRAY(29, "UInt64Array"),
  FLOAT_ARRAY(30, "FloatArray"),
  DOUBLE_ARRAY(31, "DoubleArray"),
  BOOLEAN_ARRAY(32, "BooleanArray"),
  STRING_ARRAY(33, "StringArray"),
  DATE_TIME_ARRAY(34, "DateTimeArray");

  private static final DataType[] ALL = values();

  private final int code;
  private final String word;

  DataType(int code, String word) {
    this.code = code;
    this.word = word;
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

  /**
   * What the wire says under this type: a {@link Boolean}, a {@link Number} or a {@link String};
   * empty where it cannot be meant. Signed numbers come in two's complement within a field without
   * a sign. Publishers differ in how far they extend the sign, and in which of the two fields holds
   * a UInt32; both are read.
   */
  public Optional<Object> read(WireValue value) {
    return switch (this) {
      case INT8 -> signed(value, 8);
      case INT16 -> signed(value, 16);
      case INT32 -> signed(value, 32);
      case INT64 -> signed(value, 64);
      case UINT8 -> unsigned(value, 8);
      case UINT16 -> unsigned(value, 16);
      case UINT32 -> unsigned(value, 32);
      case UINT64 -> unsigned(value, 64);
      case DATE_TIME -> signed(value, 64);
      case FLOAT, DOUBLE -> floating(value);
      case BOOLEAN ->
          value instanceof WireValue.BooleanValue(boolean on) ? Optional.of(on) : Optional.empty();
      case STRING, TEXT, UUID ->
          value instanceof WireValue.StringValue(String text)
              ? Optional.of(text)
              : Optional.empty();
      case UNKNOWN,
          DATA_SET,
          BYTES,
          FILE,
          TEMPLATE,
          PROPERTY_SET,
          PROPERTY_SET_LIST,
          INT8_ARRAY,
          INT16_ARRAY,
          INT32_ARRAY,
          INT64_ARRAY,
          UINT8_ARRAY,
          UINT16_ARRAY,
          UINT32_ARRAY,
          UINT64_ARRAY,
          FLOAT_ARRAY,
          DOUBLE_ARRAY,
          BOOLEAN_ARRAY,
          STRING_ARRAY,
          DATE_TIME_ARRAY ->
          Optional.empty();
    };
  }

  /** Whether a metric of this type has one value that a point can be. */
  public boolean scalar() {
    return code >= INT8.code && code <= UUID.code;
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
