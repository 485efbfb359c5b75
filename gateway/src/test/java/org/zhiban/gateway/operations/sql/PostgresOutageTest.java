package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zhiban.gateway.operations.CommitInDoubtException;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * The line to the server is cut, falls silent, and comes back: nothing is lost, done twice, or
 * waited for for ever.
 */
@Timeout(60)
class PostgresOutageTest {
  private static final String DATABASE = PostgresServer.prepared();

  private CutLine line;
  private OperationsStore store;

  @SuppressWarnings("NullAway.Init") // set before each test
  PostgresOutageTest() {}

  @BeforeEach
  void open() throws IOException {
    line = new CutLine(PostgresServer.port());
    // Without prepared statements each commit goes over the line as a word that it can see.
    store =
        PostgresOperationsStore.open(address("&prepareThreshold=0&loginTimeout=2&socketTimeout=3"));
  }

  private PostgresAddress address(String settings) {
    return PostgresAddress.of(PostgresServer.url(line.port(), DATABASE) + settings);
  }

  @AfterEach
  void close() throws IOException {
    line.close();
    store.close();
    PostgresServer.clear(DATABASE);
  }

  private String number() {
    return store.transact(tx -> tx.nextOrderNumber(Given.DAY));
  }

  private Optional<Long> cursor(String name) {
    return store.query(q -> q.cursor(name));
  }

  @Test
  void a_commit_whose_answer_is_cut_off_is_found() {
    line.set(CutLine.Way.CUT_BEHIND_COMMIT);
    assertThat(number()).endsWith("-001");
    assertThat(number()).endsWith("-002");
  }

  @Test
  void a_commit_that_never_arrived_is_told() {
    line.set(CutLine.Way.CUT_BEFORE_COMMIT);
    assertThatThrownBy(this::number)
        .isInstanceOf(StoreUnavailableException.class)
        .isNotInstanceOf(CommitInDoubtException.class)
        .hasMessageContaining("the database " + DATABASE)
        .hasMessageNotContaining("password");
    assertThat(number()).endsWith("-001");
  }

  @Test
  void a_commit_stays_in_doubt_while_the_server_is_away_and_is_settled_before_anything_else() {
    line.set(CutLine.Way.CUT_BEHIND_COMMIT, CutLine.Way.CUT);
    CommitInDoubtException arrived =
        catchThrowableOfType(CommitInDoubtException.class, this::number);
    assertThatThrownBy(arrived::committed).isInstanceOf(StoreUnavailableException.class);
    line.set(CutLine.Way.CUT_BEFORE_COMMIT, CutLine.Way.CUT);
    CommitInDoubtException lost = catchThrowableOfType(CommitInDoubtException.class, this::number);
    line.set(CutLine.Way.OPEN);

    assertThat(number()).endsWith("-002");
    assertThat(arrived.committed()).isTrue();
    assertThat(lost.committed()).isFalse();
  }

  /** It would not find its own mark, and do it again. */
  @Test
  void a_database_that_another_gateway_wrote_meanwhile_is_written_no_more() {
    assertThat(number()).endsWith("-001");
    line.set(CutLine.Way.CUT_BEHIND_COMMIT, CutLine.Way.CUT);
    CommitInDoubtException arrived =
        catchThrowableOfType(CommitInDoubtException.class, this::number);
    try (OperationsStore other =
        PostgresOperationsStore.open(PostgresAddress.of(PostgresServer.url(DATABASE)))) {
      assertThat(other.<String>transact(tx -> tx.nextOrderNumber(Given.DAY))).endsWith("-003");
    }
    line.set(CutLine.Way.OPEN);

    assertThatThrownBy(arrived::committed)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("was written by another gateway")
        .hasMessageContaining("start this one anew");
    assertThatThrownBy(this::number).hasMessageContaining("was written by another gateway");
  }

  /**
   * A standby took over that had not heard the last of it: what was cut off is not there either.
   */
  @Test
  void a_database_that_was_set_back_is_written_on() {
    assertThat(number()).endsWith("-001");
    String before = mark();
    assertThat(number()).endsWith("-002");
    line.set(CutLine.Way.CUT_BEHIND_COMMIT, CutLine.Way.CUT);
    CommitInDoubtException lost = catchThrowableOfType(CommitInDoubtException.class, this::number);
    PostgresServer.execute(DATABASE, "UPDATE last_commit SET mark = '" + before + "'");
    line.set(CutLine.Way.OPEN);

    assertThat(lost.committed()).isFalse();
    assertThat(number()).isNotEmpty();
  }

  private static String mark() {
    return PostgresServer.ask(DATABASE, "SELECT mark FROM last_commit");
  }

