package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * Carries what was changed in a working copy to the database on the server: whole transactions, in
 * their order, each once. The mark there moves with them, so that whatever is cut off is found.
 */
final class Carrier implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Carrier.class);

  /** Changes of one transaction there. */
  private static final int AT_ONCE = 1_000;

  /** Carried changes that may stay in the copy; taking them out is a commit of its own. */
  private static final int LEFT = 2_000;

  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** Who asks whether the database is there waits no longer. */
  private static final Duration ANSWER = Duration.ofSeconds(6);

  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Uncarried copy;
  private final String id;
  private final Dialect there;
  private final LongConsumer forget;
  private final Thread thread = Thread.ofVirtual().name("carrier").unstarted(this::work);
  private final Semaphore news = new Semaphore(0);
  private final ConcurrentLinkedQueue<Question> asking = new ConcurrentLinkedQueue<>();

  /** The line that was open before. */
  private @Nullable Connection first;

  private volatile boolean closing;
  private volatile @Nullable Connection line;
  private volatile @Nullable StoreUnavailableException away;

  /** Up to which change the database is known to be; -1: not yet. */
  private volatile long reached = -1;

  private long forgotten;

  /** Whether the database is there. */
  private static final class Question {
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
  }

  /**
   * @param ready the copy; its line, if there is one, is the carrier's from here on
   * @param forget takes the changes up to a number out of the copy
   */
  Carrier(Uncarried copy, WorkingCopy.Ready ready, Dialect there, LongConsumer forget) {
    this.copy = copy;
    this.id = ready.copy();
    this.first = ready.line().orElse(null);
    this.there = there;
    this.forget = forget;
  }

  void start() {
    thread.start();
  }

  /** Something was committed to the copy. */
  void wake() {
    news.release();
  }

  /** Why the database cannot be written; empty: it can, or nobody has looked yet. */
  Optional<StoreUnavailableException> away() {
    return Optional.ofNullable(away);
  }

  /** Changes that the database may lack. */
  long waiting() {
    Uncarried.Range kept = copy.range();
    return kept.last() - Math.max(reached, kept.first() - 1);
  }

  /**
   * Returns where the database answers now.
   *
   * @throws StoreUnavailableException where it does not
   */
  void requireThere() {
    StoreUnavailableException known = away;
    if (known != null) {
      throw refusal(known);
    }
    Question question = new Question();
    asking.add(question);
    wake();
    try {
      boolean _ = question.answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StoreUnavailableException why ? refusal(why) : refusal(lost(e));
    } catch (TimeoutException e) {
      throw refusal(
          new StoreUnavailableException(
              there.name() + " does not answer within " + ANSWER.toSeconds() + " s.", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refusal(lost(e));
    } finally {
      boolean _ = asking.remove(question);
    }
  }

  private StoreUnavailableException lost(Exception e) {
    return new StoreUnavailableException(there.name() + " cannot be asked: " + e, e);
  }

  private static StoreUnavailableException refusal(StoreUnavailableException why) {
    return new StoreUnavailableException(why.getMessage() + " Nothing of this was done.", why);
  }

  private void work() {
    Duration pause = FIRST_PAUSE;
    while (!closing) {
      try (Connection writer = open();
          Connection reader = copy.file().openToRead()) {
        line = writer;
        CarriedMark mark = entered(writer);
        pause = FIRST_PAUSE;
        serve(writer, reader, mark);
      } catch (SQLException e) {
        isAway(there.unavailable(e));
      } catch (StoreUnavailableException e) {
        isAway(e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        isAway(lost(e));
        log.error("changes could not be carried; this is a defect of the gateway", e);
      } finally {
        line = null;
      }
      try {
        boolean _ = !closing && asked(pause);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
      pause = longer(pause);
    }
  }

  /** Waits, and no longer than until the end. */
  private boolean asked(Duration pause) throws InterruptedException {
    long until = System.nanoTime() + pause.toNanos();
    while (!closing && System.nanoTime() - until < 0) {
      boolean _ = news.tryAcquire(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
    return true;
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void isAway(StoreUnavailableException why) {
    StoreUnavailableException before = away;
    away = why;
    if (!closing
        && (before == null || !String.valueOf(before.getMessage()).equals(why.getMessage()))) {
      log.warn(
          "{} What is found and done meanwhile is kept here and carried there later.",
          why.getMessage());
    }
    asking.forEach(question -> question.answer.completeExceptionally(why));
  }

  private Connection open() throws SQLException {
    Connection before = first;
    first = null;
    if (before != null) {
      return before;
    }
    Connection writer = there.openToWrite();
    try {
      if (reached < 0) {
        there.prepare(); // it was away when the gateway started
      }
      return writer;
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /** Finds out how far the database is. */
  private CarriedMark entered(Connection writer) throws SQLException {
    Uncarried.Range kept = copy.range();
    CarriedMark mark =
        CarriedMark.in(writer)
            .filter(found -> found.copy().equals(id))
            .orElseThrow(
                () ->
                    new StoreUnavailableException(
                        there.name()
                            + " was written by another gateway since this one wrote it last. Stop"
                            + " both, and start the one that is to go on."));
    if (!kept.goesOnFrom(mark.number())) {
      throw new StoreUnavailableException(setBack(there, copy, mark, kept));
    }
    if (away != null) {
      log.info(
          "{} is there again; {} changes are carried", there.name(), kept.last() - mark.number());
    }
    forgotten = kept.first() - 1;
    reached = mark.number();
    return mark;
  }

  /** The database has an older state than can be mended from here. */
  static String setBack(Dialect there, Uncarried copy, CarriedMark mark, Uncarried.Range kept) {
    return there.name()
        + " has the changes of "
        + copy.file().path()
        + " up to number "
        + mark.number()
        + ", and those kept here begin with number "
        + kept.first()
        + ": it was set back to an older state. Everything is in "
        + copy.file().path()
        + ": empty the database and carry it there with ./zhiban migrate, or move that file away"
        + " to go on from what the database has.";
  }

  private void serve(Connection writer, Connection reader, CarriedMark begun)
      throws SQLException, InterruptedException {
    CarriedMark mark = begun;
    RowWriter rows = new RowWriter(writer);
    long seen = System.nanoTime();
    while (true) {
      boolean last = closing;
      int _ = news.drainPermits();
      List<Question> waiting = new ArrayList<>(asking);
      List<RowChange> changes = Uncarried.after(reader, mark.number(), AT_ONCE);
      if (!changes.isEmpty()) {
        mark = carried(writer, rows, mark, changes);
        reached = mark.number();
        seen = System.nanoTime();
      } else if (!waiting.isEmpty() || System.nanoTime() - seen >= SIGN_OF_LIFE.toNanos()) {
        if (!there.serves(writer)) {
          throw new StoreUnavailableException(there.name() + " does not answer any more.");
        }
        seen = System.nanoTime();
      }
      away = null;
      waiting.forEach(question -> question.answer.complete(true));
      boolean quiet = last;
      if (changes.isEmpty() && !last) {
        quiet = !news.tryAcquire(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
      }
      long left = mark.number() - forgotten;
      if (left >= LEFT || (quiet && left > 0)) {
        forget.accept(mark.number());
        forgotten = mark.number();
      }
      if (last && changes.isEmpty()) {
        return;
      }
    }
  }

  /** In one transaction there; between two, none is open, which the server would end. */
  private static CarriedMark carried(
      Connection writer, RowWriter rows, CarriedMark mark, List<RowChange> changes)
      throws SQLException {
    writer.setAutoCommit(false);
    rows.write(changes);
    CarriedMark next = mark.moved(writer, changes.getLast().number());
    writer.commit();
    writer.setAutoCommit(true);
    return next;
  }

  /** Carries what waits, where that takes no time, and ends. */
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      if (!thread.join(CLOSING)) {
        Connection open = line;
        if (open != null) {
          there.abandon(open);
        }
        thread.interrupt();
        boolean _ = thread.join(CLOSING);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
