package org.zhiban.drivers.modbus;

import java.io.IOException;
import org.zhiban.drivers.DriverContract;

final class ModbusRtuOverTcpContractTest extends DriverContract {
  @Override
  protected Peer newPeer() throws IOException {
    ScriptedDevice device = new ScriptedDevice(ScriptedDevice.Frames.RTU);
    return new ScriptedPeer(device, Modbus.connection(Modbus.rtuOverTcp(device.port())));
  }
}
