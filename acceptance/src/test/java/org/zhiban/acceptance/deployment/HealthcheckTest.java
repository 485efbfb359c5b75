package org.zhiban.acceptance.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The health check of the container. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script runs in a container of Linux")
class HealthcheckTest {

  @Test
  void aReadyGatewayIsHealthy() throws Exception {
    assertThat(checkAgainst(200)).isZero();
  }

  @Test
  void aGatewayThatIsNotReadyIsNot() throws Exception {
    assertThat(checkAgainst(503)).isNotZero();
  }

  @Test
  void aGatewayThatDoesNotListenIsNot() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(check(free)).isNotZero();
  }

  private static int checkAgainst(int status) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          int answer = exchange.getRequestURI().getPath().equals("/health/ready") ? status : 404;
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    server.start();
    try {
      return check(server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private static int check(int port) throws Exception {
    Process script =
        new ProcessBuilder(
                DeploymentFiles.ROOT.resolve("deploy/healthcheck").toString(), String.valueOf(port))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(script.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return script.exitValue();
  }
}
