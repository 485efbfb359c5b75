package org.zhiban.model.site;

/** One physical link: the unit of scheduling and of failure. */
public sealed interface Connection
    permits ModbusConnection, OpcUaConnection, MqttConnection, MqttListener {
  String id();

  /** The word of the configuration language, for example {@code modbus_tcp}. */
  String type();

  SourcePosition position();
}
