package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;

/** What methods take, each asked about once a session. Safe for concurrent use. */
final class MethodSignatures {
  /** Types on the way to a built-in one, and properties of a method, at most. */
  private static final int MOST = 20;

  private static final Map<NodeId, OpcUaDataType> ABSTRACT =
      Map.of(
          NodeIds.Enumeration, OpcUaDataType.Int32,
          NodeIds.Number, OpcUaDataType.Double,
          NodeIds.Integer, OpcUaDataType.Int64,
          NodeIds.UInteger, OpcUaDataType.UInt64);

  private final ServerConnection server;
  private final References references;
  private final Map<NodeId, Known> known = new ConcurrentHashMap<>();

  MethodSignatures(ServerConnection server) {
    this.server = server;
    this.references = new References(server, MOST);
  }

  /** What is known of a method. */
  sealed interface Known {
    record Method(List<MethodArgument> inputs) implements Known {
      public Method {
        inputs = List.copyOf(inputs);
      }
    }

    /** There is none. */
    record None(String words) implements Known {}
  }

  Known of(NodeId method) throws ServerException, InterruptedException {
    Known told = known.get(method);
    if (told == null) {
      told = ask(method);
      if (told instanceof Known.Method) {
        known.put(method, told);
      }
    }
    return told;
  }

  private Known ask(NodeId method) throws ServerException, InterruptedException {
    DataValue kind =
        server
            .readAttributes(List.of(ServerConnection.attribute(method, AttributeId.NodeClass)))
            .getFirst();
    if (kind.statusCode().isBad()) {
      return new Known.None("the server answered " + NodeReading.words(kind.statusCode()));
    }
    if (!(kind.value().value() instanceof Integer number)
        || number != NodeClass.Method.getValue()) {
      return new Known.None("the server says that this node is no method");
    }
    List<MethodArgument> inputs = new ArrayList<>();
    for (ReferenceDescription property : references.properties(method)) {
      Optional<NodeId> id = server.resolve(property.getNodeId());
      if (id.isPresent() && "InputArguments".equals(property.getBrowseName().name())) {
        inputs.addAll(inputs(id.get()));
      }
    }
    return new Known.Method(inputs);
  }

  private List<MethodArgument> inputs(NodeId property)
      throws ServerException, InterruptedException {
    Object held =
        server
            .readAttributes(List.of(ServerConnection.attribute(property, AttributeId.Value)))
            .getFirst()
            .value()
            .value();
    List<MethodArgument> inputs = new ArrayList<>();
    if (held instanceof Object[] all) {
      DataTypes types = new DataTypes(server);
      for (Object one : all) {
        Optional<Argument> argument = types.decoded(one, Argument.class);
        inputs.add(
            argument.isPresent()
                ? input(argument.get())
                : new MethodArgument("", Optional.empty(), false));
      }
    }
    return inputs;
  }

  private MethodArgument input(Argument argument) throws ServerException, InterruptedException {
    Integer rank = argument.getValueRank();
    return new MethodArgument(
        Branch.text(argument.getName()),
        builtin(argument.getDataType()),
        rank != null && rank >= 0);
  }

  /** The built-in type that a type is made from; of abstract numbers the widest. */
  private Optional<OpcUaDataType> builtin(NodeId type)
      throws ServerException, InterruptedException {
    Optional<NodeId> at = Optional.of(type);
    for (int step = 0; step < MOST && at.isPresent(); step++) {
      NodeId id = at.get();
      OpcUaDataType wide = ABSTRACT.get(id);
      if (wide != null) {
        return Optional.of(wide);
      }
      if (OpcUaDataType.isBuiltin(id)) {
        return Optional.ofNullable(OpcUaDataType.fromNodeId(id))
            .filter(found -> found != OpcUaDataType.ExtensionObject);
      }
      at = references.parentType(id);
    }
    return Optional.empty();
  }
}
