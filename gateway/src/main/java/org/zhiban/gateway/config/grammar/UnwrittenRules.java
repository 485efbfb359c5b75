package org.zhiban.gateway.config.grammar;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.PointRef;

/**
 * Rules that a site has without writing them: a connection whose equipment falls silent as one is
 * one alarm, a clock that runs off is an alarm, and so is a gateway that cannot do part of its
 * work. A rule that is written about the same takes its place, one with {@code enabled: false} too.
 */
final class UnwrittenRules {
  private static final String CLOCK_OFF = "clock_off";
  private static final String CONNECTION_DOWN = "connection_down";

  /** A single message with a wrong time is no clock that runs off. */
  private static final Duration WRONG_FOR = Duration.ofMinutes(1);

  private final Collection<Connection> connections;
  private final Collection<Equipment> equipment;
  private final Collection<RuleSpec> written;
  private final Set<GatewayPart> parts;

  /**
   * @param parts of the gateway's own work that the site asks for
   */
  UnwrittenRules(
      Collection<Connection> connections,
      Collection<Equipment> equipment,
      Collection<RuleSpec> written,
      Set<GatewayPart> parts) {
    this.parts = parts;
    this.connections = connections;
    this.equipment = equipment;
    this.written = written;
  }

  /** The rules of the site, and those of its connections. */
  Map<String, RuleSpec> under(Map<String, RuleSpec> rules) {
    Map<String, RuleSpec> all = new LinkedHashMap<>(rules);
    for (Connection connection : connections) {
      Stream.of(down(connection), serversClock(connection))
          .flatMap(Optional::stream)
          .forEach(rule -> all.putIfAbsent(rule.id(), rule));
    }
    parts.stream()
        .filter(part -> !writtenAbout(part))
        .map(UnwrittenRules::trouble)
        .forEach(rule -> all.putIfAbsent(rule.id(), rule));
    return all;
  }

  /** The equipment, each device that tells its time with a rule about it. */
  Map<String, Equipment> withTheirClocks(Map<String, Equipment> all) {
    Map<String, Equipment> watched = new LinkedHashMap<>(all);
    for (Connection connection : connections) {
      switch (connection) {
        case MqttConnection _, MqttListener _ ->
            servedBy(connection)
                .forEach(
                    one ->
                        clock(one)
                            .ifPresent(
                                rule ->
                                    watched.put(one.id(), one.alsoWith(Map.of(CLOCK_OFF, rule)))));
        case OpcUaConnection _, ModbusConnection _ -> {}
      }
    }
    return watched;
  }

  private List<Equipment> servedBy(Connection connection) {
    return equipment.stream()
        .filter(one -> one.connection().filter(connection.id()::equals).isPresent())
        .toList();
  }

  /**
   * As pressing as the most pressing of the rules for which it stands, with its order, and no
   * quieter than any of them later on.
   */
  private Optional<RuleSpec> down(Connection connection) {
    List<RuleSpec> silences =
        servedBy(connection).stream()
            .filter(one -> !one.lifeSafety())
            .flatMap(one -> one.rules().values().stream())
            .filter(rule -> rule.enabled() && !rule.lifeSafety())
            .filter(rule -> rule.condition() instanceof Condition.NoData)
            .sorted(Comparator.comparing(RuleSpec::priority))
            .toList();
    long machines = silences.stream().map(RuleSpec::equipment).distinct().count();
    if (machines < 2 || writtenAbout(connection, Condition.ConnectionDown.class)) {
      return Optional.empty();
    }
    Duration after =
        silences.stream()
            .map(rule -> ((Condition.NoData) rule.condition()).after().plus(rule.onDelay()))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    Optional<OrderSpec> order =
        silences.stream().flatMap(rule -> rule.order().stream()).findFirst();
    String id = connection.id();
    return Optional.of(
        new UnwrittenRule(
                CONNECTION_DOWN + "." + id,
                silences.getFirst().priority(),
                new LocalizedText(
                    "连接 " + id + " 中断：" + machines + " 台设备无数据",
                    "Connection " + id + " is down: no data from " + machines + " equipments"),
                "no_data: { connection: " + id + ", after: " + after.toSeconds() + "s }",
                connection.position())
            .rule(
                null,
                new Condition.ConnectionDown(id, after),
                Duration.ZERO,
                order.map(UnwrittenRules::ofNoMachine),
                UnwrittenRule.Course.of(silences, silences.getFirst().priority())));
  }

