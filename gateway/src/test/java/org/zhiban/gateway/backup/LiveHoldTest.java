package org.zhiban.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.HistoryCut;

/** What the command makes of what a running gateway answers. */
final class LiveHoldTest {
  private static final String STILL =
      new Frozen("backup.scratch", new HistoryCut(0, 0, List.of())).toJson();

  @TempDir Path data;
  private HttpServer gateway;
  private int status = 200;
  private String answer = "";

  @BeforeEach
  void serve() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/api/v1/backup",
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          try (var body = exchange.getResponseBody()) {
            body.write(answer.getBytes(StandardCharsets.UTF_8));
          }
        });
    gateway.start();
    FolderToken.make(data, "127.0.0.1", gateway.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  /** Copying the operations of a large site takes longer than a silent connection lives. */
  @Test
  void beatsBeforeTheAnswerSayThatItIsOnItsWay() throws InterruptedException {
    answer = "\n\n\n" + STILL + "\n\n";
    try (LiveHold hold = LiveHold.of(data)) {
      assertThat(hold.frozen().toJson()).isEqualTo(STILL);
    }
  }

  @Test
  void whatFailedAfterABeatIsSaid() {
    answer = "\n{\"status\":503,\"detail\":\"the disk is full\"}\n";
    assertThatThrownBy(() -> LiveHold.of(data))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("The gateway makes no backup: the disk is full");
    status = 409;
    answer = "{\"status\":409,\"detail\":\"another backup is being made\"}";
    assertThatThrownBy(() -> LiveHold.of(data))
        .hasMessage("The gateway makes no backup: another backup is being made");
  }

  @Test
  void aGatewayThatEndsMeanwhileIsNoDefectOfTheCommand() {
    answer = "\n";
    assertThatThrownBy(() -> LiveHold.of(data))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage("The gateway that runs on " + data + " broke off: it said nothing. Try again.");
    answer = "\n{\"operations\":\"of an older version\"}\n";
    assertThatThrownBy(() -> LiveHold.of(data))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("the gateway's answer cannot be read");
  }
}
