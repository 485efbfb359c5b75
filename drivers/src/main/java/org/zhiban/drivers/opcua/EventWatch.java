package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.encoding.EncodingContext;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.FilterOperator;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElement;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilter;
import org.eclipse.milo.opcua.stack.core.types.structured.LiteralOperand;
import org.eclipse.milo.opcua.stack.core.types.structured.SimpleAttributeOperand;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.opcua.EventPoint.Heard;

/**
 * One monitored item and the points behind it. The server is asked for the type alone, the one
 * operator that servers with events have; source and severity are looked at here, so that all
 * equipment of a server shares an item.
 */
final class EventWatch {
  final Heard heard;
  final List<EventPoint> points;
  private final List<EventClause> clauses;

  private EventWatch(Heard heard, List<EventPoint> points) {
    this.heard = heard;
    this.points = List.copyOf(points);
    Set<EventClause> asked = new LinkedHashSet<>(EventClause.ALWAYS);
    points.stream()
        .flatMap(point -> point.fields().values().stream())
        .forEach(field -> asked.add(field.clause()));
    this.clauses = List.copyOf(asked);
  }

  /** Points that hear the same, together. */
  static List<EventWatch> of(Collection<EventPoint> points) {
    Map<Heard, List<EventPoint>> together = new LinkedHashMap<>();
    points.forEach(
        point -> together.computeIfAbsent(point.heard(), _ -> new ArrayList<>()).add(point));
    return together.entrySet().stream()
        .map(one -> new EventWatch(one.getKey(), one.getValue()))
        .toList();
  }

  List<EventClause> clauses() {
    return clauses;
  }

  int[] numbers() {
    return points.stream().mapToInt(point -> point.point().number()).toArray();
  }

  /**
   * The filter of the item.
   *
   * @param refused clauses that the server does not take; another stands in the place of each,
   *     since one that is refused makes some servers send nothing at all
   */
  EventFilter filter(NodeId type, Set<EventClause> refused, EncodingContext encoding) {
    return new EventFilter(
        clauses.stream()
            .map(clause -> refused.contains(clause) ? EventClause.EVENT_ID : clause)
            .map(clause -> clause.operand(type))
            .toArray(SimpleAttributeOperand[]::new),
        new ContentFilter(
            new ContentFilterElement[] {
              new ContentFilterElement(
                  FilterOperator.OfType,
                  new ExtensionObject[] {
                    ExtensionObject.encode(encoding, new LiteralOperand(new Variant(type)))
                  })
            }));
  }

  /** What an event says to a clause; null for nothing. */
  @Nullable Object value(EventClause clause, Variant[] fields) {
    int place = clauses.indexOf(clause);
    return place >= 0 && place < fields.length ? fields[place].value() : null;
  }

  /** An event as the log of exchanges shows it. */
  String words(Variant[] fields) {
    return heard.name()
        + " of "
        + value(EventClause.SOURCE_NAME, fields)
        + ", severity "
        + value(EventClause.SEVERITY, fields)
        + ", id "
        + value(EventClause.EVENT_ID, fields)
        + ", at "
        + value(EventClause.TIME, fields);
  }
}
