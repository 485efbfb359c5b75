package org.zhiban.gateway.config.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSource;

/** A connection is one physical link, and one device of it is one equipment. */
final class Links {
  private Links() {}

  static void check(Reading reading) {
    Map<String, Connection> byAddress = new HashMap<>();
    for (Connection connection : reading.names().connections().values()) {
      Connection first = byAddress.putIfAbsent(address(connection), connection);
      if (first != null) {
        reading.warning(
            connection.position(),
            "'" + connection.id() + "' is the same link as '" + first.id() + "'",
            "keep one connection a physical link, and name it in every equipment on it");
      }
      List<Equipment> served =
          reading.names().equipment().values().stream()
              .filter(one -> one.connection().filter(connection.id()::equals).isPresent())
              .toList();
      if (served.isEmpty()) {
        reading.warning(
            connection.position(),
            "no equipment is read through connection '" + connection.id() + "'",
            "take it out, or name it in an equipment");
      }
      checkUnits(served, reading);
    }
  }

  private static String address(Connection connection) {
    return switch (connection) {
      case ModbusConnection modbus ->
          switch (modbus.link()) {
            case ModbusConnection.Tcp tcp -> "tcp " + tcp.host() + ":" + tcp.port();
            case ModbusConnection.RtuOverTcp rtu -> "tcp " + rtu.host() + ":" + rtu.port();
            case ModbusConnection.Udp udp -> "udp " + udp.host() + ":" + udp.port();
            case ModbusConnection.Serial line -> "line " + line.device();
          };
      case OpcUaConnection opcUa -> opcUa.endpoint();
      case MqttConnection mqtt -> mqtt.broker() + " " + mqtt.clientId();
      case MqttListener listener -> "listen " + listener.port();
    };
  }

  private static void checkUnits(List<Equipment> served, Reading reading) {
    Map<Integer, List<Equipment>> byUnit = new HashMap<>();
    for (Equipment equipment : served) {
      if (equipment.unit().isPresent()) {
        List<Equipment> same =
            byUnit.computeIfAbsent(equipment.unit().getAsInt(), _ -> new ArrayList<>());
        overlap(same, equipment)
            .ifPresent(
                other ->
                    reading.warning(
                        equipment.position(),
                        "'"
                            + equipment.id()
                            + "' and '"
                            + other.id()
                            + "' read the same registers of unit "
                            + equipment.unit().getAsInt(),
                        "give each its own unit, if they are two devices"));
        same.add(equipment);
      }
    }
  }

  private static Optional<Equipment> overlap(List<Equipment> others, Equipment equipment) {
    return others.stream()
        .filter(
            other ->
                registers(other).stream()
                    .anyMatch(a -> registers(equipment).stream().anyMatch(b -> overlap(a, b))))
        .findFirst();
  }

  private static List<PointSource.Modbus> registers(Equipment equipment) {
    return equipment.points().values().stream()
        .flatMap(point -> point.source().stream())
        .filter(PointSource.Modbus.class::isInstance)
        .map(PointSource.Modbus.class::cast)
        .toList();
  }

  private static boolean overlap(PointSource.Modbus a, PointSource.Modbus b) {
    return a.table() == b.table()
        && a.bit().equals(b.bit())
        && a.address() < b.address() + b.length()
        && b.address() < a.address() + a.length();
  }
}
