package org.zhiban.drivers.modbus;

import com.ghgande.j2mod.modbus.Modbus;
import com.ghgande.j2mod.modbus.net.AbstractSerialConnection;
import com.ghgande.j2mod.modbus.util.SerialParameters;
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
    GuardedSerialPort port = new GuardedSerialPort(parameters(), ticks);
    try {
      port.open();
      port.getModbusTransport().setTimeout((int) within.toMillis());
    } catch (IOException e) {
      port.close();
      throw e;
    }
    return new Channel(port.getModbusTransport(), port.guard(), port::close);
  }

  private SerialParameters parameters() {
    SerialParameters parameters = new SerialParameters();
    parameters.setPortName(line.device());
    parameters.setBaudRate(line.baud());
    parameters.setDatabits(line.dataBits());
    parameters.setStopbits(
        line.stopBits() == 2
            ? AbstractSerialConnection.TWO_STOP_BITS
            : AbstractSerialConnection.ONE_STOP_BIT);
    parameters.setParity(
        switch (line.parity()) {
          case NONE -> AbstractSerialConnection.NO_PARITY;
          case EVEN -> AbstractSerialConnection.EVEN_PARITY;
          case ODD -> AbstractSerialConnection.ODD_PARITY;
        });
    parameters.setEncoding(Modbus.SERIAL_ENCODING_RTU);
    parameters.setEcho(false);
    return parameters;
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
  Duration wireTime(PlannedRead read) {
    return timing.exchange(read);
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
