package org.zhiban.gateway.notify.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.zhiban.gateway.notify.channel.Notifier.Reply;
import org.zhiban.model.site.Secret;

/** Posts JSON and words what happens, without what must not be shown. */
public final class JsonPost {
  static final Duration CONNECT = Duration.ofSeconds(5);
  static final Duration ANSWER = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 300;

  /** An answer with more bytes is not one of a service that takes messages. */
  private static final int LONGEST_BODY = 64 * 1024;

  private final HttpClient client;
  private final Duration patience;

  /**
   * By way of a client.
   *
   * @param client that follows no redirects: an alarm goes where the site says
   */
  public JsonPost(HttpClient client) {
    this(client, CONNECT.plus(ANSWER));
  }

  /**
   * With a patience of its own.
   *
   * @param patience how long a whole answer may take
   */
  JsonPost(HttpClient client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /** A client for every channel of a gateway. */
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(CONNECT)
        .followRedirects(HttpClient.Redirect.NEVER)
        .build();
  }

  /** What came back with a status of 200 to 299. */
  record Accepted(int status, String body) {}

  /**
   * Posts once.
   *
   * @param hidden what is cut out of the answer wherever it stands in it
   * @param judge says whether what came back means that the message was taken
   */
  Reply send(
      String address,
      Map<String, String> headers,
      String body,
      List<Secret> hidden,
      Function<Accepted, Reply> judge)
      throws InterruptedException {
    Reply reply = sent(address, headers, body, judge);
    return switch (reply) {
      case Reply.Taken(var answer) -> new Reply.Taken(shown(answer, hidden));
      case Reply.Failed(var answer, var after) -> new Reply.Failed(shown(answer, hidden), after);
    };
  }

  private Reply sent(
      String address, Map<String, String> headers, String body, Function<Accepted, Reply> judge)
      throws InterruptedException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(address))
              .timeout(ANSWER)
              .header("Content-Type", "application/json; charset=utf-8")
              .header("User-Agent", "zhiban")
              .POST(HttpRequest.BodyPublishers.ofString(body));
      headers.forEach(request::header);
      HttpResponse<String> response = answered(request.build());
      return response.statusCode() / 100 == 2
          ? judge.apply(new Accepted(response.statusCode(), response.body()))
          : new Reply.Failed(
              "HTTP " + response.statusCode() + " " + response.body(), retryAfter(response));
    } catch (IllegalArgumentException _) {
      return new Reply.Failed("the address of the channel cannot be used");
    } catch (IOException e) {
      return new Reply.Failed(words(e));
    }
  }

  /**
   * The whole answer within its time: the client's own patience ends with the head, and a body may
   * never come, or never end.
   */
  private HttpResponse<String> answered(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_BODY));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no whole answer");
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The header in its form of seconds (RFC 9110, section 10.2.3); a date is not waited for. */
  private static Optional<Duration> retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(seconds -> seconds.matches("[0-9]{1,5}"))
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
  }

  /** Messages of the library may hold the address. */
  private static String words(IOException failure) {
    return switch (failure) {
      case HttpConnectTimeoutException _ -> "no connection within " + CONNECT.toSeconds() + " s";
      case HttpTimeoutException _ -> "no answer within " + ANSWER.toSeconds() + " s";
      case ConnectException c when c.getCause() instanceof UnresolvedAddressException ->
          "the host is not known";
      case ConnectException _ -> "connection refused";
      case SSLException _ -> "no secure connection: the certificate or the protocol does not suit";
      default -> "the connection broke (" + failure.getClass().getSimpleName() + ")";
    };
  }

  private static String shown(String answer, List<Secret> hidden) {
    String clean = answer.strip().replaceAll("\\s+", " ");
    for (Secret secret : hidden) {
      if (!secret.reveal().isEmpty()) {
        clean = clean.replace(secret.reveal(), "***");
      }
    }
    return clean.length() <= LONGEST_ANSWER ? clean : clean.substring(0, LONGEST_ANSWER) + "…";
  }
}
