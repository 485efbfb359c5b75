package org.zhiban.gateway.notify.channel;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.model.notification.Delivery;

/** The wall: every console that is open. Where none is, nobody was told, and it is tried again. */
final class Siren implements Notifier {
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final LiveFeed feed;

  Siren(LiveFeed feed) {
    this.feed = feed;
  }

  @Override
  public Reply send(Delivery delivery) throws InterruptedException {
    CompletableFuture<Integer> heard = new CompletableFuture<>();
    feed.tell(new LiveFeed.Happening.Called(delivery, heard::complete));
    try {
      int consoles = heard.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return consoles == 0
          ? new Reply.Failed("no console is open")
          : new Reply.Taken("consoles: " + consoles);
    } catch (TimeoutException | ExecutionException _) {
      return new Reply.Failed("the consoles cannot be told");
    }
  }
}
