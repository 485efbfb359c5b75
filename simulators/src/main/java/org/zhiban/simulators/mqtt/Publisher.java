package org.zhiban.simulators.mqtt;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes for all devices of a link, as the edge box they hang on. It connects again by itself; a
 * state that was not sent gives way to the next one of its topic, events wait.
 */
final class Publisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int MOST_WAITING_EVENTS = 10_000;
  private static final int MOST_IN_FLIGHT = 64;

  /** Who publishes, and where. */
  record Login(int port, String clientId, Optional<String> user, Optional<String> password) {
    /** The same account as another client. */
    Login as(String other) {
      return new Login(port, other, user, password);
    }
  }

  private final Login login;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Map<String, Message> states = new LinkedHashMap<>();
  private final Deque<Message> events = new ArrayDeque<>();
  private final Map<Integer, Message> inFlight = new LinkedHashMap<>();
  private int lastPacketId;
  private boolean closed;
  private boolean broken;
  private @Nullable Socket socket;

  Publisher(Login login) {
    this.login = login;
    Thread.ofVirtual().name("mqtt-twin-" + login.port()).start(this::live);
  }

  /** Takes a message; never blocks. */
  void publish(Message message) {
    lock.lock();
    try {
      if (message.retained()) {
        states.put(message.topic(), message);
      } else {
        if (events.size() == MOST_WAITING_EVENTS) {
          events.removeFirst();
        }
        events.addLast(message);
      }
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void live() {
    while (!isClosed()) {
      try (Socket connected = connect()) {
        session(connected);
      } catch (IOException gone) {
        log.debug("broker at port {}: {}", login.port(), gone.getMessage());
      }
      pause();
    }
  }

  private Socket connect() throws IOException {
    Socket opened = new Socket(InetAddress.getLoopbackAddress(), login.port());
    opened.setTcpNoDelay(true);
    lock.lock();
    try {
      socket = opened;
      broken = false;
    } finally {
      lock.unlock();
    }
    return opened;
  }

  private void session(Socket connected) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(connected.getInputStream()));
    send(
        connected,
        Packets.connect(login.clientId(), login.user(), login.password(), Optional.empty()));
    Packets.Received answer = Packets.read(in);
    if (answer.type() != Packets.CONNACK || answer.body().get(1) != 0) {
      throw new IOException("refused with return code " + answer.body().get(1));
    }
    Thread.ofVirtual().start(() -> listen(in));
    for (Map.Entry<Integer, Message> unacknowledged : unacknowledged().entrySet()) {
      send(connected, Packets.publish(unacknowledged.getValue(), unacknowledged.getKey(), true));
    }
    while (!isClosed()) {
      byte[] packet = next();
      if (packet == null) {
        return;
      }
      send(connected, packet);
    }
    send(connected, Packets.disconnect());
  }

  private static void send(Socket connected, byte[] packet) throws IOException {
    connected.getOutputStream().write(packet);
  }

  private Map<Integer, Message> unacknowledged() {
    lock.lock();
    try {
      return new LinkedHashMap<>(inFlight);
    } finally {
      lock.unlock();
    }
  }

  /** The next packet, a ping after a while of silence, or null where the session is over. */
  private byte @Nullable [] next() throws IOException {
    lock.lock();
    try {
      long patience = Duration.ofSeconds(Packets.KEEP_ALIVE / 2).toNanos();
      while (!closed && !broken) {
        Message message = inFlight.size() < MOST_IN_FLIGHT ? take() : null;
        if (message != null) {
          int packetId = freePacketId();
          inFlight.put(packetId, message);
          return Packets.publish(message, packetId, false);
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

  private @Nullable Message take() {
    var state = states.values().iterator();
    if (state.hasNext()) {
      Message message = state.next();
      state.remove();
      return message;
    }
    return events.pollFirst();
  }

  private int freePacketId() {
    do {
      lastPacketId = lastPacketId % 0xFFFF + 1;
    } while (inFlight.containsKey(lastPacketId));
    return lastPacketId;
  }

  private void listen(DataInputStream in) {
    try {
      while (true) {
        Packets.Received packet = Packets.read(in);
        if (packet.type() == Packets.PUBACK) {
          acknowledged(packet.word(0));
        }
      }
    } catch (IOException gone) {
      lock.lock();
      try {
        broken = true;
        work.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void acknowledged(int packetId) {
    lock.lock();
    try {
      inFlight.remove(packetId);
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    lock.lock();
    try {
      long rest = RETRY.toNanos();
      while (!closed && rest > 0) {
        rest = work.awaitNanos(rest);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      if (socket != null) {
        socket.close();
      }
    } catch (IOException alreadyGone) {
      log.debug("while closing: {}", alreadyGone.getMessage());
    } finally {
      lock.unlock();
    }
  }
}
