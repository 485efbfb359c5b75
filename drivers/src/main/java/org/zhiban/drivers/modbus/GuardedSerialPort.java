package org.zhiban.drivers.modbus;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import com.ghgande.j2mod.modbus.io.ModbusRTUTransport;
import com.ghgande.j2mod.modbus.net.AbstractSerialConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.zhiban.model.site.ModbusConnection;

/**
 * A serial port from which j2mod reads awaited answers only. It stands in for j2mod's own, which
 * opens a port again by itself and hangs for ever when an adapter is unplugged while it closes.
 *
 * <p>Native calls never meet: they hold {@code use}, and none of them waits longer than {@link
 * #SLICE}.
 */
final class GuardedSerialPort extends AbstractSerialConnection {
  /** Longest native wait; the system counts in tenths of a second. */
  private static final Duration SLICE = Duration.ofMillis(100);

  private final ModbusConnection.Serial line;
  private final LongSupplier ticks;
  private final SerialPort port;
  private final AnswerGuard guard;
  private final ModbusRTUTransport transport = new ModbusRTUTransport();
  private final ReentrantLock use = new ReentrantLock();
  private volatile boolean closing;

  /**
   * Opens a port.
   *
   * @throws IOException if it is not there, or held by another process
   */
  GuardedSerialPort(ModbusConnection.Serial line, LongSupplier ticks) throws IOException {
    this.line = line;
    this.ticks = ticks;
    port = port(line.device());
    port.setComPortParameters(line.baud(), line.dataBits(), line.stopBits(), parity(line.parity()));
    port.setComPortTimeouts(
        SerialPort.TIMEOUT_READ_SEMI_BLOCKING, (int) SLICE.toMillis(), (int) SLICE.toMillis());
    guard = new AnswerGuard(new RtuFraming(), new PortWire(), ticks);
    open();
    transport.setCommPort(this);
  }

  /**
   * The library gives for a path that is not there another port of the same last name: looked up
   * first, so that a missing adapter is not mistaken for a port on the board.
   */
  private static SerialPort port(String device) throws IOException {
    if (Path.of(device).isAbsolute() && !Files.exists(Path.of(device))) {
      throw new NoSuchFileException(device);
    }
    try {
      return SerialPort.getCommPort(device);
    } catch (SerialPortInvalidPortException e) {
      throw new NoSuchFileException(device, null, e.getMessage());
    }
  }

  private static int parity(ModbusConnection.Parity parity) {
    return switch (parity) {
      case NONE -> SerialPort.NO_PARITY;
      case EVEN -> SerialPort.EVEN_PARITY;
      case ODD -> SerialPort.ODD_PARITY;
    };
  }

  AnswerGuard guard() {
    return guard;
  }

  @Override
  public ModbusRTUTransport getModbusTransport() {
    return transport;
  }

  /** Works once: j2mod asks for it whenever the port is not open. */
  @Override
  public void open() throws IOException {
    use.lock();
    try {
      if (closing) {
        throw gone();
      }
      if (!port.openPort(0)) {
        throw new IOException(
            "the serial port cannot be opened (system error "
                + port.getLastErrorCode()
                + "); does another program hold it, may this one use it?");
      }
    } finally {
      use.unlock();
    }
  }

  private static IOException gone() {
    return new IOException("the serial port is gone; is the adapter plugged in?");
  }

  /** Takes effect when the native call under way returns. */
  @Override
  public void close() {
    closing = true;
    use.lock();
    try {
      port.closePort();
    } finally {
      use.unlock();
    }
  }

  @Override
  public boolean isOpen() {
    return !closing && port.isOpen();
  }

  @Override
  public int readBytes(byte[] into, int length) {
    try {
      return guard.read(into, 0, length);
    } catch (IOException _) {
      return 0; // the guard keeps the reason
    }
  }

  @Override
  public int writeBytes(byte[] bytes, int length) {
    guard.sent(bytes, 0, length);
    use.lock();
    try {
      return closing ? -1 : port.writeBytes(bytes, length);
    } finally {
      use.unlock();
    }
  }

  /** The guard clears the line before each request; j2mod must not. */
  @Override
  public int bytesAvailable() {
    return 0;
  }

  @Override
  public int getBaudRate() {
    return line.baud();
  }

  @Override
  public int getNumDataBits() {
    return line.dataBits();
  }

  @Override
  public int getNumStopBits() {
    return line.stopBits();
  }

  @Override
  public int getParity() {
    return parity(line.parity());
  }

  @Override
  public String getPortName() {
    return line.device();
  }

  @Override
  public String getDescriptivePortName() {
    return line.device();
  }

  /** The guard keeps the time. */
  @Override
  public void setComPortTimeouts(int mode, int readTimeout, int writeTimeout) {}

  @Override
  public int getTimeout() {
    return 0;
  }

  @Override
  public void setTimeout(int timeout) {}

  @Override
  public Set<String> getCommPorts() {
    return Set.of(line.device());
  }

  private final class PortWire implements Wire {
    @Override
    public int read(byte[] into, int offset, int length, long nanos) throws IOException {
      long deadline = ticks.getAsLong() + nanos;
      int count = 0;
      while (count == 0 && deadline - ticks.getAsLong() > 0) {
        count = slice(into, offset, length);
      }
      return count;
    }

    private int slice(byte[] into, int offset, int length) throws IOException {
      use.lock();
      try {
        int count = closing ? -1 : port.readBytes(into, length, offset);
        if (count < 0) {
          throw gone();
        }
        return count;
      } finally {
        use.unlock();
      }
    }

    @Override
    public int available() throws IOException {
      use.lock();
      try {
        int available = closing ? -1 : port.bytesAvailable();
        if (available < 0) {
          throw gone();
        }
        return available;
      } finally {
        use.unlock();
      }
    }
  }
}
