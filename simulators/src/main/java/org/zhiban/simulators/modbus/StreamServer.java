package org.zhiban.simulators.modbus;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves units on a free TCP port of the loopback; a virtual thread a client. */
final class StreamServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StreamServer.class);

  private final ServerSocket socket = new ServerSocket();
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Framing framing;
  private final UnitServer units;

  StreamServer(Framing framing, UnitServer units) throws IOException {
    this.framing = framing;
    this.units = units;
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().name("modbus-twin-" + port()).start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        if (socket.isClosed()) {
          client.close(); // it came while the others were hung up on
        }
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        log.debug("no more clients: {}", closed.getMessage());
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      while (true) {
        Framing.Frame request = framing.read(in);
        Optional<ByteBuffer> answer = units.answer(request.unit(), request.pdu());
        if (answer.isPresent()) {
          Framing.Frame frame = new Framing.Frame(request.tag(), request.unit(), answer.get());
          client.getOutputStream().write(framing.write(frame));
        }
      }
    } catch (IOException gone) {
      log.debug("client gone: {}", gone.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket client : clients) {
        client.close();
      }
    } catch (IOException alreadyGone) {
      log.debug("while closing: {}", alreadyGone.getMessage());
    }
  }
}
