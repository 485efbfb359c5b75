package org.zhiban.simulators.modbus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Modbus;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.link.LinkTwin;
import org.zhiban.simulators.link.TwinAddress;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Plant;

/**
 * All units of one Modbus link behind one port. A serial line's twin takes RTU frames over TCP, as
 * a serial device server would pass them on.
 */
public final class ModbusTwin implements LinkTwin {
  private static final String LOOPBACK = "127.0.0.1";

  private final TwinAddress address;
  private final AutoCloseable server;

  private ModbusTwin(TwinAddress address, AutoCloseable server) {
    this.address = address;
    this.server = server;
  }

  /** Starts the server of a connection. */
  public static ModbusTwin start(Site site, ModbusConnection connection, Plant plant)
      throws IOException {
    UnitServer units =
        new UnitServer(
            units(site, connection, plant),
            connection.maxRegistersPerRead(),
            connection.timeout().multipliedBy(3).dividedBy(4));
    return switch (connection.link()) {
      case ModbusConnection.Tcp _ -> {
        StreamServer server = new StreamServer(new TcpFraming(), units);
        yield new ModbusTwin(new TwinAddress.ModbusTcp(LOOPBACK, server.port()), server);
      }
      case ModbusConnection.RtuOverTcp _, ModbusConnection.Serial _ -> {
        StreamServer server = new StreamServer(new RtuFraming(), units);
        yield new ModbusTwin(new TwinAddress.ModbusRtuOverTcp(LOOPBACK, server.port()), server);
      }
      case ModbusConnection.Udp _ -> {
        DatagramServer server = new DatagramServer(units);
        yield new ModbusTwin(new TwinAddress.ModbusUdp(LOOPBACK, server.port()), server);
      }
    };
  }

  private static Map<Integer, UnitImage> units(
      Site site, ModbusConnection connection, Plant plant) {
    Map<Integer, List<MappedPoint>> points = new HashMap<>();
    for (Equipment equipment : site.equipmentOf(connection.id())) {
      EquipmentTwin twin = plant.twins().get(equipment.id());
      if (twin != null) {
        points
            .computeIfAbsent(equipment.unit().orElse(1), _ -> new ArrayList<>())
            .addAll(mapped(twin));
      }
    }
    Map<Integer, UnitImage> units = new HashMap<>();
    points.forEach(
        (unit, mapped) -> units.put(unit, new UnitImage(plant, mapped, connection.maxHole())));
    return units;
  }

  private static List<MappedPoint> mapped(EquipmentTwin twin) {
    List<MappedPoint> mapped = new ArrayList<>();
    for (int position = 0; position < twin.points().size(); position++) {
      PointSpec point = twin.points().get(position);
      if (point.source().orElse(null) instanceof Modbus source) {
        mapped.add(new MappedPoint(twin, position, point, source));
      }
    }
    return mapped;
  }

  @Override
  public TwinAddress address() {
    return address;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (Exception alreadyGone) {
      throw new IllegalStateException("closing " + address.text(), alreadyGone);
    }
  }
}
