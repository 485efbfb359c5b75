package org.zhiban.drivers.modbus;

import java.util.function.LongSupplier;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.ModbusConnection.RtuOverTcp;
import org.zhiban.model.site.ModbusConnection.Serial;
import org.zhiban.model.site.ModbusConnection.Tcp;
import org.zhiban.model.site.ModbusConnection.Udp;

/** What carries the frames of a connection. */
final class Lines {
  private Lines() {}

  static J2modLine of(ModbusConnection connection, LongSupplier ticks) {
    return switch (connection.link()) {
      case Tcp tcp ->
          new SocketLine(tcp.host(), tcp.port(), new MbapFraming(), connection.timeout(), ticks);
      case RtuOverTcp rtu ->
          new SocketLine(rtu.host(), rtu.port(), new RtuFraming(), connection.timeout(), ticks);
      case Udp udp -> new DatagramLine(udp.host(), udp.port(), connection.timeout(), ticks);
      case Serial serial -> new SerialLine(serial, connection.timeout(), ticks);
    };
  }
}
