package org.zhiban.simulators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.link.TwinAddress;

/** Points a site's connections at other addresses. */
final class SiteAddresses {
  private SiteAddresses() {}

  static Site replace(Site site, Map<String, TwinAddress> addresses) {
    Map<String, Connection> connections = new LinkedHashMap<>();
    site.connections()
        .forEach(
            (id, connection) -> {
              TwinAddress address = addresses.get(id);
              connections.put(id, address == null ? connection : replace(connection, address));
            });
    return new Site(
        site.id(),
        site.name(),
        site.zone(),
        site.language(),
        connections,
        site.equipment(),
        site.rules(),
        site.plans(),
        site.checklists(),
        site.holidays(),
        site.staff(),
        site.shifts(),
        site.rosters(),
        site.workingHours(),
        site.areas(),
        site.contractors(),
        site.service(),
        site.notification(),
        site.privacy(),
        site.patrols(),
        site.certificates(),
        site.telemetry(),
        site.database(),
        site.tests(),
        site.scenarios());
  }

  private static Connection replace(Connection connection, TwinAddress address) {
    return switch (address) {
      case TwinAddress.ModbusTcp(String host, int port) ->
          modbus(connection, new ModbusConnection.Tcp(host, port));
      case TwinAddress.ModbusRtuOverTcp(String host, int port) ->
          modbus(connection, new ModbusConnection.RtuOverTcp(host, port));
      case TwinAddress.ModbusUdp(String host, int port) ->
          modbus(connection, new ModbusConnection.Udp(host, port));
      case TwinAddress.OpcUa(String endpoint) -> opcUa((OpcUaConnection) connection, endpoint);
      case TwinAddress.Broker(String url) -> mqtt((MqttConnection) connection, url);
      case TwinAddress.Publisher _ -> listener((MqttListener) connection);
    };
  }

  private static Connection modbus(Connection connection, ModbusConnection.Link link) {
    ModbusConnection modbus = (ModbusConnection) connection;
    return new ModbusConnection(
        modbus.id(),
        link,
        modbus.timeout(),
        modbus.maxRegistersPerRead(),
        modbus.maxHole(),
        modbus.minGap(),
        modbus.maxInFlight(),
        modbus.position());
  }

  private static Connection opcUa(OpcUaConnection opcUa, String endpoint) {
    return new OpcUaConnection(
        opcUa.id(),
        endpoint,
        OpcUaConnection.Security.NONE,
        opcUa.mode(),
        opcUa.publishingInterval(),
        opcUa.timeout(),
        opcUa.user(),
        opcUa.password(),
        Optional.empty(),
        opcUa.trustAll(),
        opcUa.position());
  }

  /** The twins come from this machine, without TLS. */
  private static Connection listener(MqttListener listener) {
    return new MqttListener(
        listener.id(),
        MqttListener.LOOPBACK,
        listener.port(),
        listener.user(),
        listener.password(),
        Optional.empty(),
        listener.position());
  }

  private static Connection mqtt(MqttConnection mqtt, String url) {
    return new MqttConnection(
        mqtt.id(),
        url,
        mqtt.version(),
        mqtt.clientId(),
        mqtt.user(),
        mqtt.password(),
        Optional.empty(),
        Optional.empty(),
        mqtt.statusTopic(),
        mqtt.sparkplugHost(),
        mqtt.position());
  }
}
