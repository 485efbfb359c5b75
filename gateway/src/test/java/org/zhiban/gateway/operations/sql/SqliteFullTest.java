package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.alarm.Alarm;

/** SQLite is told that no page more fits, as on a full disk, wherever a disk cannot be mounted. */
final class SqliteFullTest {
  private static final int FINDINGS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;
  private final List<Connection> writers = new ArrayList<>();

  private static final class Store extends SqlOperationsStore {
    Store(Dialect dialect) {
      super(dialect);
    }

    @Override
    public void copyInto(Path copy) {
      throw new UnsupportedOperationException();
    }
  }

  private Dialect remembered(Dialect dialect) {
    return (Dialect)
        Proxy.newProxyInstance(
            Dialect.class.getClassLoader(),
            new Class<?>[] {Dialect.class},
            (_, method, given) -> {
              try {
                Object answer = method.invoke(dialect, given);
                if (method.getName().equals("openToWrite")) {
                  writers.add((Connection) answer);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** SQLite takes the pages that there are for the least. */
  private void limit(long pages) throws SQLException {
    try (Statement statement = writers.getLast().createStatement()) {
      statement.execute("PRAGMA max_page_count = " + pages);
    }
  }

  private static String raised(org.zhiban.gateway.operations.OperationsTransaction tx, int number) {
    Alarm alarm = Given.alarm("a" + number, "pump-" + number, "low_pressure");
    tx.record(Given.raised(alarm));
    return alarm.id();
  }

  @Test
  void whatPeopleAskIsRefusedAndWhatWasFoundIsWrittenInTurn() throws Exception {
    Dialect dialect = remembered(SqliteOperationsStore.in(folder));
    dialect.prepare();
    List<CompletableFuture<String>> found = new ArrayList<>();
    List<String> told = java.util.Collections.synchronizedList(new ArrayList<>());
    try (Store store = new Store(dialect);
        OperationsDesk desk = new OperationsDesk(store)) {
      desk.start();
      desk.record(tx -> raised(tx, 0)).join();
      limit(1);
      for (int number = 1; number <= FINDINGS; number++) {
        int one = number;
        found.add(desk.record(tx -> raised(tx, one), told::add));
      }
      await().atMost(PATIENCE).until(desk::failing);
      assertThatThrownBy(() -> desk.ask(tx -> raised(tx, 1_000)).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("operations.db cannot be written: the disk is full. Free space")
          .hasMessageContaining("Nothing of this was done.");
      assertThat(found.getLast()).isNotDone();
      assertThat(store.<List<?>>query(OperationsQueries::standingAlarms))
          .as("what is known is still answered")
          .isNotEmpty();

      limit(1L << 30);
      await().atMost(PATIENCE).until(() -> found.stream().allMatch(CompletableFuture::isDone));
      assertThat(told)
          .isEqualTo(found.stream().map(CompletableFuture::join).toList())
          .doesNotHaveDuplicates();
      assertThat(store.<List<Alarm>>query(OperationsQueries::standingAlarms))
          .hasSize(1 + FINDINGS)
          .noneMatch(alarm -> alarm.id().equals("a1000"));
      assertThat(desk.ask(tx -> raised(tx, 2_000)).join()).isEqualTo("a2000");
    }
  }
}
