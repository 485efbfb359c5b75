package org.zhiban.drivers.modbus;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;

/** A TCP socket from which j2mod reads awaited answers only. */
final class GuardedSocket extends Socket {
  private final AnswerGuard guard;

  GuardedSocket(Framing framing, LongSupplier ticks) {
    guard = new AnswerGuard(framing, new SocketWire(), ticks);
  }

  AnswerGuard guard() {
    return guard;
  }

  @Override
  public InputStream getInputStream() {
    return new GuardedStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new NotedStream(super.getOutputStream());
  }

  private InputStream raw() throws IOException {
    return super.getInputStream();
  }

  private final class SocketWire implements Wire {
    private static final long NANOS_PER_MILLI = 1_000_000;

    @Override
    public int read(byte[] into, int offset, int length, long nanos) throws IOException {
      setSoTimeout((int) ((nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
      try {
        return raw().read(into, offset, length);
      } catch (SocketTimeoutException _) {
        return 0;
      }
    }

    @Override
    public int available() throws IOException {
      return raw().available();
    }
  }

  /** j2mod writes each request at once. */
  private final class NotedStream extends FilterOutputStream {
    NotedStream(OutputStream to) {
      super(to);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      guard.sent(bytes, offset, length);
      out.write(bytes, offset, length);
    }
  }

  private final class GuardedStream extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return guard.read(into, offset, length);
    }

    @Override
    public void close() throws IOException {
      GuardedSocket.this.close();
    }
  }
}
