package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;

/** An event point: what it hears, and what it takes of that. */
record EventPoint(
    DrivenPoint point,
    Heard heard,
    Optional<ExpandedNodeId> source,
    Optional<String> sourceName,
    int minSeverity,
    Map<String, Field> fields) {

  /**
   * What one monitored item hears; points that hear the same share it.
   *
   * @param name of the type, for a person
   */
  record Heard(ExpandedNodeId notifier, ExpandedNodeId type, String name) {
    String words() {
      return name + " of " + notifier.toParseableString();
    }
  }

  /** A field of the record. */
  record Field(FieldType type, EventClause clause) {}

  /**
   * Reads a source.
   *
   * @throws RuntimeException of the library where a node id is malformed
   */
  static EventPoint of(DrivenPoint point, OpcUaEvents source) {
    Map<String, Field> fields = new LinkedHashMap<>();
    source.fields().forEach((name, field) -> fields.put(name, field(field)));
    return new EventPoint(
        point,
        new Heard(
            ExpandedNodeId.parse(source.notifier()),
            ExpandedNodeId.parse(OpcUaEventTypes.node(source.type()).orElse(source.type())),
            source.type()),
        source.source().map(ExpandedNodeId::parse),
        source.sourceName(),
        source.minSeverity(),
        fields);
  }

  private static Field field(EventField field) {
    if (field.pointer().equals(OpcUaEvents.CONDITION_ID)) {
      return new Field(field.type(), new EventClause(List.of()));
    }
    List<QualifiedName> path = new ArrayList<>();
    for (String level : field.pointer().split("/", -1)) {
      int colon = level.indexOf(':');
      path.add(
          colon < 0
              ? new QualifiedName(0, level)
              : new QualifiedName(
                  Integer.parseInt(level.substring(0, colon)), level.substring(colon + 1)));
    }
    return new Field(field.type(), new EventClause(path));
  }
}
