package org.zhiban.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another program that takes messages over HTTP, or refuses them for a while. */
final class Receiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Message> taken = new CopyOnWriteArrayList<>();
  private final List<Message> refused = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  /** One call: its path, the key under which a repeat would come, and its body. */
  record Message(String path, String key, JsonNode body) {}

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it answers from now on. */
  void answers(int code) {
    status = code;
  }

  /** What it took on a path, in the order of arrival. */
  List<Message> taken(String path) {
    return taken.stream().filter(message -> message.path().equals(path)).toList();
  }

  List<Message> refused(String path) {
    return refused.stream().filter(message -> message.path().equals(path)).toList();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      Message message =
          new Message(
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
              JSON.readTree(exchange.getRequestBody()));
      int answer = status;
      (answer == 200 ? taken : refused).add(message);
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
