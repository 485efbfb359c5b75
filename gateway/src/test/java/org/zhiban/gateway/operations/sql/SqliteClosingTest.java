package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.OperationsStore;

/** The end of a store at which somebody still works. */
@Timeout(60)
class SqliteClosingTest {
  @TempDir Path folder;

  /** With the last connection the log is carried over into the file. */
  @Test
  void who_still_reads_when_the_store_is_closed_closes_behind_it() throws InterruptedException {
    OperationsStore store = SqliteOperationsStore.open(folder);
    assertThat(
            store.<Long>transact(
                tx -> {
                  tx.cursor("influx", 7);
                  return 7L;
                }))
        .isEqualTo(7);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    CompletableFuture<Optional<Long>> late =
        CompletableFuture.supplyAsync(
            () ->
                store.query(
                    q -> {
                      reading.countDown();
                      arrived(closed);
                      return q.cursor("influx");
                    }),
            Thread::startVirtualThread);
    reading.await();
    store.close();
    closed.countDown();
    assertThat(late.join()).contains(7L);
    await().until(() -> !Files.exists(folder.resolve(SqliteOperationsStore.FILE + "-wal")));
  }

  private static void arrived(CountDownLatch at) {
    try {
      at.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_long_question_is_broken_off() throws SQLException {
    SqliteOperationsStore.open(folder).close();
    SqliteDialect dialect = SqliteOperationsStore.in(folder);
    try (Connection connection = dialect.openToRead()) {
      CompletableFuture<Boolean> asking =
          CompletableFuture.supplyAsync(() -> asked(connection), Thread::startVirtualThread);
      await()
          .until(
              () -> {
                dialect.abandon(connection);
                return asking.isCompletedExceptionally();
              });
    }
  }

  /** Counts for half a minute. */
  private static boolean asked(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(
          "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 100000000)"
              + " SELECT count(*) FROM n");
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
