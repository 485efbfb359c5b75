package org.zhiban.gateway.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.gateway.notify.channel.Notifier.Reply;

/** The other side answers 200 and then does what it likes. */
@Timeout(60)
final class JsonPostTest {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final CountDownLatch done = new CountDownLatch(1);

  private Reply sentTo(HttpHandler handler, Duration patience)
      throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", handler);
    server.start();
    try (HttpClient client = JsonPost.client()) {
      Reply reply =
          new JsonPost(client, patience)
              .send(
                  "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                  Map.of(),
                  "{}",
                  List.of(),
                  accepted -> new Reply.Taken("HTTP " + accepted.status()));
      client.shutdownNow();
      return reply;
    } finally {
      done.countDown();
      server.stop(0);
    }
  }

  private void head(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
  }

  @Test
  void aBodyThatNeverComesIsNotWaitedFor() throws IOException, InterruptedException {
    Reply reply =
        sentTo(
            exchange -> {
              head(exchange);
              try {
                done.await();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              exchange.close();
            },
            PATIENCE);
    assertThat(reply).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void aBodyThatNeverEndsIsNotRead() throws IOException, InterruptedException {
    Reply reply =
        sentTo(
            exchange -> {
              head(exchange);
              byte[] piece = new byte[4096];
              try (OutputStream body = exchange.getResponseBody()) {
                while (done.getCount() > 0) {
                  body.write(piece);
                }
              }
            },
            Duration.ofSeconds(50));
    assertThat(reply).isInstanceOf(Reply.Failed.class);
  }
}
