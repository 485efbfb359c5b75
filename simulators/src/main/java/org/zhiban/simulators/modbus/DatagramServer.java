package org.zhiban.simulators.modbus;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves units by datagrams on a free UDP port of the loopback. */
final class DatagramServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DatagramServer.class);

  private final DatagramSocket socket;
  private final Framing framing = new TcpFraming();
  private final UnitServer units;

  DatagramServer(UnitServer units) throws IOException {
    this.units = units;
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().name("modbus-udp-twin-" + port()).start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      try {
        socket.receive(packet);
        Thread.ofVirtual().start(() -> answer(packet));
      } catch (IOException closed) {
        log.debug("no more datagrams: {}", closed.getMessage());
      }
    }
  }

  private void answer(DatagramPacket packet) {
    ByteArrayInputStream bytes =
        new ByteArrayInputStream(packet.getData(), packet.getOffset(), packet.getLength());
    try {
      Framing.Frame request = framing.read(new DataInputStream(bytes));
      Optional<ByteBuffer> answer = units.answer(request.unit(), request.pdu());
      if (answer.isPresent()) {
        byte[] sent = framing.write(new Framing.Frame(request.tag(), request.unit(), answer.get()));
        socket.send(new DatagramPacket(sent, sent.length, packet.getSocketAddress()));
      }
    } catch (IOException noRequest) {
      log.debug("a datagram that is no request: {}", noRequest.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
