package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.util.Optional;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.FreePort;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.TcpProxy;

/** The contract against a device nobody here wrote; its stop is a kill. */
final class PymodbusTcpContractTest extends NetworkContract {
  @Override
  protected NetworkPeer newPeer() throws IOException {
    Pymodbus.assumeInstalled();
    TcpProxy network = new TcpProxy();
    int port = FreePort.tcp();
    return new Networked(new PymodbusPeer("tcp", port, Modbus.tcp(network.port())), port, network);
  }

  private record Networked(PymodbusPeer device, int port, TcpProxy network) implements NetworkPeer {
    @Override
    public DrivenLink link() {
      return device.link();
    }

    @Override
    public Optional<DrivenPoint> command() {
      return device.command();
    }

    @Override
    public void set(DrivenPoint point, double value) throws IOException {
      device.set(point, value);
    }

    @Override
    public void start() throws IOException {
      device.start();
      network.open(port);
    }

    @Override
    public void stop() {
      network.close();
      device.stop();
    }

    @Override
    public void freeze() throws IOException, InterruptedException {
      device.freeze();
    }

    @Override
    public void close() {
      stop();
    }
  }
}
