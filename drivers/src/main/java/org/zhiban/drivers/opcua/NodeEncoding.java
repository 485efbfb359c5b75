package org.zhiban.drivers.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ulong;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.zhiban.model.site.PointSpec;

/** A point's value in the data type of its node: the inverse of {@link NodeReading}. */
final class NodeEncoding {
  private NodeEncoding() {}

  /**
   * The value to write. A whole-number type takes the nearest whole number; empty where the type
   * cannot hold the value.
   *
   * @param value as a sample carries it: a number, 0 or 1, the index of a state
   */
  static Optional<Object> of(PointSpec point, double value, OpcUaDataType type) {
    return switch (point.kind()) {
      case ANALOG, COUNTER -> Optional.of(new BigDecimal(value)).flatMap(n -> number(n, type));
      case BINARY ->
          type == OpcUaDataType.Boolean
              ? Optional.of(value != 0)
              : number(value != 0 ? BigDecimal.ONE : BigDecimal.ZERO, type);
      case MULTISTATE -> state(point, value, type);
      case TEXT, EVENT -> Optional.empty();
    };
  }

  private static Optional<Object> state(PointSpec point, double value, OpcUaDataType type) {
    int index = (int) value;
    if (index != value || index < 0 || index >= point.states().size()) {
      return Optional.empty();
    }
    String raw = point.states().get(index).raw();
    if (type == OpcUaDataType.String) {
      return Optional.of(raw);
    }
    try {
      return number(new BigDecimal(raw), type);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** A number in a type; empty where the type is none of numbers or cannot hold it. */
  static Optional<Object> number(BigDecimal number, OpcUaDataType type) {
    return switch (type) {
      case SByte -> signed(number, 8).map(BigInteger::byteValueExact);
      case Int16 -> signed(number, 16).map(BigInteger::shortValueExact);
      case Int32 -> signed(number, 32).map(BigInteger::intValueExact);
      case Int64 -> signed(number, 64).map(BigInteger::longValueExact);
      case Byte -> unsigned(number, 8).map(whole -> ubyte(whole.intValueExact()));
      case UInt16 -> unsigned(number, 16).map(whole -> ushort(whole.intValueExact()));
      case UInt32 -> unsigned(number, 32).map(whole -> uint(whole.longValueExact()));
      case UInt64 -> unsigned(number, 64).map(whole -> ulong(whole));
      case Float -> Optional.<Object>of(number.floatValue()).filter(n -> Float.isFinite((float) n));
      case Double ->
          Optional.<Object>of(number.doubleValue()).filter(n -> Double.isFinite((double) n));
      case Boolean,
          String,
          DateTime,
          Guid,
          ByteString,
          XmlElement,
          NodeId,
          ExpandedNodeId,
          StatusCode,
          QualifiedName,
          LocalizedText,
          ExtensionObject,
          DataValue,
          Variant,
          DiagnosticInfo ->
          Optional.empty();
    };
  }

  private static Optional<BigInteger> signed(BigDecimal number, int bits) {
    BigInteger whole = whole(number);
    return whole.bitLength() < bits ? Optional.of(whole) : Optional.empty();
  }

  private static Optional<BigInteger> unsigned(BigDecimal number, int bits) {
    BigInteger whole = whole(number);
    return whole.signum() >= 0 && whole.bitLength() <= bits ? Optional.of(whole) : Optional.empty();
  }

  private static BigInteger whole(BigDecimal number) {
    return number.setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
  }
}
