package org.zhiban.gateway.notify.channel;

import java.time.Duration;
import java.util.Optional;
import org.zhiban.model.notification.Delivery;

/**
 * A way to tell people. It tries once, bounded in time, and never throws for what the other side
 * does. What it answers is kept and shown: it holds no address, no secret and no number.
 */
public interface Notifier {
  /** Tries once; after it is interrupted the message counts as not sent. */
  Reply send(Delivery delivery) throws InterruptedException;

  /** What the other side said. */
  sealed interface Reply {
    /** It has the message. */
    record Taken(String answer) implements Reply {}

    /**
     * It does not have it, or did not say so.
     *
     * @param retryAfter how long it wants to be left alone
     */
    record Failed(String answer, Optional<Duration> retryAfter) implements Reply {
      /** Without a wish of its own. */
      public Failed(String answer) {
        this(answer, Optional.empty());
      }
    }
  }
}
