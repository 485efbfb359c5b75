package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource.OpcUa;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.site.PointSource.OpcUaMethod;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/** The points of a link with their sources read. */
record LinkPoints(
    List<NodePoint> nodes, List<EventPoint> events, Map<PointRef, Commanded> commands) {
  LinkPoints {
    nodes = List.copyOf(nodes);
    events = List.copyOf(events);
    commands = Map.copyOf(commands);
  }

  /**
   * Reads the sources.
   *
   * @throws LinkRefusedException with every malformed one
   */
  static LinkPoints of(DrivenLink link) {
    Sorting sorting = new Sorting();
    link.points().forEach(sorting::read);
    link.commands().forEach(sorting::command);
    if (!sorting.refusals.isEmpty()) {
      throw new LinkRefusedException(sorting.refusals);
    }
    return new LinkPoints(sorting.nodes, sorting.events, sorting.commands);
  }

  private static final class Sorting {
    private final List<NodePoint> nodes = new ArrayList<>();
    private final List<EventPoint> events = new ArrayList<>();
    private final Map<PointRef, Commanded> commands = new HashMap<>();
    private final List<LinkRefusal> refusals = new ArrayList<>();

    void read(DrivenPoint point) {
      boolean event = point.spec().kind() == PointKind.EVENT;
      switch (point.spec().source().orElse(null)) {
        case OpcUa node when !event -> node(point, node).ifPresent(nodes::add);
        case OpcUaEvents source when event -> event(point, source);
        case null, default -> foreign(point);
      }
    }

    void command(DrivenPoint point) {
      switch (point.spec().source().orElse(null)) {
        case OpcUa node -> node(point, node).ifPresent(target -> commands.put(point.ref(), target));
        case OpcUaMethod call -> method(point, call);
        case null, default -> foreign(point);
      }
    }

    private Optional<NodePoint> node(DrivenPoint point, OpcUa source) {
      return id(point, source.node()).map(id -> new NodePoint(point, id));
    }

    private void method(DrivenPoint point, OpcUaMethod source) {
      Optional<ExpandedNodeId> object = id(point, source.object());
      Optional<ExpandedNodeId> method = id(point, source.method());
      if (object.isPresent() && method.isPresent()) {
        commands.put(
            point.ref(), new MethodPoint(point, object.get(), method.get(), source.arguments()));
      }
    }

    private void event(DrivenPoint point, OpcUaEvents source) {
      String type = OpcUaEventTypes.node(source.type()).orElse(source.type());
      boolean sound = id(point, source.notifier()).isPresent();
      sound &= id(point, type).isPresent();
      sound &= source.source().isEmpty() || id(point, source.source().get()).isPresent();
      if (sound) {
        events.add(EventPoint.of(point, source));
      }
    }

    private Optional<ExpandedNodeId> id(DrivenPoint point, String text) {
      try {
        return Optional.of(ExpandedNodeId.parse(text));
      } catch (UaRuntimeException | IllegalArgumentException _) {
        refusals.add(new LinkRefusal.MalformedNode(point.ref(), point.spec().position(), text));
        return Optional.empty();
      }
    }

    private void foreign(DrivenPoint point) {
      refusals.add(new LinkRefusal.ForeignSource(point.ref(), point.spec().position(), "opc_ua"));
    }
  }
}
