package org.zhiban.gateway.operations.sql;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.gateway.storage.SqliteSchema;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The operations store in one SQLite file: one connection writes, a few read beside it, each
 * question in the state of one moment. A commit has been synced to the disk when it returns.
 */
public final class SqliteOperationsStore implements OperationsStore {
  /** The file's name in the data folder. */
  public static final String FILE = "operations.db";

  private static final int READERS = 4;

  private final SqliteFile file;
  private final Jdbi writing;
  private final Jdbi reading;
  private final ReentrantLock writeLock = new ReentrantLock();
  private final Semaphore readPermits = new Semaphore(READERS, true);
  private final Deque<Handle> idleReaders = new ArrayDeque<>();
  private @Nullable Handle writer;
  private volatile boolean closed;

  private SqliteOperationsStore(SqliteFile file) {
    this.file = file;
    this.writing = jdbi(file::openToWrite);
    this.reading = jdbi(file::openToRead);
  }

  private static Jdbi jdbi(ConnectionFactory connections) {
    Jdbi jdbi = ColumnTypes.teach(Jdbi.create(connections));
    jdbi.setStatementBuilderFactory(_ -> new KeptStatements());
    // A connection that failed is closed as it is, and SQLite forgets its transaction.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    return jdbi;
  }

  /**
   * Opens the store in a data folder, and makes it where there is none.
   *
   * @throws StoreUnavailableException where the file is damaged, newer, or not to be written; the
   *     message says what to do
   */
  public static SqliteOperationsStore open(Path folder) {
    SqliteFile file = new SqliteFile(folder.resolve(FILE));
    schema(file).prepare();
    return new SqliteOperationsStore(file);
  }

  static SqliteSchema schema(SqliteFile file) {
    return new SqliteSchema(
        file, "classpath:db/operations/common", "classpath:db/operations/sqlite");
  }

  /**
   * Opens the store that lies in a data folder as it is, to ask; also beside the gateway that
   * writes it.
   */
  public static SqliteOperationsStore openToAsk(Path folder) {
    return new SqliteOperationsStore(new SqliteFile(folder.resolve(FILE)));
  }

  @Override
  public <T> T transact(Function<OperationsTransaction, T> work) {
    if (writeLock.isHeldByCurrentThread()) {
      throw new IllegalStateException("transactions do not nest");
    }
    writeLock.lock();
    try {
      Handle handle = writer();
      boolean healthy = false;
      try {
        T result = inTransaction(handle, () -> work.apply(new SqlTransaction(handle)));
        healthy = true;
        return result;
      } finally {
        if (!healthy && !rolledBack(handle)) {
          writer = null;
          handle.close();
        }
      }
    } catch (RuntimeException e) {
      throw Refusals.explain(file.path(), e);
    } finally {
      writeLock.unlock();
    }
  }

  private Handle writer() {
    requireOpen();
    Handle open = writer;
    if (open == null) {
      open = writing.open();
      writer = open;
    }
    return open;
  }

  private static <T> T inTransaction(Handle handle, Supplier<T> work) {
    handle.begin();
    T result = work.get();
    handle.commit();
    return result;
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
  public <T> T query(Function<OperationsQueries, T> work) {
    readPermits.acquireUninterruptibly();
    try {
      Handle handle = reader();
      boolean healthy = false;
      try {
        T result = inTransaction(handle, () -> work.apply(new SqlQueries(handle)));
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
      throw Refusals.explain(file.path(), e);
    } finally {
      readPermits.release();
    }
  }

  @Override
  public void copyInto(Path copy) {
    requireOpen();
    SqliteCopy.write(file, copy);
  }

  private Handle reader() {
    requireOpen();
    Handle idle;
    synchronized (idleReaders) {
      idle = idleReaders.pollFirst();
    }
    return idle == null ? reading.open() : idle;
  }

  private void giveBack(Handle handle) {
    synchronized (idleReaders) {
      idleReaders.addFirst(handle);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new StoreUnavailableException(file.path() + " is closed: the gateway is stopping.");
    }
  }

  /** Waits for what runs, then closes; the last connection carries the log over into the file. */
  @Override
  public void close() {
    closed = true;
    readPermits.acquireUninterruptibly(READERS);
    writeLock.lock();
    try {
      synchronized (idleReaders) {
        idleReaders.forEach(Handle::close);
        idleReaders.clear();
      }
      if (writer != null) {
        writer.close();
        writer = null;
      }
    } finally {
      writeLock.unlock();
      readPermits.release(READERS);
    }
  }
}
