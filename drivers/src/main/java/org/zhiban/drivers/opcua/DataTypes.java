package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.EnumValueType;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.zhiban.drivers.opcua.FoundVariable.Form;
import org.zhiban.model.site.PointState;

/**
 * The data types of a server, each asked about once: its name, the built-in type that it is made
 * from (OPC UA Part 3, 8), and the names of its values where it is an enumeration.
 */
final class DataTypes {
  /** Types on the way to a built-in one, at most. */
  private static final int LONGEST_DESCENT = 10;

  private static final Set<NodeId> NUMBERS =
      Set.of(NodeIds.Number, NodeIds.Integer, NodeIds.UInteger, NodeIds.Enumeration);

  private final ServerConnection server;
  private final References references;
  private final Map<NodeId, Known> known = new HashMap<>();

  /**
   * What is known of a type.
   *
   * @param form empty where a value may be of any type
   */
  record Known(String name, Optional<Form> form, List<PointState> states) {}

  DataTypes(ServerConnection server) {
    this.server = server;
    this.references = new References(server, LONGEST_DESCENT);
  }

  Known of(NodeId id) throws ServerException, InterruptedException {
    Known told = known.get(id);
    if (told == null) {
      told = ask(id);
      known.put(id, told);
    }
    return told;
  }

  private Known ask(NodeId id) throws ServerException, InterruptedException {
    Optional<OpcUaDataType> builtin = builtin(id);
    if (builtin.isPresent()) {
      return new Known(builtin.get().name(), form(builtin.get()), List.of());
    }
    String name =
        server
                    .readAttributes(List.of(ServerConnection.attribute(id, AttributeId.BrowseName)))
                    .getFirst()
                    .value()
                    .value()
                instanceof QualifiedName told
            ? Branch.text(told.name())
            : id.toParseableString();
    NodeId at = id;
    for (int step = 0; step < LONGEST_DESCENT && !NUMBERS.contains(at); step++) {
      Optional<NodeId> parent = references.parentType(at);
      Optional<OpcUaDataType> found = parent.flatMap(DataTypes::builtin);
      if (found.isPresent()) {
        return new Known(name, form(found.get()), List.of());
      }
      if (parent.isEmpty()) {
        return new Known(name, Optional.empty(), List.of());
      }
      at = parent.get();
    }
    return new Known(
        name,
        Optional.of(Form.NUMBER),
        at.equals(NodeIds.Enumeration) && !at.equals(id) ? named(id) : List.of());
  }

  private List<PointState> named(NodeId id) throws ServerException, InterruptedException {
    Map<String, Object> values = new HashMap<>();
    for (ReferenceDescription property : references.properties(id)) {
      Optional<NodeId> node = property.getNodeId().toNodeId(server.client().getNamespaceTable());
      if (node.isPresent()) {
        Object value =
            server
                .readAttributes(List.of(ServerConnection.attribute(node.get(), AttributeId.Value)))
                .getFirst()
                .value()
                .value();
        if (value != null) {
          values.put(Branch.text(property.getBrowseName().name()), value);
        }
      }
    }
    return states(
        Optional.ofNullable(values.get("EnumStrings")),
        Optional.ofNullable(values.get("EnumValues")));
  }

  private static Optional<OpcUaDataType> builtin(NodeId id) {
    return OpcUaDataType.isBuiltin(id)
        ? Optional.ofNullable(OpcUaDataType.fromNodeId(id))
        : Optional.empty();
  }

  private static Optional<Form> form(OpcUaDataType type) {
    return switch (type) {
      case Boolean -> Optional.of(Form.BOOLEAN);
      case SByte, Byte, Int16, UInt16, Int32, UInt32, Int64, UInt64, Float, Double ->
          Optional.of(Form.NUMBER);
      case String, DateTime, Guid, QualifiedName, LocalizedText -> Optional.of(Form.TEXT);
      case Variant, DataValue -> Optional.empty();
      case ByteString,
          XmlElement,
          NodeId,
          ExpandedNodeId,
          StatusCode,
          ExtensionObject,
          DiagnosticInfo ->
          Optional.of(Form.NONE);
    };
  }

  /**
   * The states by the names of their values, at least two, each with a name of its own; or none.
   *
   * @param strings EnumStrings: the names of 0, 1, 2 …
   * @param values EnumValues: numbers with names
   */
  List<PointState> states(Optional<Object> strings, Optional<Object> values) {
    List<PointState> states = new ArrayList<>();
    if (values.orElse(null) instanceof Object[] all) {
      Arrays.stream(all)
          .flatMap(one -> decoded(one, EnumValueType.class).stream())
          .forEach(one -> add(states, one.getValue().toString(), one.getDisplayName()));
    } else if (strings.orElse(null) instanceof LocalizedText[] all) {
      for (int index = 0; index < all.length; index++) {
        add(states, Integer.toString(index), all[index]);
      }
    }
    Stream<String> names = states.stream().map(PointState::name);
    return states.size() > 1 && names.distinct().count() == states.size() ? states : List.of();
  }

  private static void add(List<PointState> states, String raw, LocalizedText name) {
    String word = Branch.text(name.text()).replace('"', '\'').strip();
    if (!word.isEmpty()) {
      states.add(new PointState(raw, word));
    }
  }

  /** A value of a type, unpacked where it travels as a structure. */
  <T> Optional<T> decoded(Object value, Class<T> type) {
    try {
      Object plain =
          value instanceof ExtensionObject packed
              ? packed.decode(server.client().getStaticEncodingContext())
              : value;
      return type.isInstance(plain) ? Optional.of(type.cast(plain)) : Optional.empty();
    } catch (UaSerializationException _) {
      return Optional.empty();
    }
  }
}
