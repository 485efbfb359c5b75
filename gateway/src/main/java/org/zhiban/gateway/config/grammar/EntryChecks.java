package org.zhiban.gateway.config.grammar;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;

/** What one equipment, its link and its points must agree on. */
record EntryChecks(Values values, String id, List<String> maintenance, Reading reading) {

  void run() {
    Map<String, Optional<PointSpec>> points = reading.names().points(id);
    Optional<Connection> connection =
        values
            .find(Entries.CONNECTION)
            .flatMap(name -> Optional.ofNullable(reading.names().connections().get(name)));
    checkLastDone();
    if (!values.given(Entries.CONNECTION)) {
      checkUnconnected(points);
    }
    connection.ifPresent(link -> checkLink(link, points));
  }

  private void checkUnconnected(Map<String, Optional<PointSpec>> points) {
    if (!points.isEmpty()) {
      reading.error(
          values.mapping(),
          "the equipment has points but no connection",
          "add 'connection: …', the link it is read through");
    }
    if (values.given(Entries.UNIT)) {
      reading.error(
          values.keyNode(Entries.UNIT),
          "'unit' means nothing without a Modbus connection",
          "take it out, or add 'connection: …'");
    }
  }

  private void checkLink(Connection link, Map<String, Optional<PointSpec>> points) {
    boolean modbus = link instanceof ModbusConnection;
    if (values.given(Entries.UNIT) && !modbus) {
      reading.error(
          values.keyNode(Entries.UNIT),
          "'unit' belongs to Modbus; connection '" + link.id() + "' is " + link.type(),
          "take it out");
    }
    if (values.given(Templates.NEVER_READ) && !modbus) {
      reading.error(
          values.keyNode(Templates.NEVER_READ),
          "'never_read' belongs to Modbus; connection '" + link.id() + "' is " + link.type(),
          "take it out");
    }
    if (modbus && !values.given(Entries.UNIT)) {
      reading.error(
          values.mapping(),
          "an equipment on a Modbus link needs a 'unit'",
          "add 'unit: 1', its id on the link '" + link.id() + "'");
    }
    if (link instanceof ModbusConnection line && line.link() instanceof ModbusConnection.Serial) {
      checkSerialUnit();
    }
    points.values().stream()
        .flatMap(Optional::stream)
        .filter(point -> point.source().filter(source -> !speaks(link, source)).isPresent())
        .findFirst()
        .ifPresent(point -> mismatch(link, point));
    if (link instanceof OpcUaConnection server && server.mode() == OpcUaConnection.Mode.POLL) {
      points.values().stream().flatMap(Optional::stream).forEach(point -> polled(server, point));
    }
    if (link instanceof ModbusConnection bus) {
      points.values().stream().flatMap(Optional::stream).forEach(point -> checkLength(bus, point));
    }
  }

  private void checkSerialUnit() {
    values
        .find(Entries.UNIT)
        .filter(unit -> unit < 1 || unit > 247)
        .ifPresent(
            unit ->
                reading.error(
                    values.node(Entries.UNIT),
                    "unit " + unit + " does not exist on a serial line",
                    "use 1 to 247"));
  }

  private static boolean speaks(Connection link, PointSource source) {
    return switch (link) {
      case ModbusConnection _ -> source instanceof PointSource.Modbus;
      case OpcUaConnection _ ->
          switch (source) {
            case PointSource.OpcUa _, PointSource.OpcUaMethod _, PointSource.OpcUaEvents _ -> true;
            case PointSource.Modbus _, PointSource.Mqtt _, PointSource.Sparkplug _ -> false;
          };
      case MqttConnection _ ->
          source instanceof PointSource.Mqtt || source instanceof PointSource.Sparkplug;
      case MqttListener _ -> source instanceof PointSource.Mqtt;
    };
  }

  private void mismatch(Connection link, PointSpec point) {
    String wanted =
        switch (point.source().orElseThrow()) {
          case PointSource.Modbus _ -> "modbus";
          case PointSource.OpcUa _, PointSource.OpcUaMethod _, PointSource.OpcUaEvents _ ->
              "opc_ua";
          case PointSource.Mqtt _ -> "mqtt";
          case PointSource.Sparkplug _ -> "sparkplug";
        };
    reading.error(
        values.node(Entries.CONNECTION),
        "connection '"
            + link.id()
            + "' is "
            + link.type()
            + ", but point '"
            + point.id()
            + "' is read by "
            + wanted,
        wanted.equals("sparkplug")
            ? "name one of type mqtt: an edge node is asked for its birth through a broker"
            : "name a connection that speaks " + wanted);
  }

  private void polled(OpcUaConnection server, PointSpec point) {
    if (point.source().orElse(null) instanceof PointSource.OpcUaEvents) {
      reading.error(
          values.node(Entries.CONNECTION),
          "connection '"
              + server.id()
              + "' is polled, but point '"
              + point.id()
              + "' is an event, which no read gives",
          "make it 'mode: subscribe', or take the point out");
    }
  }

  private void checkLength(ModbusConnection bus, PointSpec point) {
    if (point.source().orElse(null) instanceof PointSource.Modbus register
        && !register.table().bits()
        && register.length() > bus.maxRegistersPerRead()) {
      reading.error(
          point.position(),
          "point '"
              + point.id()
              + "' takes "
              + register.length()
              + " registers, connection '"
              + bus.id()
              + "' reads at most "
              + bus.maxRegistersPerRead()
              + " at once",
          "raise 'max_registers_per_read', or shorten the point");
    }
  }

  private void checkLastDone() {
    if (!(values.node(Entries.LAST_DONE) instanceof Node.Mapping dates)
        || !values.given(Entries.LAST_DONE)
        || reading.names().unreadable().contains(id)) {
      return;
    }
    for (Node.Entry date : dates.entries()) {
      if (!maintenance.contains(date.name()) && reading.names().plans().containsKey(date.name())) {
        reading.error(
            date.key(),
            "plan '" + date.name() + "' is not one of this equipment",
            maintenance.isEmpty()
                ? "add 'maintenance: [" + date.name() + "]'"
                : "its plans are: " + String.join(", ", maintenance));
      }
    }
  }

  /** Life safety is read-only for ever. */
  static void commands(String id, boolean lifeSafety, Reading reading) {
    for (Optional<PointSpec> point : reading.names().points(id).values()) {
      if (lifeSafety && point.filter(PointSpec::command).isPresent()) {
        reading.error(
            point.get().position(),
            "life safety is never written, but point '" + point.get().id() + "' is a command",
            "take the point out, or 'life_safety' if it is none");
      }
    }
  }
}
