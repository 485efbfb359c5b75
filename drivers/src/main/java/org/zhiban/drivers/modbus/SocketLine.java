package org.zhiban.drivers.modbus;

import com.ghgande.j2mod.modbus.io.ModbusRTUTCPTransport;
import com.ghgande.j2mod.modbus.io.ModbusTCPTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Modbus TCP, or RTU frames through a TCP socket. */
final class SocketLine extends J2modLine {
  private final String host;
  private final int port;
  private final Framing framing;
  private final LongSupplier ticks;
  private volatile @Nullable GuardedSocket dialing;
  private volatile boolean cancelled;

  SocketLine(String host, int port, Framing framing, Duration timeout, LongSupplier ticks) {
    super(framing, timeout, ticks);
    this.host = host;
    this.port = port;
    this.framing = framing;
    this.ticks = ticks;
  }

  @Override
  Channel dial(Duration within) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    GuardedSocket socket = new GuardedSocket(framing, ticks);
    dialing = socket;
    try {
      if (cancelled) {
        throw new SocketException("closed");
      }
      socket.setTcpNoDelay(true);
      socket.connect(address, (int) within.toMillis());
      if (socket.getLocalSocketAddress().equals(socket.getRemoteSocketAddress())) {
        throw new ConnectException("the connection met itself"); // TCP lets it, on loopback
      }
      ModbusTCPTransport transport =
          framing.carriesIds() ? new ModbusTCPTransport(socket) : new ModbusRTUTCPTransport(socket);
      return new Channel(transport, socket.guard(), socket);
    } catch (IOException e) {
      closeQuietly(socket);
      throw e;
    } finally {
      dialing = null;
    }
  }

  @Override
  void cancel() {
    cancelled = true;
    GuardedSocket socket = dialing;
    if (socket != null) {
      closeQuietly(socket);
    }
  }

  /** A new socket is cheap, heals a half-open connection, and its stream holds nothing old. */
  @Override
  boolean survives(Answer failure) {
    return false;
  }

  @Override
  Duration wireTime(int dataBytes) {
    return Duration.ZERO;
  }

  @Override
  public boolean waitsNatively() {
    return false;
  }

  @Override
  public String address() {
    return host + ":" + port;
  }
}
