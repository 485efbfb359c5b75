package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.util.List;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.NetworkContract;
import org.zhiban.drivers.Points;
import org.zhiban.drivers.TcpProxy;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;

/** A scripted device with three points: two that one read holds, and one of another table. */
record ScriptedPeer(ScriptedDevice device, TcpProxy network, DrivenLink link)
    implements NetworkContract.NetworkPeer {
  ScriptedPeer(ScriptedDevice device, TcpProxy network, ModbusConnection connection) {
    this(
        device,
        network,
        new DrivenLink(
            connection,
            List.of(
                Points.analog(0, Modbus.uint16(Table.HOLDING, 10)).build(),
                Points.analog(1, Modbus.uint16(Table.HOLDING, 12)).build(),
                Points.analog(2, Modbus.uint16(Table.INPUT, 0)).build())));
  }

  @Override
  public void set(DrivenPoint point, double value) {
    int function = ReadPlan.source(point).table() == Table.HOLDING ? 3 : 4;
    device.set(1, function, ReadPlan.source(point).address(), (int) value);
  }

  @Override
  public void start() throws IOException {
    device.script(ScriptedDevice.RIGHTLY);
    device.start();
    network.open(device.port());
  }

  @Override
  public void stop() throws IOException {
    network.close();
    device.stop();
  }

  @Override
  public void freeze() {
    device.script(ScriptedDevice.SILENTLY);
  }

  @Override
  public void close() throws IOException {
    network.close();
    device.close();
  }
}
