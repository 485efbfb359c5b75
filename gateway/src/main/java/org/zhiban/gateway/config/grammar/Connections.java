package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.required;

import java.util.LinkedHashMap;
import java.util.Map;
import org.zhiban.gateway.config.shape.Kept;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Typed;
import org.zhiban.model.site.Connection;

/** The physical links of a site; the type decides the keys. */
final class Connections {
  static final Key<String> TYPE = required(Typed.TYPE, Texts.text(), "what the link speaks");

  private static final Shape<Connection> CONNECTION =
      new Kept<>(
          new Typed<>("a connection", types()),
          (connection, names) -> names.connections().put(connection.id(), connection));

  static final MapShape<Connection> SHAPE =
      new MapShape<>("connections", Texts.declared(Kind.CONNECTION), CONNECTION);

  private Connections() {}

  private static Map<String, MappingShape<? extends Connection>> types() {
    Map<String, MappingShape<? extends Connection>> types = new LinkedHashMap<>();
    types.put("modbus_tcp", ModbusConnections.TCP);
    types.put("modbus_rtu_over_tcp", ModbusConnections.RTU_OVER_TCP);
    types.put("modbus_udp", ModbusConnections.UDP);
    types.put("modbus_rtu", ModbusConnections.RTU);
    types.put("opc_ua", OpcUaConnections.SHAPE);
    types.put("mqtt", MqttConnections.SHAPE);
    types.put("mqtt_listen", MqttConnections.LISTENER);
    return types;
  }
}
