package org.zhiban.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port of this machine on which nobody listens. It lies below those that a system gives to
 * outgoing connections: whoever restarts on it finds it free.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int BEHIND_LAST = 32_000;
  private static final int TRIES = 200;

  public static int any() {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException _) {
        // somebody listens there
      }
    }
    throw new AssertionError("no free port between " + FIRST + " and " + BEHIND_LAST);
  }

  private FreePort() {}
}
