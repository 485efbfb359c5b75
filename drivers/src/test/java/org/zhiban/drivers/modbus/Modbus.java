package org.zhiban.drivers.modbus;

import java.time.Duration;
import java.util.OptionalInt;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.ByteOrder;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;

/** Builds connections and sources for tests. */
final class Modbus {
  static final Duration TIMEOUT = Duration.ofMillis(300);

  private Modbus() {}

  static ModbusConnection connection(ModbusConnection.Link link) {
    return connection(link, TIMEOUT);
  }

  static ModbusConnection connection(ModbusConnection.Link link, Duration timeout) {
    return new ModbusConnection("plant", link, timeout, 125, 16, Duration.ZERO, 1, Points.NOWHERE);
  }

  /** A connection whose device bears several requests at once. */
  static ModbusConnection together(ModbusConnection.Link link, Duration timeout, int requests) {
    return new ModbusConnection(
        "plant", link, timeout, 125, 16, Duration.ZERO, requests, Points.NOWHERE);
  }

  static ModbusConnection.Link tcp(int port) {
    return new ModbusConnection.Tcp("127.0.0.1", port);
  }

  static ModbusConnection.Link rtuOverTcp(int port) {
    return new ModbusConnection.RtuOverTcp("127.0.0.1", port);
  }

  static PointSource.Modbus uint16(Table table, int address) {
    return source(table, address, DataType.UINT16);
  }

  static PointSource.Modbus source(Table table, int address, DataType type) {
    return source(table, address, type, ByteOrder.ABCD, type.registers());
  }

  static PointSource.Modbus source(
      Table table, int address, DataType type, ByteOrder order, int length) {
    return new PointSource.Modbus(table, address, type, order, 1, 0, OptionalInt.empty(), length);
  }
}
