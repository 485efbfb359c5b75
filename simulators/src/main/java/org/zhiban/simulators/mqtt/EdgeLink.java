package org.zhiban.simulators.mqtt;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.simulators.mqtt.sparkplug.EdgeNodeTwin;

/**
 * An edge node's own connection to the broker, with its death as last will. It connects again by
 * itself; what it could not send is not sent later, since the next session begins with births.
 */
final class EdgeLink implements EdgeNodeTwin.Link {
  private static final Logger log = LoggerFactory.getLogger(EdgeLink.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int MOST_WAITING = 10_000;
  private static final int AT_LEAST_ONCE = 0x02;

  private final Publisher.Login login;
  private final EdgeNodeTwin node;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<byte[]> packets = new ArrayDeque<>();
  private boolean closed;
  private boolean away;
  private boolean broken;
  private @Nullable Socket socket;

  private EdgeLink(Publisher.Login login, EdgeNodeTwin node) {
    this.login = login;
    this.node = node;
  }

  /** Begins to connect. */
  static EdgeLink open(Publisher.Login login, EdgeNodeTwin node) {
    EdgeLink link = new EdgeLink(login, node);
    Thread.ofVirtual().name(login.clientId()).start(link::live);
    return link;
  }

  private void live() {
    while (pause()) {
      try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), login.port())) {
        connected.setTcpNoDelay(true);
        session(connected);
      } catch (IOException gone) {
        log.debug("broker at port {}: {}", login.port(), gone.getMessage());
      }
    }
  }

  private void session(Socket connected) throws IOException {
    lock.lock();
    try {
      if (closed || away) {
        return;
      }
      socket = connected;
      broken = false;
      packets.clear();
    } finally {
      lock.unlock();
    }
    DataInputStream in = new DataInputStream(new BufferedInputStream(connected.getInputStream()));
    Packets.Will will = new Packets.Will(node.deathTopic(), node.death());
    write(
        connected,
        Packets.connect(login.clientId(), login.user(), login.password(), Optional.of(will)));
    Packets.Received answer = Packets.read(in);
    if (answer.type() != Packets.CONNACK || answer.body().get(1) != 0) {
      throw new IOException("refused with return code " + answer.body().get(1));
    }
    write(connected, Packets.subscribe(1, node.commandTopics()));
    Thread.ofVirtual().start(() -> listen(connected, in));
    for (byte[] packet = next(); packet != null; packet = next()) {
      write(connected, packet);
    }
  }

  private static void write(Socket connected, byte[] packet) throws IOException {
    connected.getOutputStream().write(packet);
  }

  /** The next packet, a ping after a while of silence, or null where the session is over. */
  private byte @Nullable [] next() throws IOException {
    lock.lock();
    try {
      long patience = Duration.ofSeconds(Packets.KEEP_ALIVE / 2).toNanos();
      while (!closed && !broken && !away) {
        byte[] packet = packets.pollFirst();
        if (packet != null) {
          return packet;
        }
        if (patience <= 0) {
          return Packets.pingRequest();
        }
        patience = work.awaitNanos(patience);
      }
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void listen(Socket connected, DataInputStream in) {
    try {
      while (true) {
        Packets.Received packet = Packets.read(in);
        if (packet.type() == Packets.SUBACK) {
          node.connected();
        } else if (packet.type() == Packets.PUBLISH) {
          taken(packet);
        }
      }
    } catch (IOException | RuntimeException gone) {
      log.debug("edge node {}: {}", login.clientId(), gone.toString());
      lock.lock();
      try {
        broken |= connected.equals(socket);
        work.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void taken(Packets.Received packet) throws IOException {
    ByteBuffer body = packet.body();
    byte[] topic = new byte[body.getShort() & 0xFFFF];
    body.get(topic);
    if ((packet.flags() & AT_LEAST_ONCE) != 0) {
      queue(Packets.acknowledge(body.getShort() & 0xFFFF));
    }
    byte[] payload = new byte[body.remaining()];
    body.get(payload);
    node.told(new String(topic, StandardCharsets.UTF_8), payload);
  }

  @Override
  public void send(String topic, byte[] payload) {
    try {
      queue(Packets.publish(topic, payload));
    } catch (IOException tooLong) {
      throw new IllegalArgumentException(topic, tooLong);
    }
  }

  private void queue(byte[] packet) {
    lock.lock();
    try {
      if (packets.size() < MOST_WAITING) {
        packets.addLast(packet);
      }
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void cut(boolean now) {
    lock.lock();
    try {
      if (away != now) {
        away = now;
        leave();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits before the next attempt; false where it is over. */
  private boolean pause() {
    lock.lock();
    try {
      long rest = RETRY.toNanos();
      while (!closed && (away || rest > 0)) {
        if (away) {
          work.await();
        } else {
          rest = work.awaitNanos(rest);
        }
      }
      return !closed;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Without a DISCONNECT, so that the broker tells of the death. */
  private void leave() {
    work.signalAll();
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        log.debug("while leaving: {}", alreadyGone.getMessage());
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      leave();
    } finally {
      lock.unlock();
    }
  }
}
