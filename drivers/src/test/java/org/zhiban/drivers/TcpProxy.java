package org.zhiban.drivers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A network between a driver and its peer that can be cut, refuse, or swallow everything. */
public final class TcpProxy implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition thawed = lock.newCondition();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final int port;
  private final boolean peerCalls;
  private @Nullable ServerSocket listener;
  private volatile int target;
  private volatile boolean frozen;
  private volatile Passage passage = Passage.STRAIGHT;

  /** Nobody listens before {@link #open}; then the driver calls. */
  public TcpProxy() {
    this(false);
  }

  /** Nobody listens before {@link #open}; then the peer calls, or the driver. */
  public TcpProxy(boolean peerCalls) {
    this.peerCalls = peerCalls;
    port = FreePort.tcp();
  }

  /** The port in front, the same for ever. */
  public int port() {
    return port;
  }

  /** Begins to pass connections on to a port of this machine. */
  public void open(int to) {
    target = to;
    thaw();
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      listener = opened;
      Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket opened) {
    try {
      while (true) {
        join(opened.accept(), opened);
      }
    } catch (IOException _) {
      // refused from now on
    }
  }

  private void join(Socket front, ServerSocket opened) throws IOException {
    Socket back;
    try {
      back = new Socket(InetAddress.getLoopbackAddress(), target);
    } catch (IOException _) {
      front.close(); // nobody is behind it yet
      return;
    }
    sockets.add(front);
    sockets.add(back);
    if (opened.isClosed()) {
      cut(); // it came while the others were cut
    }
    Socket peer = peerCalls ? front : back;
    Socket driver = peerCalls ? back : front;
    Thread.ofVirtual().start(() -> pump(driver, peer, () -> Passage.STRAIGHT));
    Thread.ofVirtual().start(() -> pump(peer, driver, () -> passage));
  }

  private void pump(Socket from, Socket to, Supplier<Passage> way) {
    try (from;
        to) {
      byte[] bytes = new byte[65_536];
      for (int read = from.getInputStream().read(bytes);
          read >= 0;
          read = from.getInputStream().read(bytes)) {
        awaitThaw();
        way.get().pass(Arrays.copyOf(bytes, read), to);
      }
    } catch (IOException _) {
      // cut
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void awaitThaw() {
    lock.lock();
    try {
      while (frozen) {
        thawed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What becomes, from now on, of that which the peer says to the driver. */
  public void passage(Passage next) {
    passage = next;
  }

  /** Keeps connections and accepts new ones, but passes nothing on. */
  public void freeze() {
    frozen = true;
  }

  private void thaw() {
    lock.lock();
    try {
      frozen = false;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Cuts every connection; new ones are served. */
  public void cut() {
    for (Socket socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException _) {
        // gone already
      }
    }
  }

  @Override
  public void close() {
    refuse();
  }

  /** Cuts every connection and refuses new ones, until it is opened again. */
  public void refuse() {
    try {
      if (listener != null) {
        listener.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
    thaw();
  }
}
