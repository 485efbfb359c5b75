package org.zhiban.drivers.modbus;

import java.io.IOException;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;

final class ModbusRtuOverTcpContractTest extends NetworkContract {
  @Override
  protected NetworkPeer newPeer() throws IOException {
    ScriptedDevice device = new ScriptedDevice(ScriptedDevice.Frames.RTU);
    TcpProxy network = new TcpProxy();
    return new ScriptedPeer(device, network, Modbus.connection(Modbus.rtuOverTcp(network.port())));
  }
}
