package org.zhiban.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Each way to make a socket makes one that asks for a sign of life. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProbedSocketsTest {
  @Test
  void a_line_that_is_cut_without_a_word_is_found_within_half_a_minute() throws IOException {
    SocketFactory sockets = new ProbedSockets();
    InetAddress here = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 10, here);
        Socket bare = sockets.createSocket();
        Socket named = sockets.createSocket(here.getHostAddress(), server.getLocalPort());
        Socket known = sockets.createSocket(here, server.getLocalPort());
        Socket namedFrom =
            sockets.createSocket(here.getHostAddress(), server.getLocalPort(), here, 0);
        Socket knownFrom = sockets.createSocket(here, server.getLocalPort(), here, 0)) {
      for (Socket socket : new Socket[] {bare, named, known, namedFrom, knownFrom}) {
        assertThat(socket.getOption(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(
                socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)
                    + socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)
                        * socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT))
            .isLessThanOrEqualTo(30);
      }
    }
  }
}
