package org.zhiban.drivers.opcua;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.zhiban.drivers.Reading;
import org.zhiban.model.site.PointSource.Argument;
import org.zhiban.model.site.PointSpec;

/** An argument of a call in the type that its method declares. */
final class ArgumentEncoding {
  private ArgumentEncoding() {}

  /**
   * The argument to send; empty where the type cannot hold it, or wants a list or a structure.
   *
   * @param value as a sample of the point carries it
   */
  static Optional<Object> of(MethodArgument input, Argument given, PointSpec point, double value) {
    if (input.list()) {
      return Optional.empty();
    }
    return input
        .type()
        .flatMap(
            type ->
                switch (given) {
                  case Argument.Written _ -> written(point, value, type);
                  case Argument.Constant(String text) -> constant(text, type);
                });
  }

  /** The argument as a person reads it. */
  static String said(Argument given, double value) {
    return switch (given) {
      case Argument.Written _ -> Double.toString(value);
      case Argument.Constant(String text) -> "'" + text + "'";
    };
  }

  private static Optional<Object> written(PointSpec point, double value, OpcUaDataType type) {
    if (type != OpcUaDataType.Variant) {
      return NodeEncoding.of(point, value, type);
    }
    return switch (point.kind()) {
      case BINARY -> Optional.of(value != 0);
      case ANALOG, COUNTER -> Optional.of(value);
      case MULTISTATE ->
          NodeEncoding.of(point, value, OpcUaDataType.Int32)
              .or(() -> NodeEncoding.of(point, value, OpcUaDataType.String));
      case TEXT, EVENT -> Optional.empty();
    };
  }

  private static Optional<Object> constant(String text, OpcUaDataType type) {
    return switch (type) {
      case Boolean -> truth(text);
      case SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64 ->
          number(text)
              .filter(number -> number.stripTrailingZeros().scale() <= 0)
              .flatMap(number -> NodeEncoding.number(number, type));
      case Float, Double -> number(text).flatMap(number -> NodeEncoding.number(number, type));
      case String -> Optional.of(text);
      case LocalizedText -> Optional.of(new LocalizedText(text));
      case DateTime, Guid, NodeId, QualifiedName -> parsed(text, type);
      case Variant ->
          truth(text)
              .or(() -> number(text).map(BigDecimal::doubleValue))
              .or(() -> Optional.of(text));
      case ByteString,
          XmlElement,
          ExpandedNodeId,
          StatusCode,
          ExtensionObject,
          DataValue,
          DiagnosticInfo ->
          Optional.empty();
    };
  }

  private static Optional<Object> parsed(String text, OpcUaDataType type) {
    try {
      return switch (type) {
        case DateTime -> Optional.of(new DateTime(Instant.parse(text)));
        case Guid -> Optional.of(UUID.fromString(text));
        case NodeId -> Optional.of(NodeId.parse(text));
        default -> Optional.of(QualifiedName.parse(text));
      };
    } catch (DateTimeException | IllegalArgumentException | UaRuntimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Object> truth(String text) {
    return text.equals("true") || text.equals("false")
        ? Optional.of(text.equals("true"))
        : Optional.empty();
  }

  private static Optional<BigDecimal> number(String text) {
    return Reading.NUMBER.matcher(text).matches()
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }
}
