package org.zhiban.simulators.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.model.objects.AlarmConditionTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Happening;

/**
 * Raises the events of a server's event points: those of the class's model, and of a point that the
 * model does not know one each ten seconds, active and inactive in turn.
 */
final class TwinEvents {
  private static final Logger log = LoggerFactory.getLogger(TwinEvents.class);
  private static final Duration SLOWNESS = Duration.ofSeconds(5);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int SEVERITY = 500;
  private static final QualifiedName ACTIVE_STATE = new QualifiedName(0, "ActiveState");

  private final OpcUaServer server;
  private final TwinNodes nodes;
  private final Function<String, NodeId> ids;
  private final Map<PointRef, Raised> points = new HashMap<>();
  private final ConcurrentLinkedDeque<Late> late = new ConcurrentLinkedDeque<>();

  /** An event point. */
  private static final class Raised {
    private final EquipmentTwin twin;
    private final PointSpec point;
    private final OpcUaEvents source;
    private final NodeId type;
    private final boolean modelled;
    private boolean active;
    private long count;
    private Instant next = Instant.MIN;

    private Raised(EquipmentTwin twin, PointSpec point, OpcUaEvents source, NodeId type) {
      this.twin = twin;
      this.point = point;
      this.source = source;
      this.type = type;
      this.modelled =
          EquipmentClass.of(twin.equipment().equipmentClass())
              .flatMap(known -> known.point(point.id()))
              .filter(known -> known.kind() == PointKind.EVENT)
              .isPresent();
    }
  }

  private record Late(Instant due, Raised raised, Happening happening) {}

  /**
   * Events of a server that has not started yet.
   *
   * @param ids the node id that a text of the site means
   */
  TwinEvents(OpcUaServer server, TwinNodes nodes, Function<String, NodeId> ids) {
    this.server = server;
    this.nodes = nodes;
    this.ids = ids;
  }

  void add(EquipmentTwin twin, PointSpec point, OpcUaEvents source) {
    NodeId type = ids.apply(OpcUaEventTypes.node(source.type()).orElse(source.type()));
    if (OpcUaEventTypes.node(source.type()).isEmpty()) {
      nodes.eventType(TwinEventType.of(type, source.fields()), source.fields().values());
    }
    NodeId notifier = ids.apply(source.notifier());
    if (!notifier.equals(NodeIds.Server)) {
      nodes.notifier(notifier);
    }
    points.put(
        new PointRef(twin.equipment().id(), point.id()), new Raised(twin, point, source, type));
  }

  /** What the class's model tells. */
  void happened(Happening happening) {
    Raised raised = points.get(happening.point());
    if (raised == null) {
      return;
    }
    switch (raised.twin.snapshot().reach()) {
      case ANSWERS -> raise(raised, happening);
      case SLOWLY -> late.addLast(new Late(happening.time().plus(SLOWNESS), raised, happening));
      case REFUSES, SILENT -> {
        // a device that is cut off raises nothing
      }
    }
  }

  /** Raises what is due by now. */
  void refresh(Instant now) {
    while (!late.isEmpty() && !late.getFirst().due().isAfter(now)) {
      Late one = late.removeFirst();
      raise(one.raised(), one.happening());
    }
    points.forEach(
        (ref, raised) -> {
          if (!raised.modelled && !now.isBefore(raised.next)) {
            raised.next = now.plus(EVERY);
            raised.active = !raised.active;
            raised.count++;
            happened(
                new Happening(
                    ref,
                    ref + "-" + Long.toString(now.toEpochMilli(), 36) + "-" + raised.count,
                    now,
                    Map.of("active", raised.active)));
          }
        });
  }

  private void raise(Raised raised, Happening happening) {
    BaseEventTypeNode event;
    try {
      event = server.getEventFactory().createEvent(new NodeId(1, UUID.randomUUID()), raised.type);
    } catch (UaException e) {
      log.warn("{}: no event of type {}", happening.point(), raised.source.type(), e);
      return;
    }
    try {
      fill(event, raised, happening);
      server.getEventNotifier().fire(event);
      nodes.notify(ids.apply(raised.source.notifier()), event);
    } finally {
      event.delete();
    }
  }

