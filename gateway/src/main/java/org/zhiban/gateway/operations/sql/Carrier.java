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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.operations.OperationsStore.Following;
import org.zhiban.gateway.storage.SeatTakenException;
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

  /** The line that was open before; it has the writer's seat. */
  private final AtomicReference<@Nullable Connection> first;

  private volatile boolean closing;
  private volatile @Nullable Connection line;
  private volatile @Nullable StoreUnavailableException away;

  /** Another gateway writes the database, or wrote it since: two work at one site. */
  private volatile boolean overtaken;

  private final AtomicLong commits = new AtomicLong();

  /** How many of the commits the last look at the copy has seen. */
  private volatile long looked = -1;

  /** Up to which change the database is known to be; -1: not yet. */
  private volatile long reached = -1;

  /** Changes that waited when the copy was looked at. */
  private volatile long waiting;

  private long forgotten;

  /** Whether the database is there. */
  private static final class Question {
    private final CompletableFuture<Boolean> answer = new CompletableFuture<>();
  }

  /**
   * @param ready the copy; its line, if there is one, is the carrier's from here on
   * @param forget takes the changes before a number out of the copy
   */
  Carrier(Uncarried copy, WorkingCopy.Ready ready, Dialect there, LongConsumer forget) {
    this.copy = copy;
    this.id = ready.copy();
    this.first = new AtomicReference<>(ready.line().orElse(null));
    this.there = there;
    this.forget = forget;
  }

  void start() {
    thread.start();
  }

  /** Something was committed to the copy. */
  void wake() {
    commits.incrementAndGet();
    news.release();
  }

  /** How far it is; asks nobody. */
  Following following() {
    StoreUnavailableException why = away;
    return new Following(
        Math.max(waiting, looked == commits.get() ? 0 : 1),
        Optional.ofNullable(why).map(it -> String.valueOf(it.getMessage())),
        overtaken);
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
    news.release();
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

  private StoreUnavailableException lost(Throwable e) {
    return new StoreUnavailableException(there.name() + " cannot be asked: " + e, e);
  }

  private static StoreUnavailableException refusal(StoreUnavailableException why) {
    return new StoreUnavailableException(why.getMessage() + " Nothing of this was done.", why);
  }

  private void work() {
    Duration pause = FIRST_PAUSE;
    try {
      do {
        pause = served() ? FIRST_PAUSE : longer(pause);
        pause(pause);
      } while (!closing);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Works over one line until it breaks; says whether it was of any use. */
  private boolean served() throws InterruptedException {
    long before = reached;
    Session session = new Session();
    try (Connection writer = open();
        Uncarried.Reader reader = copy.reader()) {
      line = writer;
      session.serve(writer, reader, entered(writer));
    } catch (SQLException e) {
      isAway(there.unavailable(e));
    } catch (StoreUnavailableException e) {
      overtaken |= e instanceof SeatTakenException;
      isAway(e);
    } catch (RuntimeException | Error e) {
      log.error("changes could not be carried; this is a defect of the gateway", e);
      isAway(lost(e));
    } finally {
      line = null;
    }
    return reached > before || session.alive;
  }

  /** No longer than until the end. */
  private void pause(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    while (!closing && System.nanoTime() - until < 0) {
      boolean _ = news.tryAcquire(Math.max(1, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void isAway(StoreUnavailableException why) {
    StoreUnavailableException before = away;
    away = why;
    if (!closing) {
      if (before == null || !String.valueOf(before.getMessage()).equals(why.getMessage())) {
        log.warn(
            "{} What is found and done meanwhile is kept here and carried there later.",
            why.getMessage());
      }
      count();
    }
    asking.forEach(question -> question.answer.completeExceptionally(why));
  }

  /** What waits, where nobody carries. */
  private void count() {
    try {
      long seen = commits.get();
      Uncarried.Range kept = copy.range();
      waiting = Math.max(0, reached < 0 ? kept.unknown() : kept.last() - reached);
      looked = seen;
    } catch (StoreUnavailableException e) {
      log.warn("{}", e.getMessage());
    }
  }

  private Connection open() throws SQLException {
    Connection before = first.getAndSet(null);
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
    CarriedMark mark = CarriedMark.in(writer).filter(it -> it.copy().equals(id)).orElse(null);
    Uncarried.Standing standing = mark == null ? Uncarried.Standing.FORKED : copy.standing(mark);
    overtaken = standing == Uncarried.Standing.FORKED || standing == Uncarried.Standing.AHEAD;
    if (mark == null || standing != Uncarried.Standing.GOES_ON) {
      throw new StoreUnavailableException(
          overtaken
              ? there.name()
                  + " was written by another gateway, or by this folder at another time, since this"
                  + " gateway wrote it last. Stop both, and start the one that is to go on."
              : setBack(there, copy));
    }
    forgotten = Math.max(0, copy.range().first() - 1);
    reached = mark.number();
    return mark;
  }

  /** The database has an older state than can be mended from here. */
  static String setBack(Dialect there, Uncarried copy) {
    return there.name()
        + " lacks changes that are noted in "
        + copy.file().path()
        + " no more: it was set back to an older state. Everything is in that file: empty the"
        + " database and carry it there with ./zhiban migrate, or move the file away to go on from"
        + " what the database has.";
  }

  /** The work over one line. */
  private final class Session {
    /** It was idle and the database answered. */
    private boolean alive;

    private long seen = System.nanoTime();

    void serve(Connection writer, Uncarried.Reader reader, CarriedMark begun)
        throws SQLException, InterruptedException {
      CarriedMark mark = begun;
      RowWriter rows = new RowWriter(writer);
      while (true) {
        boolean last = closing;
        int _ = news.drainPermits();
        List<Question> questions = new ArrayList<>(asking);
        long found = commits.get();
        waiting = Math.max(0, reader.last() - mark.number());
        looked = found;
        List<RowChange> changes = reader.after(mark.number(), AT_ONCE);
        if (changes.isEmpty()) {
          look(writer, !questions.isEmpty());
        } else {
          mark = carried(writer, rows, mark, changes);
          reached = mark.number();
          seen = System.nanoTime();
        }
        waiting = Math.max(0, waiting - changes.size());
        isThere();
        questions.forEach(question -> question.answer.complete(true));
        boolean quiet = last;
        if (changes.isEmpty() && !last) {
          quiet = !news.tryAcquire(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
        }
        long left = mark.number() - forgotten;
        if (left >= LEFT || (quiet && left > 1)) {
          forget.accept(mark.number());
          forgotten = mark.number() - 1;
        }
        if (last && changes.isEmpty()) {
          return;
        }
      }
    }

    private void look(Connection writer, boolean now) {
      if (now || away != null || System.nanoTime() - seen >= SIGN_OF_LIFE.toNanos()) {
        if (!there.serves(writer)) {
          throw new StoreUnavailableException(there.name() + " does not answer any more.");
        }
        alive = true;
        seen = System.nanoTime();
      }
    }

    private void isThere() {
      if (away != null) {
        log.info("{} is written again", there.name());
        away = null;
      }
    }

    /** In one transaction there; between two, none is open, which the server would end. */
    private CarriedMark carried(
        Connection writer, RowWriter rows, CarriedMark mark, List<RowChange> changes)
        throws SQLException {
      writer.setAutoCommit(false);
      rows.write(changes);
      CarriedMark next = mark.moved(writer, changes.getLast());
      writer.commit();
      writer.setAutoCommit(true);
      return next;
    }
  }

  /** Carries what waits, where that takes no time, and ends. */
  @Override
  public void close() {
    closing = true;
    news.release();
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
    Connection unused = first.getAndSet(null);
    if (unused != null) {
      there.abandon(unused);
    }
  }
}
