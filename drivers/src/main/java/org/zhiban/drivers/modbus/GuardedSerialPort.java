package org.zhiban.drivers.modbus;

import com.ghgande.j2mod.modbus.net.SerialConnection;
import com.ghgande.j2mod.modbus.util.SerialParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** A serial port from which j2mod reads awaited answers only. */
final class GuardedSerialPort extends SerialConnection {
  private final AnswerGuard guard;
  private final Path device;
  private boolean opened;

  GuardedSerialPort(SerialParameters parameters, LongSupplier ticks) {
    super(parameters);
    device = Path.of(parameters.getPortName());
    guard = new AnswerGuard(new RtuFraming(), new PortWire(), ticks);
  }

  AnswerGuard guard() {
    return guard;
  }

  /**
   * Opens the port, once: j2mod would open it again by itself, and for a path that is not there
   * (any more) its serial library looks for another port with the same last name.
   */
  @Override
  public synchronized void open() throws IOException {
    if (opened) {
      throw gone();
    }
    if (device.isAbsolute() && !Files.exists(device)) {
      throw new NoSuchFileException(device.toString());
    }
    opened = true;
    super.open();
  }

  private static IOException gone() {
    return new IOException("the serial port is gone; is the adapter plugged in?");
  }

  @Override
  public int readBytes(byte[] into, int length) {
    try {
      return guard.read(into, 0, length);
    } catch (IOException _) {
      return 0; // the guard keeps the reason
    }
  }

  /** The guard clears the line before each request; j2mod must not. */
  @Override
  public int bytesAvailable() {
    return 0;
  }

  private int rawRead(byte[] into, int length) {
    return super.readBytes(into, length);
  }

  private int rawAvailable() {
    return super.bytesAvailable();
  }

  private final class PortWire implements Wire {
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public int read(byte[] into, int offset, int length, long nanos) throws IOException {
      setComPortTimeouts(
          TIMEOUT_READ_SEMI_BLOCKING, (int) ((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI), 0);
      byte[] bytes = new byte[length];
      int count = rawRead(bytes, length);
      if (count < 0) {
        throw gone();
      }
      System.arraycopy(bytes, 0, into, offset, count);
      return count;
    }

    @Override
    public int available() throws IOException {
      int available = rawAvailable();
      if (available < 0 || !isOpen()) {
        throw gone();
      }
      return available;
    }
  }
}