  private void fill(BaseEventTypeNode event, Raised raised, Happening happening) {
    OpcUaEvents source = raised.source;
    String name = happening.point().equipment();
    event.setBrowseName(new QualifiedName(1, raised.point.id()));
    event.setEventId(ByteString.of(happening.id().getBytes(StandardCharsets.UTF_8)));
    event.setEventType(raised.type);
    event.setSourceNode(
        source.source().map(ids).orElseGet(() -> new NodeId(1, "equipment:" + name)));
    event.setSourceName(source.sourceName().orElse(name));
    event.setTime(new DateTime(happening.time()));
    event.setReceiveTime(new DateTime(happening.time()));
    event.setMessage(LocalizedText.english(raised.point.name().en()));
    event.setSeverity(ushort(Math.max(SEVERITY, source.minSeverity())));
    if (event instanceof AlarmConditionTypeNode alarm) {
      alarm.setConditionName(raised.point.id());
      alarm.setRetain(true);
      addActiveState(alarm);
      set(alarm, List.of(ACTIVE_STATE, new QualifiedName(0, "Id")), true);
      set(alarm, List.of(new QualifiedName(0, "AckedState"), new QualifiedName(0, "Id")), false);
    }
    List<String> given = new ArrayList<>(source.fields().keySet());
    given.retainAll(happening.fields().keySet());
    for (String field : given) {
      EventField at = source.fields().get(field);
      Object value = happening.fields().get(field);
      if (at != null && value != null && !at.pointer().equals(OpcUaEvents.CONDITION_ID)) {
        set(event, TwinEventType.path(at), value);
      }
    }
  }

  /** Every alarm has one (OPC UA Part 9, 5.8.2); the library's event factory leaves it out. */
  private static void addActiveState(AlarmConditionTypeNode alarm) {
    if (alarm.findNode(ACTIVE_STATE).isPresent()) {
      return;
    }
    UaVariableNode state =
        variable(alarm, ACTIVE_STATE, NodeIds.LocalizedText, NodeIds.TwoStateVariableType);
    alarm.addComponent(state);
    UaVariableNode id =
        variable(alarm, new QualifiedName(0, "Id"), NodeIds.Boolean, NodeIds.PropertyType);
    state.addReference(
        new Reference(state.getNodeId(), NodeIds.HasProperty, id.getNodeId().expanded(), true));
  }

  private static UaVariableNode variable(
      AlarmConditionTypeNode alarm, QualifiedName name, NodeId dataType, NodeId type) {
    UaVariableNode node =
        UaVariableNode.build(
            alarm.getNodeContext(),
            b ->
                b.setNodeId(new NodeId(1, UUID.randomUUID()))
                    .setBrowseName(name)
                    .setDisplayName(LocalizedText.english(name.name()))
                    .setDataType(dataType)
                    .setTypeDefinition(type)
                    .build());
    alarm.getNodeContext().getNodeManager().addNode(node);
    return node;
  }

  private static void set(UaNode event, List<QualifiedName> path, Object value) {
    Optional<UaNode> at = Optional.of(event);
    for (QualifiedName level : path) {
      at = at.flatMap(node -> node.findNode(level));
    }
    if (at.orElse(null) instanceof UaVariableNode variable) {
      convert(variable.getDataType(), value)
          .ifPresent(converted -> variable.setValue(new DataValue(new Variant(converted))));
    }
  }

  private static Optional<Object> convert(NodeId type, Object value) {
    if (type.equals(NodeIds.LocalizedText)) {
      return Optional.of(LocalizedText.english(value.toString()));
    }
    if (type.equals(NodeIds.String)) {
      return Optional.of(value.toString());
    }
    if (type.equals(NodeIds.Boolean)) {
      return value instanceof Boolean ? Optional.of(value) : Optional.empty();
    }
    if (type.equals(NodeIds.UInt16)) {
      return value instanceof Number number
          ? Optional.of(ushort(number.intValue()))
          : Optional.empty();
    }
    return type.equals(NodeIds.Double) && value instanceof Number number
        ? Optional.of(number.doubleValue())
        : Optional.empty();
  }
}
