package org.zhiban.drivers.opcua;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.opcua.FoundNode.NodeKind;
import org.zhiban.drivers.opcua.FoundVariable.Form;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.ValueRange;

/** Reads what variables hold, and the properties that say what it means. */
final class VariableReading {
  /** Values may be long; a request for many of them would pass the size of a message. */
  private static final int VALUES_AT_ONCE = 200;

  private static final int CURRENT_READ = 1;
  private static final int CURRENT_WRITE = 2;
  private static final int SCALAR = -1;
  private static final List<AttributeId> ATTRIBUTES =
      List.of(AttributeId.DataType, AttributeId.ValueRank, AttributeId.UserAccessLevel);
  private static final List<String> PROPERTIES =
      List.of("EngineeringUnits", "EURange", "EnumStrings", "EnumValues");

  private final ServerConnection server;
  private final DataTypes types;
  private final Map<NodeId, Object> properties = new HashMap<>();

  VariableReading(ServerConnection server) {
    this.server = server;
    this.types = new DataTypes(server);
  }

  /** What each variable among some nodes holds, by its node id. */
  Map<NodeId, FoundVariable> of(List<Branch> nodes) throws ServerException, InterruptedException {
    List<Branch> variables = nodes.stream().filter(one -> one.kind == NodeKind.VARIABLE).toList();
    readProperties(variables);
    List<DataValue> said =
        server.readAttributes(
            variables.stream()
                .flatMap(
                    one ->
                        ATTRIBUTES.stream().map(what -> ServerConnection.attribute(one.id, what)))
                .toList());
    List<DataValue> values =
        server.read(
            variables.stream()
                .map(one -> ServerConnection.attribute(one.id, AttributeId.Value))
                .toList(),
            TimestampsToReturn.Neither,
            Math.min(VALUES_AT_ONCE, server.limits().nodesPerRead()));
    Map<NodeId, FoundVariable> found = new HashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      int at = i * ATTRIBUTES.size();
      Branch branch = variables.get(i);
      found.put(branch.id, of(branch, said.subList(at, at + ATTRIBUTES.size()), values.get(i)));
    }
    return found;
  }

  private void readProperties(List<Branch> variables) throws ServerException, InterruptedException {
    List<ReadValueId> asked =
        variables.stream()
            .flatMap(one -> PROPERTIES.stream().map(one.properties::get))
            .filter(java.util.Objects::nonNull)
            .map(id -> ServerConnection.attribute(id, AttributeId.Value))
            .toList();
    List<DataValue> values = server.readAttributes(asked);
    for (int i = 0; i < asked.size(); i++) {
      Object value = values.get(i).value().value();
      if (value != null) {
        properties.put(asked.get(i).getNodeId(), value);
      }
    }
  }

  private FoundVariable of(Branch branch, List<DataValue> attributes, DataValue value)
      throws ServerException, InterruptedException {
    NodeId typeId = attributes.get(0).value().value() instanceof NodeId id ? id : NodeId.NULL_VALUE;
    DataTypes.Known type = types.of(typeId);
    int rank = attributes.get(1).value().value() instanceof Integer told ? told : SCALAR;
    int access = attributes.get(2).value().value() instanceof UByte told ? told.intValue() : 0;
    @Nullable Object held = value.value().value();
    @Nullable Object scalar = NodeReading.scalar(held);
    List<PointState> states =
        types.states(
            property(branch, "EnumStrings", Object.class),
            property(branch, "EnumValues", Object.class));
    return new FoundVariable(
        type.name() + (rank >= 0 ? "[]" : ""),
        rank >= 0 ? Form.NONE : type.form().orElseGet(() -> form(scalar)),
        (access & CURRENT_READ) != 0,
        (access & CURRENT_WRITE) != 0,
        held == null ? Optional.empty() : Optional.of(shown(held, scalar)),
        value.statusCode().isGood() ? "" : NodeReading.words(value.statusCode()),
        property(branch, "EngineeringUnits", EUInformation.class)
            .map(unit -> Branch.text(unit.getDisplayName().text()))
            .filter(unit -> !unit.isBlank()),
        property(branch, "EURange", Range.class).flatMap(VariableReading::range),
        states.isEmpty() ? type.states() : states);
  }

  /** A variant may hold anything: what it holds now decides. */
  private static Form form(@Nullable Object scalar) {
    return switch (scalar) {
      case Boolean _ -> Form.BOOLEAN;
      case Number _ -> Form.NUMBER;
      case String _ -> Form.TEXT;
      case null, default -> Form.NONE;
    };
  }

  private static String shown(Object held, @Nullable Object scalar) {
    return scalar == null || scalar instanceof NodeReading.Unreadable
        ? "(" + held.getClass().getSimpleName() + ")"
        : scalar.toString();
  }

  private <T> Optional<T> property(Branch branch, String name, Class<T> type) {
    return Optional.ofNullable(branch.properties.get(name))
        .flatMap(id -> Optional.ofNullable(properties.get(id)))
        .flatMap(value -> types.decoded(value, type));
  }

  private static Optional<ValueRange> range(Range range) {
    double low = range.getLow();
    double high = range.getHigh();
    return Double.isFinite(low) && Double.isFinite(high) && low < high
        ? Optional.of(new ValueRange(low, high))
        : Optional.empty();
  }
}
