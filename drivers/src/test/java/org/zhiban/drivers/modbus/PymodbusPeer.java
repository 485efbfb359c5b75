package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.DriverContract;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;

/** A pymodbus device with three points; each stop kills it. */
final class PymodbusPeer implements DriverContract.Peer {
  private final String kind;
  private final int port;
  private final DrivenLink link;
  private final Map<Integer, Integer> registers = new HashMap<>();
  private Optional<Pymodbus> device = Optional.empty();

  PymodbusPeer(String kind, int port, ModbusConnection.Link carrier) {
    this.kind = kind;
    this.port = port;
    link =
        new DrivenLink(
            Modbus.connection(carrier),
            List.of(
                Points.analog(0, Modbus.uint16(Table.HOLDING, 10)).build(),
                Points.analog(1, Modbus.uint16(Table.HOLDING, 12)).build(),
                Points.analog(2, Modbus.uint16(Table.HOLDING, 60)).build()),
            List.of(Points.analog(3, Modbus.uint16(Table.HOLDING, 10)).build()));
  }

  @Override
  public DrivenLink link() {
    return link;
  }

  @Override
  public Optional<DrivenPoint> command() {
    return Optional.of(link.commands().getFirst());
  }

  @Override
  public void set(DrivenPoint point, double value) throws IOException {
    int address = ReadPlan.source(point).address();
    registers.put(address, (int) value);
    if (device.isPresent()) {
      device.get().set("holding", address, (int) value);
    }
  }

  /** Sets the values before the port is open, so that no old one is ever read. */
  @Override
  public void start() throws IOException {
    String[] preset =
        registers.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    device =
        Optional.of(Pymodbus.start(kind, Integer.toString(port), "0", String.join(",", preset)));
  }

  @Override
  public void stop() {
    device.ifPresent(Pymodbus::close);
    device = Optional.empty();
  }

  @Override
  public void freeze() throws IOException, InterruptedException {
    if (device.isPresent()) {
      device.get().freeze();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
