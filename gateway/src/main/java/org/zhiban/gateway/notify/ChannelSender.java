package org.zhiban.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.notify.channel.Notifier;
import org.zhiban.gateway.notify.channel.Notifier.Reply;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.notification.Delivery;
import org.zhiban.rules.notify.Deliveries;

/**
 * Sends what waits for one channel, the most urgent first, on a virtual thread of its own: a
 * channel that hangs delays no other. A message is sent, then recorded as sent; a crash in between
 * sends it twice under the same id, never not at all.
 */
final class ChannelSender implements AutoCloseable {
  static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(ChannelSender.class);

  private final String channel;
  private final Notifier notifier;
  private final Pace pace;
  private final Deliveries deliveries;
  private final OperationsStore store;
  private final OperationsDesk desk;
  private final InstantSource clock;
  private final DoubleSupplier dice;
  private final Semaphore bell = new Semaphore(0);
  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder givenUp = new LongAdder();
  private final Thread thread;
  private volatile boolean failing;
  private volatile boolean closed;

  ChannelSender(
      String channel,
      Notifier notifier,
      Pace pace,
      Deliveries deliveries,
      OperationsStore store,
      OperationsDesk desk,
      InstantSource clock,
      DoubleSupplier dice) {
    this.channel = channel;
    this.notifier = notifier;
    this.pace = pace;
    this.deliveries = deliveries;
    this.store = store;
    this.desk = desk;
    this.clock = clock;
    this.dice = dice;
    this.thread = Thread.ofVirtual().name("notify " + channel).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Something may wait. */
  void ring() {
    bell.release();
  }

  private void run() {
    try {
      while (!closed) {
        Duration wait = step();
        if (!wait.isZero()) {
          bell.drainPermits();
          var _ = bell.tryAcquire(wait.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends one message; says how long to wait for the next. */
  Duration step() throws InterruptedException {
    try {
      Instant now = clock.instant();
      Duration wait = pace.wait(now);
      if (!wait.isZero()) {
        return wait.compareTo(IDLE) > 0 ? IDLE : wait;
      }
      Optional<Delivery> next = store.query(q -> q.nextDelivery(channel, now));
      if (next.isEmpty()) {
        return IDLE;
      }
      pace.sent(now);
      record(next.get(), sent(next.get()));
      return Duration.ZERO;
    } catch (StoreUnavailableException | CompletionException e) {
      log.warn("notification channel {} waits for the store: {}", channel, e.getMessage());
      return IDLE;
    } catch (RuntimeException e) {
      // The thread must outlive what nobody foresaw; the message is tried again.
      log.error("notification channel {}: a defect of the gateway", channel, e);
      return IDLE;
    }
  }

  /** What nobody foresaw is a try in vain, so that one message does not hold up the others. */
  private Reply sent(Delivery delivery) throws InterruptedException {
    try {
      return notifier.send(delivery);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      log.error("notification channel {}: a defect of the gateway", channel, e);
      return new Reply.Failed("a defect of the gateway: " + e.getClass().getSimpleName());
    }
  }

  private void record(Delivery tried, Reply reply) throws InterruptedException {
    Instant now = clock.instant();
    Delivery after =
        switch (reply) {
          case Reply.Taken(var answer) -> tried.sent(now, answer);
          case Reply.Failed(var answer, var asked) ->
              deliveries.failed(tried, answer, asked, now, dice.getAsDouble());
        };
    count(after);
    settled(
        desk.record(
            tx -> {
              boolean wanted =
                  tx.delivery(tried.id())
                      .filter(one -> one.state() == Delivery.State.WAITING)
                      .isPresent();
              // Called off while it was on its way: if it arrived, that is what is true.
              if (wanted || after.state() == Delivery.State.SENT) {
                tx.update(after);
              }
              return true;
            }));
  }

  /** An answer that is on its way to the disk is given a moment also when the gateway ends. */
  private static void settled(CompletableFuture<Boolean> recorded) throws InterruptedException {
    try {
      recorded.get();
    } catch (InterruptedException e) {
      recorded.completeOnTimeout(false, END.toMillis() / 2, TimeUnit.MILLISECONDS).join();
      throw e;
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  private void count(Delivery after) {
    failing = after.state() != Delivery.State.SENT;
    switch (after.state()) {
      case SENT -> sent.increment();
      case WAITING -> {
        failed.increment();
        if (after.attempts() == 1) {
          log.warn("message {} on {} is tried again: {}", after.id(), channel, answer(after));
        }
      }
      case FAILED -> {
        failed.increment();
        givenUp.increment();
        log.error("message {} on {} is given up: {}", after.id(), channel, answer(after));
      }
      case CANCELLED -> throw new IllegalStateException("a try does not call off");
    }
  }

  private static String answer(Delivery delivery) {
    return delivery.answer().orElse("");
  }

  /** Messages that the other side took since start. */
  long sent() {
    return sent.sum();
  }

  /** Tries in vain since start. */
  long failed() {
    return failed.sum();
  }

  /** Whether the last try was in vain. */
  boolean failing() {
    return failing;
  }

  /** Messages given up since start. */
  long givenUp() {
    return givenUp.sum();
  }

  /** Ends soon; {@link #close} waits for it. */
  void stop() {
    closed = true;
    thread.interrupt();
  }

  @Override
  public void close() {
    stop();
    try {
      thread.join(END);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
