package org.zhiban.gateway.api;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.backup.Backups;

/**
 * Holds the data folder still for {@code zhiban backup}: answers with an empty line now and then,
 * from the first moment on, and with one line that says what to copy, or what failed (RFC 9457);
 * the hold ends with the connection, however that ends. Only who reads the token in the data
 * folder, on this machine, is served.
 */
final class BackupRoute {
  private static final Logger log = LoggerFactory.getLogger(BackupRoute.class);

  /** Well within the server's idle time-out. */
  private static final long BEAT_MILLIS = 5_000;

  /** A copier that hangs does not keep the history from being tidied for ever. */
  private static final int MOST_BEATS = 4 * 3_600 * 1_000 / (int) BEAT_MILLIS;

  private final Backups backups;
  private final Vertx vertx;

  BackupRoute(Backups backups, Vertx vertx) {
    this.backups = backups;
    this.vertx = vertx;
  }

  void hold(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String origin = String.valueOf(request.remoteAddress().hostAddress());
    Optional<String> shown = Guard.bearer(request);
    if (shown.isEmpty() || !Guard.fromThisMachine(request) || !backups.allows(shown.get())) {
      Failures.write(
          routing, Refusal.unauthorized("a backup is made by ./zhiban backup, on the machine"));
      return;
    }
    Optional<Backups.Copying> copying = backups.begin();
    if (copying.isEmpty()) {
      Failures.write(routing, Refusal.conflict("another backup is being made; try again later"));
      return;
    }
    HttpServerResponse response = routing.response();
    if (response.closed()) {
      end(copying.get());
      return;
    }
    response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
    beat(response, copying.get());
    Context context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("backup")
        .start(
            () -> {
              String told = told(copying.get(), origin);
              context.runOnContext(
                  _ -> {
                    if (!response.ended() && !response.closed()) {
                      var _ = response.write(told + "\n");
                    }
                  });
            });
  }

  private static String told(Backups.Copying copying, String origin) {
    try {
      return copying.freeze(origin).orElse("");
    } catch (RuntimeException e) {
      return Failures.problem(e).encode();
    }
  }

  /** Says that it is alive, until the caller has gone, or never goes. */
  private void beat(HttpServerResponse response, Backups.Copying copying) {
    var _ = response.write("\n");
    int[] beats = {0};
    long beat =
        vertx.setPeriodic(
            BEAT_MILLIS,
            timer -> {
              if (++beats[0] > MOST_BEATS) {
                log.warn("A backup took longer than any should; its hold on the history ends.");
                vertx.cancelTimer(timer);
                end(copying);
                var _ = response.end();
              } else {
                var _ = response.write("\n");
              }
            });
    response.endHandler(_ -> vertx.cancelTimer(beat));
    response.closeHandler(
        _ -> {
          vertx.cancelTimer(beat);
          end(copying);
        });
  }

  /** Deletes a file: not on the event loop. */
  private static void end(Backups.Copying copying) {
    Thread.ofVirtual()
        .name("backup-end")
        .start(
            () -> {
              try {
                copying.close();
              } catch (RuntimeException e) {
                log.warn("After a backup: {}", e.toString());
              }
            });
  }
}
