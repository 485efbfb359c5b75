package org.zhiban.simulators.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.simulators.link.TwinAddress;
import org.zhiban.simulators.plant.NoSuchThingException;
import org.zhiban.simulators.plant.Plant;
import org.zhiban.simulators.scenario.Stage;

/**
 * Serves {@link ControlApi} over HTTP on the loopback. Pages of other hosts are refused, since a
 * browser on this machine would pass their requests on.
 */
public final class ControlServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
  private static final Set<String> OWN_HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int LONGEST_BODY = 65_536;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ControlApi api;

  private ControlServer(HttpServer server, ControlApi api) {
    this.server = server;
    this.api = api;
  }

  /**
   * Starts listening.
   *
   * @param port 0 for a free one
   * @throws IOException where the port is taken; it says which
   */
  public static ControlServer start(
      int port, Plant plant, Stage stage, Map<String, TwinAddress> addresses) throws IOException {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new IOException(
          "simulator control: port " + port + " is taken; choose another by --control-port", taken);
    }
    ControlServer control = new ControlServer(server, new ControlApi(plant, stage, addresses));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", control::handle);
    server.start();
    return control;
  }

  /** Its address, without a path. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        allowOrigin(exchange);
        reply = api.answer(exchange.getRequestMethod(), path(exchange), body(exchange));
      } catch (ProblemException problem) {
        reply = problem(problem);
      } catch (NoSuchThingException absent) {
        reply = problem(new ProblemException(absent.fault() ? 422 : 404, text(absent)));
      } catch (IllegalArgumentException wrong) {
        reply = problem(new ProblemException(422, text(wrong)));
      } catch (RuntimeException defect) {
        log.error("{} {}", exchange.getRequestMethod(), exchange.getRequestURI(), defect);
        reply = problem(new ProblemException(500, "the simulator could not answer; see its log"));
      }
      send(exchange, reply);
    }
  }

  private static String path(HttpExchange exchange) {
    return exchange.getRequestURI().getPath();
  }

  private static void allowOrigin(HttpExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (origin == null) {
      return;
    }
    if (!OWN_HOSTS.contains(Optional.ofNullable(URI.create(origin).getHost()).orElse(""))) {
      throw new ProblemException(403, "only pages of this machine may control the simulator");
    }
    Headers headers = exchange.getResponseHeaders();
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE");
    headers.set("Access-Control-Allow-Headers", "Content-Type");
    headers.set("Vary", "Origin");
  }

  private JsonNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST_BODY);
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      return json.readTree(bytes);
    } catch (JsonProcessingException notJson) {
      throw new ProblemException(400, "the body is no JSON: " + notJson.getOriginalMessage());
    }
  }

  private static String text(Exception exception) {
    return Optional.ofNullable(exception.getMessage()).orElse(exception.toString());
  }

  private static Reply problem(ProblemException problem) {
    return new Reply(
        problem.status(),
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "about:blank")
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", text(problem)));
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.body().isMissingNode()) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    byte[] bytes = json.writeValueAsBytes(reply.body());
    String type = reply.status() < 400 ? "application/json" : "application/problem+json";
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(reply.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
