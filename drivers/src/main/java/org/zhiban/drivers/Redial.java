package org.zhiban.drivers;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a link's session again and again until it is closed. Who refuses a session is asked after
 * half a second, then after twice as long each time up to 30 s; where nobody listens, which costs
 * one packet to find out, every half second, so that a device's return is noticed at once; who
 * talks nonsense, every second.
 */
public final class Redial {
  /** One session after the other. */
  public interface Session {
    /** Opens the session and serves it until it ends; tells why it ended or did not open. */
    Ended once() throws InterruptedException;

    /** No session stands, for these reasons; repeated with each try that fails. */
    void down(Ended ended) throws InterruptedException;
  }

  /** Why a session ended or did not open, in words for a person, and when to try again. */
  public record Ended(String words, Again again) {}

  /** When to try again. */
  public enum Again {
    /** A session that stood was waited for already. */
    NOW,
    /** Nobody is there, or nobody answers: after half a second. */
    SOON,
    /**
     * Somebody answers what nobody understands, as one does who is still starting: after a second.
     */
    PUZZLED,
    /** Somebody is there and refuses: later each time. */
    LATER
  }

  private static final Logger LOG = LoggerFactory.getLogger(Redial.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Duration PUZZLED_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** A session that stood this long was sound; what ended it is a new trouble. */
  private static final Duration SOUND = Duration.ofSeconds(5);

  private final String connection;
  private final Backoff backoff;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Semaphore awaited = new Semaphore(0);
  private volatile boolean closed;
  private volatile @Nullable Thread runner;

  public Redial(String connection) {
    this(connection, new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random()));
  }

  Redial(String connection, Backoff backoff) {
    this.connection = connection;
    this.backoff = backoff;
  }

  /** Works until {@link #close}; returns then, and throws only where somebody else interrupts. */
  public void run(Session session) throws InterruptedException {
    runner = Thread.currentThread();
    try {
      while (!closed) {
        long opened = System.nanoTime();
        Ended end = attempt(session);
        session.down(end);
        if (end.again() != Again.LATER || System.nanoTime() - opened > SOUND.toNanos()) {
          backoff.reset();
        }
        switch (end.again()) {
          case NOW -> {}
          case SOON, LATER -> pause(backoff.next());
          case PUZZLED -> pause(PUZZLED_WAIT);
        }
      }
    } catch (InterruptedException e) {
      if (!closed) {
        throw e;
      }
    } finally {
      ended.countDown();
    }
  }

  private void pause(Duration wait) throws InterruptedException {
    if (awaited.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
      backoff.reset();
    }
    awaited.drainPermits();
  }

  /** What a refusal was about has changed: a session that waits to be opened is tried at once. */
  public void now() {
    awaited.release();
  }

  private Ended attempt(Session session) throws InterruptedException {
    try {
      return session.once();
    } catch (RuntimeException e) {
      LOG.error("connection {}", connection, e);
      return new Ended(e.toString(), Again.LATER);
    }
  }

  /** Ends {@link #run} and waits for its end no longer than said. */
  public void close(Duration longest) {
    closed = true;
    Thread running = runner;
    if (running == null || running.equals(Thread.currentThread())) {
      return;
    }
    running.interrupt();
    try {
      if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("connection {} does not end within {}", connection, longest);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
