package org.zhiban.drivers.opcua;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.WriteOutcome;

/**
 * Writes the values of nodes by the Write service (OPC UA Part 4, 5.10.4), in the data type that
 * the node declares. The value alone is sent: many servers refuse a status or a time beside it.
 */
final class NodeWriter {
  private final ServerConnection server;
  private final Map<NodeId, OpcUaDataType> types = new ConcurrentHashMap<>();

  NodeWriter(ServerConnection server) {
    this.server = server;
  }

  WriteOutcome write(NodePoint node, double value) throws InterruptedException {
    Optional<NodeId> id = server.resolve(node);
    if (id.isEmpty()) {
      return refused(node, "the server does not know the namespace");
    }
    Optional<Object> encoded;
    try {
      Optional<OpcUaDataType> type = type(id.get());
      if (type.isEmpty()) {
        return unfit(node, "the server does not tell the node's data type");
      }
      encoded = NodeEncoding.of(node.point().spec(), value, type.get());
      if (encoded.isEmpty()) {
        return unfit(node, value + " does not fit a node of type " + type.get());
      }
    } catch (ServerException e) {
      return new WriteOutcome.NotSent(e.words());
    }
    try {
      DataValue sent = DataValue.valueOnly(new Variant(encoded.get()));
      return outcome(
          node, server.await(server.client().writeValuesAsync(List.of(id.get()), List.of(sent))));
    } catch (ServerException e) {
      return new WriteOutcome.Unknown(e.words());
    }
  }

  private static WriteOutcome outcome(NodePoint node, List<StatusCode> statuses) {
    StatusCode status = statuses.getFirst();
    if (!status.isBad()) {
      return new WriteOutcome.Written();
    }
    String words = node.name() + ": the server answered " + NodeReading.words(status);
    long code = status.value() & 0xFFFF0000L;
    return code == StatusCodes.Bad_Timeout || code == StatusCodes.Bad_RequestTimeout
        ? new WriteOutcome.Unknown(words)
        : new WriteOutcome.Refused(words + meaning(code));
  }

  private static String meaning(long code) {
    if (code == StatusCodes.Bad_NotWritable) {
      return ": the node can only be read";
    }
    if (code == StatusCodes.Bad_UserAccessDenied) {
      return ": the connection's user may not write it";
    }
    if (code == StatusCodes.Bad_TypeMismatch) {
      return ": it wants another type";
    }
    return code == StatusCodes.Bad_OutOfRange ? ": it does not take this value" : "";
  }

  /**
   * Asked once a node and session; a declared type of the server's own gives way to the value's.
   */
  private Optional<OpcUaDataType> type(NodeId id) throws ServerException, InterruptedException {
    OpcUaDataType known = types.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    List<DataValue> said =
        server.readAttributes(
            List.of(
                ServerConnection.attribute(id, AttributeId.DataType),
                ServerConnection.attribute(id, AttributeId.Value)));
    Optional<OpcUaDataType> type =
        declared(said.getFirst().value().value()).or(() -> held(said.getLast().value().value()));
    type.ifPresent(found -> types.put(id, found));
    return type;
  }

  private static Optional<OpcUaDataType> declared(@Nullable Object type) {
    return type instanceof NodeId id && OpcUaDataType.isBuiltin(id)
        ? Optional.ofNullable(OpcUaDataType.fromNodeId(id)).filter(NodeWriter::single)
        : Optional.empty();
  }

  /** Whether a value of the type tells its type: a variant may hold any. */
  private static boolean single(OpcUaDataType type) {
    return type != OpcUaDataType.Variant && type != OpcUaDataType.DataValue;
  }

  private static Optional<OpcUaDataType> held(@Nullable Object value) {
    return value == null
        ? Optional.empty()
        : Optional.ofNullable(OpcUaDataType.fromBackingClass(value.getClass()));
  }

  private static WriteOutcome refused(NodePoint node, String why) {
    return new WriteOutcome.Refused(node.name() + ": " + why);
  }

  private static WriteOutcome unfit(NodePoint node, String why) {
    return new WriteOutcome.Unfit(node.name() + ": " + why);
  }
}
