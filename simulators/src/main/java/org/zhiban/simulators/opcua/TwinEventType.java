package org.zhiban.simulators.opcua;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;

/** What an event type of a server's own is made of, as far as the site's fields tell. */
record TwinEventType(NodeId id, NodeId parent) {
  private static final Set<String> OF_CONDITIONS =
      Set.of(
          OpcUaEvents.CONDITION_ID,
          "ConditionName",
          "BranchId",
          "Retain",
          "Quality",
          "EnabledState",
          "AckedState",
          "ConfirmedState",
          "ActiveState",
          "ShelvingState",
          "SuppressedState");

  /** A type whose events are alarms where a field is one of alarms. */
  static TwinEventType of(NodeId id, Map<String, EventField> fields) {
    boolean alarm =
        fields.values().stream()
            .map(field -> path(field).getFirst())
            .anyMatch(name -> OF_CONDITIONS.contains(name.name()));
    return new TwinEventType(id, alarm ? NodeIds.AlarmConditionType : NodeIds.BaseEventType);
  }

  static List<QualifiedName> path(EventField field) {
    return List.of(field.pointer().split("/", -1)).stream().map(TwinEventType::name).toList();
  }

  private static QualifiedName name(String level) {
    int colon = level.indexOf(':');
    return colon < 0
        ? new QualifiedName(0, level)
        : new QualifiedName(
            Integer.parseInt(level.substring(0, colon)), level.substring(colon + 1));
  }

  static NodeId dataType(FieldType type) {
    return switch (type) {
      case TEXT -> NodeIds.String;
      case NUMBER -> NodeIds.Double;
      case BOOL -> NodeIds.Boolean;
    };
  }
}
