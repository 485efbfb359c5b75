package org.zhiban.drivers.modbus;

import java.io.IOException;
import org.zhiban.drivers.DriverContract;

/** The contract against a device nobody here wrote; its stop is a kill. */
final class PymodbusTcpContractTest extends DriverContract {
  @Override
  protected Peer newPeer() throws IOException {
    Pymodbus.assumeInstalled();
    int port = FreePort.tcp();
    return new PymodbusPeer("tcp", port, Modbus.tcp(port));
  }
}
