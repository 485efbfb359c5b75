package org.zhiban.benchmarks.orders;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;

/** Looks at the orders from outside: another connection sees a row when its commit is on disk. */
final class OrdersOnDisk implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = 200_000;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  private final Connection connection;
  private final PreparedStatement count;

  OrdersOnDisk(Path data) throws SQLException {
    connection =
        DriverManager.getConnection("jdbc:sqlite:" + data.resolve(SqliteOperationsStore.FILE));
    count = connection.prepareStatement("SELECT count(*) FROM work_order");
  }

  int orders() throws SQLException {
    try (ResultSet rows = count.executeQuery()) {
      return rows.getInt(1);
    }
  }

  /** When there are so many orders, by {@link System#nanoTime()}. */
  long await(int wanted) throws SQLException, TimeoutException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (orders() < wanted) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("order " + wanted + " is not on disk");
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return System.nanoTime();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
