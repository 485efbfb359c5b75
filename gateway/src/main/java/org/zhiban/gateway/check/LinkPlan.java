package org.zhiban.gateway.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.modbus.ReadPlan;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;

/**
 * What reading a connection takes.
 *
 * @param requests of one cycle; topics or nodes that are subscribed to, where nothing is polled
 * @param registers fetched in one cycle, those in holes included
 * @param bits coils and discrete inputs fetched in one cycle
 * @param load share of the link's time that the reads take; empty where nothing is polled
 */
record LinkPlan(
    Connection connection,
    Manner manner,
    int points,
    int requests,
    int registers,
    int bits,
    OptionalDouble requestsPerSecond,
    OptionalDouble load,
    List<Read> reads) {
  LinkPlan {
    reads = List.copyOf(reads);
  }

  /** How values come. */
  enum Manner {
    POLLED,
    SUBSCRIBED
  }

  /** One request of a cycle. */
  record Read(String what, Duration every, int points) {}

  static LinkPlan of(Site site, PointIndex index, Connection connection) {
    DrivenLink link = DrivenLink.of(site, index, connection);
    List<DrivenPoint> points = link.points();
    return switch (connection) {
      case ModbusConnection modbus ->
          of(ReadPlan.of(modbus, points, link.neverRead()), points.size());
      case OpcUaConnection opcUa -> of(opcUa, points);
      case MqttConnection _, MqttListener _ -> ofTopics(connection, points);
    };
  }

  private static LinkPlan of(ReadPlan plan, int points) {
    return new LinkPlan(
        plan.connection(),
        Manner.POLLED,
        points,
        plan.reads().size(),
        plan.registers(),
        plan.bits(),
        OptionalDouble.of(plan.requestsPerSecond()),
        OptionalDouble.of(plan.load(ReadPlan.TYPICAL_ANSWER_DELAY)),
        plan.reads().stream()
            .map(read -> new Read(read.toString(), read.every(), read.points().size()))
            .toList());
  }

  private static LinkPlan of(OpcUaConnection connection, List<DrivenPoint> points) {
    boolean polled = connection.mode() == OpcUaConnection.Mode.POLL;
    double seconds = connection.publishingInterval().toMillis() / 1_000.0;
    List<Read> reads = new ArrayList<>();
    long nodes = points.stream().filter(point -> heard(point).isEmpty()).count();
    if (nodes > 0) {
      reads.add(new Read(nodes + " nodes", connection.publishingInterval(), (int) nodes));
    }
    points.stream()
        .flatMap(point -> heard(point).stream())
        .collect(Collectors.groupingBy(what -> what, LinkedHashMap::new, Collectors.counting()))
        .forEach((what, count) -> reads.add(new Read(what, Duration.ZERO, count.intValue())));
    return new LinkPlan(
        connection,
        polled ? Manner.POLLED : Manner.SUBSCRIBED,
        points.size(),
        polled ? 1 : (int) nodes + reads.size() - (nodes > 0 ? 1 : 0),
        0,
        0,
        polled ? OptionalDouble.of(1 / seconds) : OptionalDouble.empty(),
        OptionalDouble.empty(),
        reads);
  }

  /** The events that a point is one of; empty: it is read from a node. */
  private static Optional<String> heard(DrivenPoint point) {
    return point.spec().source().orElse(null) instanceof PointSource.OpcUaEvents events
        ? Optional.of(events.type() + " of " + events.notifier())
        : Optional.empty();
  }

  private static LinkPlan ofTopics(Connection connection, List<DrivenPoint> points) {
    List<String> topics = points.stream().flatMap(LinkPlan::topic).distinct().toList();
    return new LinkPlan(
        connection,
        Manner.SUBSCRIBED,
        points.size(),
        topics.size(),
        0,
        0,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        topics.stream()
            .map(
                topic ->
                    new Read(
                        topic,
                        Duration.ZERO,
                        (int)
                            points.stream()
                                .filter(point -> topic(point).anyMatch(topic::equals))
                                .count()))
            .toList());
  }

  private static Stream<String> topic(DrivenPoint point) {
    return switch (point.spec().source().orElse(null)) {
      case PointSource.Mqtt mqtt -> Stream.of(mqtt.topic());
      case PointSource.Sparkplug metric -> Stream.of(metric.path());
      case PointSource.Modbus _,
          PointSource.OpcUa _,
          PointSource.OpcUaMethod _,
          PointSource.OpcUaEvents _ ->
          Stream.empty();
      case null -> Stream.empty();
    };
  }
}
