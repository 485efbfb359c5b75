package org.zhiban.gateway.operations.sql;

import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * Marks every transaction of one gateway, where a commit may be cut off from its answer: who finds
 * the mark later knows that it was committed. A mark that this gateway did not make means that
 * another one wrote. Of the one writer.
 */
final class CommitMarks {
  private static final Logger log = LoggerFactory.getLogger(CommitMarks.class);

  private final Dialect dialect;

  /** Begins the marks of this gateway, and no other's. */
  private final String own = UUID.randomUUID().toString().substring(0, 18) + "/";

  private long count;
  private @Nullable String first;
  private @Nullable String newest;
  private @Nullable Doubt doubt;

  CommitMarks(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A commit whose answer nobody heard. */
  static final class Doubt {
    private final String mark;
    private @Nullable Boolean committed;

    private Doubt(String mark) {
      this.mark = mark;
    }

    /** Empty: nobody could look yet. */
    Optional<Boolean> committed() {
      return Optional.ofNullable(committed);
    }
  }

  /**
   * Marks the transaction.
   *
   * @return its mark; empty where a failed commit is none
   * @throws StoreUnavailableException where somebody else has written
   */
  Optional<String> set(Handle writer) {
    if (!dialect.marks()) {
      return Optional.empty();
    }
    String before = newest;
    if (before == null) {
      before = dialect.lastMark(writer).orElse("");
      first = before;
      newest = before;
    }
    count++;
    String mark = own + count;
    if (dialect.mark(writer, before, mark) != 1) {
      throw strange();
    }
    return Optional.of(mark);
  }

  /** The transaction is on disk. */
  void committed(String mark) {
    newest = mark;
  }

  /** Nobody heard whether the transaction is on disk. */
  Doubt doubt(String mark) {
    Doubt open = new Doubt(mark);
    doubt = open;
    return open;
  }

  /**
   * Looks, over a new connection and before anything else is written, at what is on disk.
   *
   * @throws StoreUnavailableException where somebody else has written meanwhile
   */
  void settle(Handle writer) {
    String known = newest;
    if (known == null) {
      return;
    }
    String last = dialect.lastMark(writer).orElse("");
    Doubt open = doubt;
    boolean arrived = open != null && last.equals(open.mark);
    if (!arrived && !last.equals(known)) {
      if (!last.equals(first) && !last.startsWith(own)) {
        throw strange();
      }
      log.error("{} was set back: changes that had been committed there are lost", dialect.name());
    }
    newest = last;
    if (open != null) {
      open.committed = arrived;
      doubt = null;
    }
  }

  private StoreUnavailableException strange() {
    return new StoreUnavailableException(
        dialect.name()
            + " was written by another gateway since this one wrote it last. Stop the other one,"
            + " and start this one anew: it goes on from what is there.");
  }
}
