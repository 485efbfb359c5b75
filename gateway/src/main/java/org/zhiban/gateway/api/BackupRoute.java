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
 * Holds the data folder still for {@code zhiban backup}: answers with one line that says what to
 * copy, then with an empty line now and then; the hold ends with the connection, however that ends.
 * Only who reads the token in the data folder, on this machine, is served.
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
    Context context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("backup")
        .start(
            () -> {
              try {
                Optional<Backups.Copying> copying = backups.freeze(origin);
                context.runOnContext(_ -> answer(routing, copying));
              } catch (RuntimeException e) {
                context.runOnContext(_ -> routing.fail(e));
              }
            });
  }

  private void answer(RoutingContext routing, Optional<Backups.Copying> copying) {
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
    var _ = response.write(copying.get().told().orElse("") + "\n");
    int[] beats = {0};
    long beat =
        vertx.setPeriodic(
            BEAT_MILLIS,
            timer -> {
              if (++beats[0] > MOST_BEATS) {
                log.warn("A backup took longer than any should; its hold on the history ends.");
                vertx.cancelTimer(timer);
                end(copying.get());
                var _ = response.end();
              } else {
                var _ = response.write("\n");
              }
            });
    response.endHandler(_ -> vertx.cancelTimer(beat));
    response.closeHandler(
        _ -> {
          vertx.cancelTimer(beat);
          end(copying.get());
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