  /** The order of a machine without what only that machine can prove. */
  private static OrderSpec ofNoMachine(OrderSpec order) {
    return new OrderSpec(
        order.trade(),
        order.urgency(),
        order.severity(),
        order.holdOff(),
        Optional.empty(),
        OrderSpec.Merge.ORDER,
        order.clocks(),
        order.verify() instanceof OrderSpec.Verify.Normal normal
            ? new OrderSpec.Verify.Normal(normal.normalFor(), Optional.empty())
            : order.verify());
  }

  /** A server has one clock. */
  private Optional<RuleSpec> serversClock(Connection connection) {
    boolean any = servedBy(connection).stream().anyMatch(one -> !stamped(one).isEmpty());
    if (!(connection instanceof OpcUaConnection)
        || !any
        || writtenAbout(connection, Condition.ClockOff.class)) {
      return Optional.empty();
    }
    String id = connection.id();
    return Optional.of(
        new UnwrittenRule(
                CLOCK_OFF + "." + id,
                Priority.P4,
                new LocalizedText(
                    "连接 " + id + "：服务器时钟不准", "Connection " + id + ": the server's clock is off"),
                "clock_off: { connection: " + id + " }",
                connection.position())
            .rule(
                null,
                new Condition.ClockOff(Optional.of(id), List.of()),
                WRONG_FOR,
                Optional.empty(),
                UnwrittenRule.Course.NONE));
  }

  /** Behind a broker each device has its own. */
  private Optional<RuleSpec> clock(Equipment one) {
    List<PointRef> points = stamped(one);
    boolean told =
        Stream.concat(one.rules().values().stream(), written.stream())
            .map(RuleSpec::condition)
            .anyMatch(condition -> condition instanceof Condition.ClockOff off && about(off, one));
    if (points.isEmpty() || told) {
      return Optional.empty();
    }
    List<String> names = points.stream().map(PointRef::point).toList();
    return Optional.of(
        new UnwrittenRule(
                CLOCK_OFF,
                Priority.P4,
                new LocalizedText("设备时钟不准", "The device's clock is off"),
                "clock_off: { points: [" + String.join(", ", names) + "] }",
                one.position())
            .rule(
                one.id(),
                new Condition.ClockOff(Optional.empty(), points),
                WRONG_FOR,
                Optional.empty(),
                UnwrittenRule.Course.NONE));
  }

  private static boolean about(Condition.ClockOff clock, Equipment one) {
    return clock.connection().isPresent()
        ? clock.connection().equals(one.connection())
        : clock.points().stream().anyMatch(point -> point.equipment().equals(one.id()));
  }

  private static List<PointRef> stamped(Equipment one) {
    return one.points().values().stream()
        .filter(point -> point.source().filter(PointSource::stamped).isPresent())
        .map((PointSpec point) -> new PointRef(one.id(), point.id()))
        .toList();
  }

  private boolean writtenAbout(GatewayPart part) {
    return written.stream()
        .map(RuleSpec::condition)
        .anyMatch(condition -> condition.equals(new Condition.GatewayTrouble(part)));
  }

  /** Without an order: who keeps the gateway is not among the trades. */
  private static RuleSpec trouble(GatewayPart part) {
    return switch (part) {
      case DISK -> trouble(part, Priority.P2, Duration.ofMinutes(1));
      case HISTORY -> trouble(part, Priority.P2, Duration.ofMinutes(1));
      case CHORES -> trouble(part, Priority.P2, Duration.ofMinutes(1));
      case DATABASE -> trouble(part, Priority.P3, Duration.ofMinutes(5));
      case NOTIFICATION -> trouble(part, Priority.P3, Duration.ofMinutes(5));
      case FORWARDING -> trouble(part, Priority.P4, Duration.ofHours(1));
    };
  }

  private static RuleSpec trouble(GatewayPart part, Priority priority, Duration after) {
    return new UnwrittenRule(
            "gateway_" + part.word(),
            priority,
            part.failing(),
            "gateway: " + part.word(),
            new SourcePosition("site.yaml", 1, 1))
        .rule(
            null,
            new Condition.GatewayTrouble(part),
            after,
            Optional.empty(),
            UnwrittenRule.Course.NONE);
  }

  private boolean writtenAbout(Connection connection, Class<? extends Condition> kind) {
    return written.stream()
        .map(RuleSpec::condition)
        .filter(kind::isInstance)
        .anyMatch(
            condition ->
                switch (condition) {
                  case Condition.ConnectionDown down -> down.connection().equals(connection.id());
                  case Condition.ClockOff clock ->
                      clock.connection().filter(connection.id()::equals).isPresent();
                  default -> false;
                });
  }
}
