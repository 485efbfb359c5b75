package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.Relocation.Outcome;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** A site is carried over a line that is cut at the worst moment, and from under a gateway. */
@Timeout(60)
class RelocationTest {
  private final String database = PostgresServer.prepared();

  @TempDir Path folder;
  private CutLine line;

  @SuppressWarnings("NullAway.Init") // set before each test
  RelocationTest() {}

  @BeforeEach
  void fill() throws IOException {
    line = new CutLine(PostgresServer.port());
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      store.transact(
          tx -> {
            tx.record(Given.raised(Given.alarm("a1", "pump-b1", "low_pressure")));
            tx.audit(new AuditEntry.Draft(Given.T0, "he-lin", "acknowledge", "a1", "", "::1"));
            return 0;
          });
    }
  }

  @AfterEach
  void close() throws IOException {
    line.close();
  }

  private PostgresDialect there(int port) {
    return new PostgresDialect(
        new PostgresDatabase(
            PostgresAddress.of(PostgresServer.url(port, database) + "&prepareThreshold=0"),
            Duration.ofMillis(400)));
  }

  /** Carries; when all is ready to be read, the line becomes what it is to be at the commit. */
  private Outcome carried(CutLine.Way now, CutLine.Way after) {
    Dialect source = SqliteOperationsStore.in(folder);
    Dialect cutting =
        (Dialect)
            Proxy.newProxyInstance(
                Dialect.class.getClassLoader(),
                new Class<?>[] {Dialect.class},
                (_, method, given) -> {
                  if (method.getName().equals("openToCopy")) {
                    line.set(now, after);
                  }
                  return method.invoke(source, given);
                });
    return new Relocation(cutting, there(line.port())).carry();
  }

  private int standing() {
    try (OperationsStore store =
        PostgresOperationsStore.openToAsk(PostgresAddress.of(PostgresServer.url(database)))) {
      return store.query(OperationsQueries::standingAlarms).size();
    }
  }

  @Test
  void a_commit_whose_answer_was_cut_off_is_found() {
    assertThat(carried(CutLine.Way.CUT_BEHIND_COMMIT, CutLine.Way.OPEN))
        .isInstanceOf(Outcome.Carried.class);
    assertThat(standing()).isOne();
  }

  @Test
  void a_commit_that_did_not_arrive_carried_nothing() {
    assertThatThrownBy(() -> carried(CutLine.Way.CUT_BEFORE_COMMIT, CutLine.Way.OPEN))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("nothing was carried");
    assertThat(standing()).isZero();
  }

  @Test
  void what_nobody_can_look_up_is_told_as_what_nobody_knows() {
    assertThat(carried(CutLine.Way.CUT_BEHIND_COMMIT, CutLine.Way.CUT))
        .isInstanceOfSatisfying(
            Outcome.InDoubt.class, doubt -> assertThat(doubt.reason()).contains(database));
    assertThat(standing()).isOne();
  }

  /** The data folder that is held may not be that of the gateway which writes the database. */
  @Test
  void nothing_is_carried_from_under_a_gateway_that_writes(@TempDir Path elsewhere) {
    Relocation back =
        new Relocation(there(PostgresServer.port()), SqliteOperationsStore.in(folder));
    try (OperationsStore _ =
        CarriedOperationsStore.open(
            elsewhere, PostgresAddress.of(PostgresServer.url(database)), WorkingCopy.Note.NONE)) {
      assertThatThrownBy(back::carry)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("in use by the gateway");
    }
  }

  @Test
  void that_the_file_of_before_is_in_the_way_is_told_with_what_to_do() {
    assertThat(
            new Relocation(there(PostgresServer.port()), SqliteOperationsStore.in(folder)).carry())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("operations.db holds records already")
                    .contains("move it aside together with operations.db-wal"));
  }
}
