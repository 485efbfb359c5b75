package org.zhiban.drivers.modbus;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.zhiban.model.site.ModbusConnection;

/** RTU frames on a serial line. Its waits hold a platform thread, since they are native. */
final class SerialLine extends J2modLine {
  private final ModbusConnection.Serial line;
  private final LineTiming timing;
  private final LongSupplier ticks;

  SerialLine(ModbusConnection.Serial line, Duration timeout, LongSupplier ticks) {
    super(new RtuFraming(), timeout, ticks);
    this.line = line;
    this.ticks = ticks;
    timing = LineTiming.of(line);
  }

  @Override
  Channel dial(Duration within) throws IOException {
    GuardedSerialPort port = new GuardedSerialPort(line, ticks);
    return new Channel(port.getModbusTransport(), port.guard(), port::close);
  }

  @Override
  void cancel() {
    // opening a port takes no time worth cutting short
  }

  /** Opening a port anew heals nothing; the guard lets no old byte through. */
  @Override
  boolean survives(Answer failure) {
    return !(failure instanceof Answer.Lost);
  }

  @Override
  Duration wireTime(int dataBytes) {
    return timing.exchange(dataBytes);
  }

  @Override
  public boolean waitsNatively() {
    return true;
  }

  @Override
  public String address() {
    return line.device();
  }
}
