package org.zhiban.drivers.modbus;

import java.io.IOException;
import org.zhiban.drivers.DriverContract;
import org.zhiban.drivers.FreePort;
import org.zhiban.model.site.ModbusConnection;

/** Datagrams to a device nobody here wrote. */
final class PymodbusUdpContractTest extends DriverContract {
  @Override
  protected Peer newPeer() throws IOException {
    Pymodbus.assumeInstalled();
    int port = FreePort.udp();
    return new PymodbusPeer("udp", port, new ModbusConnection.Udp("127.0.0.1", port));
  }
}
