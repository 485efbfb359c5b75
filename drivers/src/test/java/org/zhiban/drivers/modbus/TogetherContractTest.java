package org.zhiban.drivers.modbus;

import java.io.IOException;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;

/** The contract with several requests under way at once. */
final class TogetherContractTest extends NetworkContract {
  @Override
  protected NetworkPeer newPeer() throws IOException {
    ScriptedDevice device = new ScriptedDevice(ScriptedDevice.Frames.MBAP);
    TcpProxy network = new TcpProxy();
    return new ScriptedPeer(
        device, network, Modbus.together(Modbus.tcp(network.port()), Modbus.TIMEOUT, 4));
  }
}
