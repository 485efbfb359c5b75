package org.zhiban.drivers.opcua;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.Reading;
import org.zhiban.drivers.SourceClock;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.telemetry.PointEvent;

/** What the fields of an event notification mean (OPC 10000-5, 6.4; OPC 10000-9, 5.5). */
sealed interface EventReading {
  /** Records for the points that take this event; none where no point does. */
  record Happened(List<PointEvent> events, List<String> troubles) implements EventReading {
    public Happened {
      events = List.copyOf(events);
      troubles = List.copyOf(troubles);
    }
  }

  /** The server's queue was too short: events are lost. */
  record Overflow() implements EventReading {}

  /** The server wants its conditions to be asked for again. */
  record RefreshRequired() implements EventReading {}

  /** A word about the way of events, no event of the plant. */
  record Aside() implements EventReading {}

  /** It cannot be told from its repeat. */
  record Nameless() implements EventReading {}

  Set<NodeId> ASIDES = Set.of(NodeIds.RefreshStartEventType, NodeIds.RefreshEndEventType);

  /** How a server's ids are read. */
  interface Ids {
    /** The name of an event type, or its node id where it has none. */
    String typeName(NodeId type) throws InterruptedException;

    Optional<NodeId> resolve(ExpandedNodeId node);
  }

  static EventReading of(EventWatch watch, Variant[] fields, Instant received, Ids ids)
      throws InterruptedException {
    Object type = watch.value(EventClause.EVENT_TYPE, fields);
    if (NodeIds.EventQueueOverflowEventType.equals(type)) {
      return new Overflow();
    }
    if (NodeIds.RefreshRequiredEventType.equals(type)) {
      return new RefreshRequired();
    }
    if (type instanceof NodeId id && ASIDES.contains(id)) {
      return new Aside();
    }
    Optional<String> id = id(watch, fields);
    if (id.isEmpty()) {
      return new Nameless();
    }
    String typeName = type instanceof NodeId node ? ids.typeName(node) : "";
    Optional<Instant> stamped =
        watch.value(EventClause.TIME, fields) instanceof DateTime at && !empty(at)
            ? Optional.of(at.getJavaInstant())
            : Optional.empty();
    Optional<Instant> time = stamped.filter(at -> SourceClock.past(at, received));
    Optional<Instant> impossible = time.isPresent() ? Optional.empty() : stamped;
    List<PointEvent> events = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    for (EventPoint point : watch.points) {
      if (takes(point, watch, fields, ids)) {
        Map<String, Object> record = new LinkedHashMap<>();
        point
            .fields()
            .forEach(
                (name, field) -> {
                  @Nullable Object told =
                      field.clause().equals(EventClause.EVENT_TYPE)
                          ? typeName
                          : watch.value(field.clause(), fields);
                  value(field, told)
                      .ifPresentOrElse(
                          value -> record.put(name, value),
                          () -> wrong(point, name, field, told).ifPresent(troubles::add));
                });
        events.add(
            new PointEvent(
                point.point().number(),
                id.get(),
                time.orElse(received),
                received,
                impossible,
                record));
      }
    }
    return new Happened(events, troubles);
  }

  /** The event's own id, and the branch of its condition where it is of an earlier state. */
  private static Optional<String> id(EventWatch watch, Variant[] fields) {
    if (!(watch.value(EventClause.EVENT_ID, fields) instanceof ByteString id)
        || id.isNullOrEmpty()) {
      return Optional.empty();
    }
    String branch =
        watch.value(EventClause.BRANCH_ID, fields) instanceof NodeId node && node.isNotNull()
            ? "/" + node.toParseableString()
            : "";
    return Optional.of(hex(id) + branch);
  }

  private static boolean takes(EventPoint point, EventWatch watch, Variant[] fields, Ids ids) {
    int least = point.minSeverity();
    boolean grave =
        least == OpcUaEvents.LEAST_SEVERITY
            || (watch.value(EventClause.SEVERITY, fields) instanceof Number severity
                && severity.intValue() >= least);
    Object name = watch.value(EventClause.SOURCE_NAME, fields);
    Object node = watch.value(EventClause.SOURCE_NODE, fields);
    return grave
        && point.sourceName().map(wanted -> wanted.equals(name)).orElse(true)
        && point
            .source()
            .map(wanted -> ids.resolve(wanted).filter(id -> id.equals(node)).isPresent())
            .orElse(true);
  }

  private static Optional<Object> value(EventPoint.Field field, @Nullable Object told) {
    Object scalar = scalar(told);
    if (scalar == null) {
      return Optional.empty();
    }
    return switch (field.type()) {
      case TEXT -> Optional.of(scalar.toString());
      case NUMBER -> Reading.number(scalar).filter(Double::isFinite).map(number -> number);
      case BOOL -> Reading.truth(scalar).map(truth -> truth);
    };
  }

  /** A field of the wrong type is left out and told of; the event is kept. */
  private static Optional<String> wrong(
      EventPoint point, String name, EventPoint.Field field, @Nullable Object told) {
    return told == null || empty(told)
        ? Optional.empty()
        : Optional.of(
            point.point().ref()
                + ": field "
                + name
                + ": expected "
                + field.type().name().toLowerCase(Locale.ROOT)
                + ", got "
                + told.getClass().getSimpleName());
  }

  /** Whether the server says that there is no value, in one of the type's own ways. */
  private static boolean empty(Object told) {
    return switch (told) {
      case NodeId node -> node.isNull();
      case ByteString bytes -> bytes.isNull();
      case DateTime time -> time.isNull() || !time.isValid();
      case LocalizedText text -> text.text() == null;
      case QualifiedName name -> name.name() == null;
      default -> false;
    };
  }

  private static @Nullable Object scalar(@Nullable Object told) {
    return switch (told) {
      case null -> null;
      case Object one when empty(one) -> null;
      case NodeId node -> node.toParseableString();
      case ByteString bytes -> hex(bytes);
      case StatusCode status ->
          StatusCodes.lookup(status.value() & 0xFFFF0000L)
              .map(names -> names[0])
              .orElse(NodeReading.words(status));
      default ->
          NodeReading.scalar(told) instanceof NodeReading.Unreadable
              ? null
              : NodeReading.scalar(told);
    };
  }

  private static String hex(ByteString bytes) {
    return java.util.HexFormat.of().formatHex(bytes.bytesOrEmpty());
  }
}
