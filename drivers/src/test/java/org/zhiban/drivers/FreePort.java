package org.zhiban.drivers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntPredicate;

/**
 * A port on which nothing listens now, and which nobody gets meanwhile: it lies below those that
 * systems lend to whoever calls out, and is given once in a run of tests.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  public static int tcp() {
    return drawn(FreePort::freeOfTcp);
  }

  public static int udp() {
    return drawn(FreePort::freeOfUdp);
  }

  private static int drawn(IntPredicate free) {
    int port;
    do {
      port = ThreadLocalRandom.current().nextInt(FIRST, END);
    } while (!GIVEN.add(port) || !free.test(port));
    return port;
  }

  private static boolean freeOfTcp(int port) {
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean freeOfUdp(int port) {
    try (DatagramSocket _ =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