  @Test
  void a_mark_that_is_gone_is_told() {
    assertThat(number()).endsWith("-001");
    String before = mark();
    PostgresServer.execute(DATABASE, "DELETE FROM last_commit");
    assertThatThrownBy(this::number)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("start this one anew");
    PostgresServer.execute(DATABASE, "INSERT INTO last_commit (mark) VALUES ('" + before + "')");
    assertThat(number()).endsWith("-002");
  }

  @Test
  void what_the_rules_found_is_written_once_whatever_was_cut() throws Exception {
    OperationsDesk desk = new OperationsDesk(store);
    desk.start();
    try (desk) {
      for (CutLine.Way way :
          new CutLine.Way[] {CutLine.Way.CUT_BEHIND_COMMIT, CutLine.Way.CUT_BEFORE_COMMIT}) {
        line.set(way, CutLine.Way.CUT);
        CompletableFuture<String> found = desk.record(tx -> tx.nextOrderNumber(Given.DAY));
        org.awaitility.Awaitility.await().until(desk::failing);
        assertThat(desk.ask(tx -> tx.nextOrderNumber(Given.DAY))).isCompletedExceptionally();
        line.set(CutLine.Way.OPEN);
        assertThat(found.get(30, TimeUnit.SECONDS))
            .endsWith(way == CutLine.Way.CUT_BEHIND_COMMIT ? "-001" : "-002");
      }
      assertThat(desk.failing()).isFalse();
    }
    assertThat(number()).endsWith("-003");
  }

  @Test
  void after_the_server_ended_all_connections_nobody_notices() {
    assertThat(number()).endsWith("-001");
    assertThat(cursor("none")).isEmpty();
    PostgresServer.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + DATABASE
            + "'");
    assertThat(cursor("none")).isEmpty();
    assertThat(number()).endsWith("-002");
  }

  @Test
  void a_silent_server_is_given_up_and_found_again() {
    assertThat(number()).endsWith("-001");
    line.set(CutLine.Way.SILENT);
    assertThatThrownBy(this::number)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(DATABASE);
    assertThatThrownBy(() -> cursor("none")).isInstanceOf(StoreUnavailableException.class);
    line.set(CutLine.Way.OPEN);
    assertThat(number()).endsWith("-002");
  }

  /** Whoever looks at the console meanwhile is not left waiting for each list of it. */
  @Test
  void while_the_server_is_known_to_be_away_nobody_waits_to_read() {
    assertThat(cursor("none")).isEmpty();
    line.set(CutLine.Way.SILENT);
    List<CompletableFuture<Optional<Long>>> waiting = new ArrayList<>();
    for (int reader = 0; reader < 12; reader++) {
      waiting.add(CompletableFuture.supplyAsync(() -> cursor("none"), Thread::startVirtualThread));
    }
    assertThat(waiting)
        .allSatisfy(
            reader ->
                assertThat(reader)
                    .failsWithin(Duration.ofSeconds(8))
                    .withThrowableThat()
                    .withCauseInstanceOf(StoreUnavailableException.class));
    long before = System.nanoTime();
    for (int again = 0; again < 20; again++) {
      assertThatThrownBy(() -> cursor("none")).hasMessageContaining(DATABASE);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    line.set(CutLine.Way.OPEN);
    assertThat(number()).endsWith("-001");
    assertThat(cursor("none")).isEmpty();
  }

  /** SIGTERM has five seconds for the whole gateway. */
  @Test
  void a_store_whose_server_is_silent_closes_soon() {
    CompletableFuture<String> waiting =
        CompletableFuture.supplyAsync(
            () ->
                store.transact(
                    tx -> {
                      String number = tx.nextOrderNumber(Given.DAY);
                      line.set(CutLine.Way.SILENT);
                      return number + tx.nextOrderNumber(Given.DAY);
                    }));
    org.awaitility.Awaitility.await().until(() -> line.way() == CutLine.Way.SILENT);
    long before = System.nanoTime();
    store.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    assertThat(waiting).failsWithin(Duration.ofSeconds(5));
  }

  /** The server believes in a session whose line is cut: it would keep the seat for minutes. */
  @Test
  void the_own_session_of_before_does_not_keep_the_seat() {
    assertThat(number()).endsWith("-001");
    line.silenceStanding();
    assertThat(number()).endsWith("-002");
  }

  @Test
  void a_second_gateway_is_refused_and_told_who_writes() {
    PostgresDialect second =
        new PostgresDialect(new PostgresDatabase(address(""), Duration.ofMillis(400)));
    assertThatThrownBy(() -> PostgresOperationsStore.open(second))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("in use by the gateway \"zhiban " + ProcessHandle.current().pid())
        .hasMessageContaining("from 127.0.0.1 since 20");
    store.close();
    PostgresOperationsStore.open(second).close();
  }
}
