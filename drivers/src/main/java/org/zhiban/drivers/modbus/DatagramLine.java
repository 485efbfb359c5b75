package org.zhiban.drivers.modbus;

import com.ghgande.j2mod.modbus.io.ModbusUDPTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Modbus TCP frames in datagrams, one a datagram. */
final class DatagramLine extends J2modLine {
  private final String host;
  private final int port;
  private final LongSupplier ticks;

  DatagramLine(String host, int port, Duration timeout, LongSupplier ticks) {
    super(new MbapFraming(), timeout, ticks);
    this.host = host;
    this.port = port;
    this.ticks = ticks;
  }

  @Override
  Channel dial(Duration within) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    GuardedDatagrams datagrams = new GuardedDatagrams(address, ticks);
    return new Channel(new ModbusUDPTransport(datagrams), datagrams.guard(), datagrams::deactivate);
  }

  @Override
  void cancel() {
    // nothing is waited for: a datagram socket has nobody at the other end to connect to
  }

  /** A new socket has a new port: no late datagram finds it. */
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
    return host + ":" + port + " UDP";
  }
}
