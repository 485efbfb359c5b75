package org.zhiban.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A caller of an HTTP interface, of the gateway's or the simulators'. */
public final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final String base;
  private final Optional<String> token;

  private Api(String base, Optional<String> token) {
    this.base = base;
    this.token = token;
  }

  /** A caller without a session. */
  public static Api of(String base) {
    return new Api(base, Optional.empty());
  }

  /** A caller of {@code /api/v1} who signed in as the administrator. */
  public static Api signedIn(String address) {
    return signedIn(address, "admin", ZhibanProcess.PASSWORD);
  }

  /** The same as somebody else. */
  public static Api signedIn(String address, String user, String password) {
    Api stranger = of(address + "/api/v1");
    Reply session = stranger.post("/session", Map.of("username", user, "password", password));
    if (session.status() != 200) {
      throw new AssertionError("sign-in: " + session);
    }
    return new Api(stranger.base, Optional.of(session.body().path("token").asText()));
  }

  /** Gives members of staff their first passwords, with which {@link #as} signs in. */
  static void passwords(String address, String... users) {
    Api admin = signedIn(address);
    for (String user : users) {
      Reply given =
          admin.put("/users/" + user + "/password", Map.of("password", "password-of-" + user));
      if (given.status() >= 300) {
        throw new AssertionError("password of " + user + ": " + given);
      }
    }
  }

  /** One who got a password by {@link #passwords}. */
  static Api as(String address, String user) {
    return signedIn(address, user, "password-of-" + user);
  }

  /** What comes of an action on an order. */
  Reply act(String order, String action, Map<String, ?> fields) {
    return post("/work-orders/" + order + "/" + action, fields);
  }

  /** The order after an action that must succeed. */
  JsonNode step(String order, String action, Map<String, ?> fields) {
    Reply reply = act(order, action, fields);
    if (reply.status() != 200) {
      throw new AssertionError(action + ": " + reply);
    }
    return reply.body();
  }

  /** An answer: its status and its body, missing where there is none. */
  public record Reply(int status, JsonNode body) {
    public List<JsonNode> items() {
      return StreamSupport.stream(body.path("items").spliterator(), false).toList();
    }
  }

  /** The session's token, of who signed in. */
  public String token() {
    return token.orElseThrow();
  }

  /** Where it calls. */
  public String address() {
    return base;
  }

  public Reply get(String path) {
    return send(request(path).GET());
  }

  /** What is no JSON, as it came. */
  public String text(String path) {
    try {
      return HTTP.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public Reply post(String path, Map<String, ?> body) {
    return postOnce(path, body, UUID.randomUUID().toString());
  }

  /** Posts under a key of its own choice. */
  public Reply postOnce(String path, Map<String, ?> body, String idempotencyKey) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(HttpRequest.BodyPublishers.ofString(json(body))));
  }

  public Reply put(String path, Map<String, ?> body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .PUT(HttpRequest.BodyPublishers.ofString(json(body))));
  }

  private static String json(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Reply delete(String path) {
    return send(request(path).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(15));
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    return request;
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(
          response.statusCode(),
          response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
