package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.DriverContract;
import org.zhiban.drivers.Points;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.Table;

/** A serial line on pseudo terminals; its stop pulls the cable, as of a USB adapter. */
final class SerialContractTest extends DriverContract {
  private @TempDir Path folder = Path.of("");

  @Override
  protected Peer newPeer() {
    Pymodbus.assumeInstalled();
    SerialPair.assumeInstalled();
    return new CabledPeer(folder.resolve("ttyS0").toString());
  }

  private static final class CabledPeer implements Peer {
    private final String port;
    private final DrivenLink link;
    private Optional<SerialPair> cable = Optional.empty();
    private Optional<Pymodbus> device = Optional.empty();
    private double value;

    CabledPeer(String port) {
      this.port = port;
      link =
          new DrivenLink(
              Modbus.connection(
                  new ModbusConnection.Serial(port, 115_200, ModbusConnection.Parity.NONE, 8, 1)),
              List.of(Points.analog(0, Modbus.uint16(Table.HOLDING, 10)).build()));
    }

    @Override
    public DrivenLink link() {
      return link;
    }

    @Override
    public Optional<DrivenPoint> command() {
      return Optional.of(link.points().getFirst());
    }

    @Override
    public void set(DrivenPoint point, double next) throws IOException {
      value = next;
      if (device.isPresent()) {
        device.get().set("holding", 10, (int) next);
      }
    }

    /** The device is on before the cable is there: what returns is the cable. */
    @Override
    public void start() throws IOException {
      SerialPair laid = SerialPair.lay(port);
      cable = Optional.of(laid);
      device = Optional.of(Pymodbus.start("rtu", laid.secondEnd(), "115200", "10=" + (int) value));
    }

    @Override
    public void stop() {
      device.ifPresent(Pymodbus::close);
      cable.ifPresent(SerialPair::close);
      device = Optional.empty();
      cable = Optional.empty();
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
}
