package org.zhiban.gateway.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** The hold of a running gateway on its data folder, for as long as the connection lives. */
final class LiveHold implements Hold {
  private static final Duration CONNECTING = Duration.ofSeconds(5);

  /** Longer than some of its beats: one that says nothing for so long is frozen itself. */
  private static final Duration SILENT = Duration.ofSeconds(30);

  private final HttpClient client;
  private final InputStream answer;
  private final Frozen frozen;

  private LiveHold(HttpClient client, InputStream answer, Frozen frozen) {
    this.client = client;
    this.answer = answer;
    this.frozen = frozen;
  }

  /**
   * Asks the gateway that holds a folder.
   *
   * @throws StoreUnavailableException where it does not answer, or refuses; the message says why
   */
  static LiveHold of(Path data) throws InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();
    boolean held = false;
    try {
      Optional<FolderToken> token = FolderToken.in(data);
      if (token.isEmpty()) {
        throw notServing(data);
      }
      HttpResponse<InputStream> answered =
          client.send(
              HttpRequest.newBuilder(URI.create(token.get().address() + "/api/v1/backup"))
                  .header("Authorization", "Bearer " + token.get().secret())
                  .timeout(SILENT)
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      LiveHold hold = of(client, answered, token.get());
      held = true;
      return hold;
    } catch (ConnectException e) {
      throw notServing(data);
    } catch (IOException | BackupDamagedException e) {
      throw new StoreUnavailableException(
          "The gateway that runs on " + data + " broke off: " + e.getMessage() + ". Try again.", e);
    } finally {
      if (!held) {
        client.shutdownNow();
      }
    }
  }

  private static LiveHold of(
      HttpClient client, HttpResponse<InputStream> answered, FolderToken token)
      throws IOException, InterruptedException, BackupDamagedException {
    if (answered.statusCode() == 401) {
      throw new StoreUnavailableException(
          "What listens on "
              + token.address()
              + " does not know this data folder: the gateway is just starting, or was killed."
              + " Try again.");
    }
    if (answered.statusCode() != 200) {
      String problem = new String(answered.body().readAllBytes(), StandardCharsets.UTF_8);
      throw refused(Json.read(problem, Problem.class, problem));
    }
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(answered.body(), StandardCharsets.UTF_8));
    String told = "";
    while (told.isEmpty()) {
      told = next(lines);
    }
    Problem problem = Json.read(told, Problem.class, "the gateway's answer");
    if (problem.detail() != null) {
      throw refused(problem);
    }
    return new LiveHold(client, answered.body(), Frozen.ofJson(told));
  }

  /** The next line; empty lines come for as long as the gateway is at it, which may be long. */
  private static String next(BufferedReader lines) throws IOException, InterruptedException {
    FutureTask<@Nullable String> reading = new FutureTask<>(lines::readLine);
    Thread.ofVirtual().name("beats").start(reading);
    try {
      String line = reading.get(SILENT.toSeconds(), TimeUnit.SECONDS);
      if (line == null) {
        throw new IOException("it said nothing");
      }
      return line;
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException _) {
      throw new IOException("it has been silent for " + SILENT.toSeconds() + " s");
    }
  }

  /** What a refusal says (RFC 9457). */
  record Problem(@Nullable String detail) {}

  private static StoreUnavailableException refused(Problem problem) {
    return new StoreUnavailableException("The gateway makes no backup: " + problem.detail());
  }

  private static StoreUnavailableException notServing(Path data) {
    return new StoreUnavailableException(
        "The data folder "
            + data
            + " is in use by a process that makes no backup now: it is starting, stopping, or no"
            + " gateway. Try again in a moment.");
  }

  @Override
  public Frozen frozen() {
    return frozen;
  }

  @Override
  public void close() {
    try (client;
        answer) {
      client.shutdownNow();
    } catch (IOException _) {
      // the gateway has ended, and with it the hold
    }
  }
}
