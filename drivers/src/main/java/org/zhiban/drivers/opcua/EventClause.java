package org.zhiban.drivers.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.zhiban.model.site.PointSource.OpcUaEvents;

/**
 * What is asked of an event: a field by its browse path, or the node id of its condition where the
 * path is empty (OPC 10000-9, 5.5.2).
 */
record EventClause(List<QualifiedName> path) {
  static final EventClause EVENT_ID = of("EventId");
  static final EventClause EVENT_TYPE = of("EventType");
  static final EventClause SOURCE_NODE = of("SourceNode");
  static final EventClause SOURCE_NAME = of("SourceName");
  static final EventClause TIME = of("Time");
  static final EventClause SEVERITY = of("Severity");
  static final EventClause BRANCH_ID = of("BranchId");

  /** Asked of every event, whatever fields its points name. */
  static final List<EventClause> ALWAYS =
      List.of(EVENT_ID, EVENT_TYPE, SOURCE_NODE, SOURCE_NAME, TIME, SEVERITY, BRANCH_ID);

  /**
   * Where the standard declares a field; servers refuse a field of another type (OPC 10000-5,
   * 6.4.2; OPC 10000-9, 5.5.2, 5.7.2 and 5.8.2).
   */
  private static final Map<String, NodeId> DECLARED =
      Stream.of(
              declared(
                  NodeIds.BaseEventType,
                  "EventId, EventType, SourceNode, SourceName, Time, ReceiveTime, LocalTime,"
                      + " Message, Severity"),
              declared(
                  NodeIds.ConditionType,
                  "ConditionClassId, ConditionClassName, ConditionName, BranchId, Retain,"
                      + " EnabledState, Quality, LastSeverity, Comment, ClientUserId"),
              declared(NodeIds.AcknowledgeableConditionType, "AckedState, ConfirmedState"),
              declared(
                  NodeIds.AlarmConditionType,
                  "ActiveState, InputNode, SuppressedState, OutOfServiceState, ShelvingState,"
                      + " SuppressedOrShelved, MaxTimeShelved, SilenceState, LatchedState"))
          .flatMap(some -> some.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  EventClause {
    path = List.copyOf(path);
  }

  private static EventClause of(String name) {
    return new EventClause(List.of(new QualifiedName(0, name)));
  }

  private static Map<String, NodeId> declared(NodeId type, String names) {
    return Stream.of(names.split(", ")).collect(Collectors.toMap(name -> name, _ -> type));
  }

  /**
   * As the Subscription service wants it.
   *
   * @param heard the type of the events, which declares what the standard does not
   */
  SimpleAttributeOperand operand(NodeId heard) {
    if (path.isEmpty()) {
      return new SimpleAttributeOperand(
          NodeIds.ConditionType, new QualifiedName[0], AttributeId.NodeId.uid(), null);
    }
    QualifiedName first = path.getFirst();
    return new SimpleAttributeOperand(
        standard(first) ? DECLARED.getOrDefault(first.name(), heard) : heard,
        path.toArray(new QualifiedName[0]),
        uint(AttributeId.Value.id()),
        null);
  }

  /** As a site writes it. */
  String words() {
    return path.isEmpty()
        ? OpcUaEvents.CONDITION_ID
        : path.stream()
            .map(level -> standard(level) ? level.name() : level.toParseableString())
            .collect(Collectors.joining("/"));
  }

  private static boolean standard(QualifiedName name) {
    return name.namespaceIndex().intValue() == 0;
  }
}
