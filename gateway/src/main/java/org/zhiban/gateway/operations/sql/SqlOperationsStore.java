package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The operations store in a relational database: one connection writes, a few read beside it, each
 * question in the state of one moment. A commit has been synced to the disk when it returns.
 */
abstract class SqlOperationsStore implements OperationsStore {
  private static final int READERS = 4;
  private static final int PATIENCE_SECONDS = 30;
  private static final int CLOSING_MILLIS = 600;

  private final Dialect dialect;
  private final Jdbi writing;
  private final Jdbi reading;
  private final ReentrantLock writeLock = new ReentrantLock();
  private final Semaphore readPermits = new Semaphore(READERS, true);
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Deque<Handle> idleReaders = new ArrayDeque<>();
  private @Nullable Handle writer;
  private volatile boolean closed;

  SqlOperationsStore(Dialect dialect) {
    this.dialect = dialect;
    this.writing = jdbi(() -> known(dialect.openToWrite()));
    this.reading = jdbi(() -> known(dialect.openToRead()));
  }

  private Connection known(Connection opened) {
    connections.removeIf(SqlOperationsStore::gone);
    connections.add(opened);
    return opened;
  }

  private static boolean gone(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException _) {
      return true;
    }
  }

  private Jdbi jdbi(ConnectionFactory factory) {
    Jdbi jdbi = ColumnTypes.teach(Jdbi.create(factory));
    dialect.teach(jdbi);
    // A connection that failed is closed as it is, and the database forgets its transaction.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    return jdbi;
  }

  @Override
  public final <T> T transact(Function<OperationsTransaction, T> work) {
    return writing(
        handle -> {
          T result = work.apply(new SqlTransaction(handle, dialect));
          dialect.ending(handle);
          return result;
        });
  }

  /** Runs the work of the one writer in one transaction. */
  final <T> T writing(Function<Handle, T> work) {
    if (writeLock.isHeldByCurrentThread()) {
      throw new IllegalStateException("transactions do not nest");
    }
    writeLock.lock();
    try {
      Handle handle = writer();
      boolean healthy = false;
      try {
        handle.begin();
        T result = work.apply(handle);
        handle.commit();
        healthy = true;
        return result;
      } finally {
        // Who ends after the store was closed closes behind it.
        if ((!healthy && !rolledBack(handle)) || closed) {
          giveUp(handle);
        }
      }
    } catch (RuntimeException e) {
      throw Refusals.explain(dialect, e);
    } finally {
      writeLock.unlock();
    }
  }

  /** Open and alive. */
  private Handle writer() {
    requireOpen();
    Handle open = writer;
    if (open != null && !dialect.serves(open.getConnection())) {
      giveUp(open);
      open = null;
    }
    if (open == null) {
      open = writing.open();
      writer = open;
    }
    return open;
  }

  private void giveUp(Handle handle) {
    if (handle.equals(writer)) {
      writer = null;
    }
    handle.close();
  }

  /** A connection that cannot even roll back is given up by the caller. */
  private static boolean rolledBack(Handle handle) {
    try {
      handle.rollback();
      return true;
    } catch (RuntimeException _) {
      return false;
    }
  }

  @Override
  public final <T> T query(Function<OperationsQueries, T> work) {
    awaitTurn();
    try {
      Handle handle = reader();
      boolean healthy = false;
      try {
        handle.begin();
        T result = work.apply(new SqlQueries(handle));
        handle.commit();
        healthy = true;
        return result;
      } finally {
        if (healthy || rolledBack(handle)) {
          giveBack(handle);
        } else {
          handle.close();
        }
      }
    } catch (RuntimeException e) {
      throw Refusals.explain(dialect, e);
    } finally {
      readPermits.release();
    }
  }

  private void awaitTurn() {
    try {
      if (!readPermits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreUnavailableException(
            dialect.name() + " has been answering others for " + PATIENCE_SECONDS + " s.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting for " + dialect.name(), e);
    }
  }

  private Handle reader() {
    requireOpen();
    while (true) {
      Handle idle;
      synchronized (idleReaders) {
        idle = idleReaders.pollFirst();
      }
      if (idle == null) {
        return reading.open();
      }
      if (dialect.serves(idle.getConnection())) {
        return idle;
      }
      idle.close();
    }
  }

  private void giveBack(Handle handle) {
    synchronized (idleReaders) {
      if (!closed) {
        idleReaders.addFirst(handle);
        return;
      }
    }
    handle.close();
  }

  final void requireOpen() {
    if (closed) {
      throw new StoreUnavailableException(dialect.name() + " is closed: the gateway is stopping.");
    }
  }

  /**
   * Waits a moment for what runs, then closes; of SQLite, the last connection carries the log over.
   * Who waits for an answer by then gets none; who still works closes when it ends.
   */
  @Override
  public final void close() {
    closed = true;
    if (!quiet()) {
      connections.forEach(dialect::abandon);
      boolean _ = quiet();
    }
    synchronized (idleReaders) {
      idleReaders.forEach(Handle::close);
      idleReaders.clear();
    }
    if (writeLock.tryLock()) {
      try {
        if (writer != null) {
          giveUp(writer);
        }
      } finally {
        writeLock.unlock();
      }
    }
  }

  /** Waits a moment; says whether nobody reads and writes any more. */
  private boolean quiet() {
    try {
      if (!readPermits.tryAcquire(READERS, CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
      readPermits.release(READERS);
      if (writeLock.tryLock(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
        writeLock.unlock();
        return true;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
