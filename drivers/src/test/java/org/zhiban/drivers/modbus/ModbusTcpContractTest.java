package org.zhiban.drivers.modbus;

import java.io.IOException;
import org.zhiban.drivers.DriverContract;

final class ModbusTcpContractTest extends DriverContract {
  @Override
  protected Peer newPeer() throws IOException {
    ScriptedDevice device = new ScriptedDevice(ScriptedDevice.Frames.MBAP);
    return new ScriptedPeer(device, Modbus.connection(Modbus.tcp(device.port())));
  }
}
