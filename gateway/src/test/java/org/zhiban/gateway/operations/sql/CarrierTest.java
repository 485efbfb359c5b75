package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.MemoryChange;
import org.zhiban.rules.alarm.RuleMemory;

/**
 * The line to the server is cut, falls silent, and comes back: here everything goes on, and there
 * it is in the end, once.
 */
@Timeout(120)
class CarrierTest {
  private static final String DATABASE = PostgresServer.prepared();

  @TempDir private Path folder;
  private CutLine line;
  private OperationsStore store;

  @SuppressWarnings("NullAway.Init") // set before each test
  CarrierTest() {}

  @BeforeEach
  void open() throws IOException {
    line = new CutLine(PostgresServer.port());
    store = opened();
  }

  /** Without prepared statements each commit goes over the line as a word that it can see. */
  private OperationsStore opened() {
    return CarriedOperationsStore.open(
        folder,
        address("&prepareThreshold=0&loginTimeout=2&socketTimeout=3"),
        WorkingCopy.Note.NONE);
  }

  private PostgresAddress address(String settings) {
    return PostgresAddress.of(PostgresServer.url(line.port(), DATABASE) + settings);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    line.close();
    PostgresServer.clear(DATABASE);
  }

  private void audit(int number) {
    boolean _ =
        store.<Boolean>transact(
            tx -> {
              tx.audit(new AuditEntry.Draft(Given.T0, "lin", "sign-in", "n" + number, "", "::1"));
              return true;
            });
  }

  private static long there(String table) {
    return Long.parseLong(PostgresServer.ask(DATABASE, "SELECT count(*) FROM " + table));
  }

  private String trouble() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> store.following().orElseThrow().trouble().isPresent());
    return store.following().orElseThrow().trouble().orElseThrow();
  }

  @Test
  void what_is_done_while_the_server_is_away_is_there_afterwards_once() {
    audit(1);
    BothSides.same(store, folder, DATABASE);
    line.set(CutLine.Way.CUT);
    assertThatThrownBy(store::requireDatabase)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("the database " + DATABASE)
        .hasMessageContaining("Nothing of this was done.")
        .hasMessageNotContaining("password");
    for (int number = 2; number < 60; number++) {
      audit(number);
    }
    Awaitility.await().until(() -> store.following().orElseThrow().waiting() >= 58);
    assertThat(trouble()).contains(DATABASE);
    assertThat(there("audit")).isEqualTo(1);
    line.set(CutLine.Way.OPEN);
    BothSides.same(store, folder, DATABASE);
    assertThat(there("audit")).isEqualTo(59);
    store.requireDatabase();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CUT_BEHIND_COMMIT", "CUT_BEFORE_COMMIT"})
  void a_commit_whose_answer_is_cut_off_is_done_once(String way) {
    for (int round = 0; round < 5; round++) {
      line.set(CutLine.Way.valueOf(way), round % 2 == 0 ? CutLine.Way.OPEN : CutLine.Way.CUT);
      audit(round);
      Awaitility.await().until(() -> line.way() != CutLine.Way.valueOf(way));
      line.set(CutLine.Way.OPEN);
      BothSides.same(store, folder, DATABASE);
      assertThat(there("audit")).isEqualTo(round + 1);
    }
  }

  @Test
  void a_silent_server_is_given_up_and_found_again() {
    audit(1);
    BothSides.carried(store);
    line.set(CutLine.Way.SILENT);
    assertThatThrownBy(store::requireDatabase).isInstanceOf(StoreUnavailableException.class);
    audit(2);
    assertThat(trouble()).contains(DATABASE);
    line.set(CutLine.Way.OPEN);
    BothSides.same(store, folder, DATABASE);
  }

  @Test
  void after_the_server_ended_all_connections_everything_goes_on() {
    audit(1);
    BothSides.carried(store);
    PostgresServer.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
            + DATABASE
            + "'");
    audit(2);
    BothSides.same(store, folder, DATABASE);
  }

  /** The server believes in a session whose line is cut: it would keep the seat for minutes. */
  @Test
  void the_own_session_of_before_does_not_keep_the_seat() {
    audit(1);
    BothSides.carried(store);
    line.silenceStanding();
    audit(2);
    BothSides.same(store, folder, DATABASE);
  }

  @Test
  void a_gateway_that_starts_while_the_server_is_away_goes_on_from_its_copy() {
    audit(1);
    BothSides.carried(store);
    line.set(CutLine.Way.CUT);
    audit(2);
    store.close();
    store = opened();
    audit(3);
    assertThat(store.<Integer>query(q -> q.auditAfter(0, 10).size())).isEqualTo(3);
    assertThat(there("audit")).isEqualTo(1);
    line.set(CutLine.Way.OPEN);
    BothSides.same(store, folder, DATABASE);
    assertThat(there("audit")).isEqualTo(3);
  }

  @Test
  void a_second_gateway_is_refused_from_the_first_moment_and_told_who_writes(@TempDir Path other) {
    PostgresDialect second =
        new PostgresDialect(new PostgresDatabase(address(""), Duration.ofMillis(400)));
    assertThatThrownBy(() -> CarriedOperationsStore.open(other, second, WorkingCopy.Note.NONE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("in use by the gateway \"zhiban " + ProcessHandle.current().pid())
        .hasMessageContaining("from 127.0.0.1 since 20");
  }

  /** SIGTERM has five seconds for the whole gateway. */
  @Test
  void a_store_whose_server_is_silent_closes_soon_and_keeps_what_waits() {
    audit(1);
    BothSides.carried(store);
    line.set(CutLine.Way.SILENT);
    audit(2);
    long before = System.nanoTime();
    store.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    line.set(CutLine.Way.OPEN);
    store = opened();
    BothSides.same(store, folder, DATABASE);
    assertThat(there("audit")).isEqualTo(2);
  }

  @Test
  void a_row_that_somebody_else_changed_is_told_and_nothing_is_written_over_it() {
    int _ =
        store.<Integer>transact(
            tx -> {
              tx.cursor("influx", 1);
              return 1;
            });
    BothSides.carried(store);
    PostgresServer.execute(DATABASE, "DELETE FROM marker");
    int _ =
        store.<Integer>transact(
            tx -> {
              tx.cursor("influx", 2);
              return 1;
            });
    assertThat(trouble()).contains("table marker has not the row").contains("somebody else");
    Awaitility.await()
        .during(Duration.ofSeconds(2))
        .until(() -> store.following().orElseThrow().trouble().isPresent());
    assertThatThrownBy(store::requireDatabase).isInstanceOf(StoreUnavailableException.class);
  }

  /** The server's own backup was played back while the gateway worked on. */
  @Test
  void a_database_that_was_set_back_within_what_is_kept_is_caught_up() {
    audit(1);
    BothSides.carried(store);
    String before = PostgresServer.ask(DATABASE, "SELECT mark FROM carried");
    line.set(CutLine.Way.CUT);
    audit(2);
    assertThat(trouble()).isNotEmpty();
    assertThat(PostgresServer.ask(DATABASE, "SELECT mark FROM carried")).isEqualTo(before);
    PostgresServer.execute(DATABASE, "UPDATE carried SET mark = 'somebody/7/x'");
    line.set(CutLine.Way.OPEN);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(trouble()).contains("was written by another gateway"));
    assertThat(store.following().orElseThrow().overtaken()).isTrue();
    assertThat(there("audit")).isEqualTo(1);
    PostgresServer.execute(DATABASE, "UPDATE carried SET mark = '" + before + "'");
    BothSides.same(store, folder, DATABASE);
    assertThat(store.following().orElseThrow().overtaken()).isFalse();
  }

  /** An index of PostgreSQL takes no more than a third of a page, SQLite's take anything. */
  @Test
  void no_text_is_too_long_for_an_index() {
    StringBuilder noise = new StringBuilder();
    new Random(1).ints(6_000, 'A', 0x4E00).forEach(letter -> noise.append((char) letter));
    String text = noise.toString().replaceAll("[\\uD800-\\uDFFF]", "x");
    Alarm alarm = Given.alarm("a1", "pump-b1", "low_pressure");
    int _ =
        store.<Integer>transact(
            tx -> {
              boolean _ =
                  tx.keep(
                      new StoredEvent(
                          new PointRef("door-1", "event"),
                          text,
                          text,
                          Given.T0,
                          Instant.EPOCH,
                          Optional.empty(),
                          Map.of()),
                      false);
              tx.record(Given.raised(keyed(alarm, text)));
              WorkOrder order = Given.order(tx.nextOrderNumber(Given.DAY), text, List.of("a1"));
              tx.record(order, Given.change(order, "created"));
              tx.remember(
                  MemoryChange.whole(List.of(new RuleMemory("pump-b1", "rule", text, "{}"))));
              return 1;
            });
    BothSides.same(store, folder, DATABASE);
    int _ =
        store.<Integer>transact(
            tx -> {
              tx.remember(
                  MemoryChange.whole(
                      List.of(new RuleMemory("pump-b1", "rule", text, "{\"a\":1}"))));
              return 1;
            });
    BothSides.same(store, folder, DATABASE);
  }

  private static Alarm keyed(Alarm alarm, String key) {
    return new Alarm(
        alarm.id(),
        alarm.equipment(),
        alarm.rule(),
        key,
        alarm.priority(),
        alarm.lifeSafety(),
        alarm.active(),
        alarm.acknowledged(),
        alarm.latched(),
        alarm.suppression(),
        alarm.quality(),
        alarm.message(),
        alarm.occurrences(),
        alarm.values(),
        alarm.firstSeenAt(),
        alarm.raisedAt(),
        alarm.clearedAt(),
        alarm.acknowledgedAt(),
        alarm.acknowledgedBy());
  }

  /** A device's own words are taken as they are: what is refused there would wait for ever. */
  @Test
  void no_text_is_too_long_or_has_a_character_too_many() {
    StoredEvent event =
        new StoredEvent(
            new PointRef("door-1", "event"),
            "id\0" + "x".repeat(1_000),
            "granted".repeat(100) + "\"\\\u0001\u2028 门禁 \uD83D\uDE00",
            Given.T0,
            Instant.EPOCH,
            Optional.empty(),
            Map.of("card", "a\0b"));
    assertThat(store.<Boolean>transact(tx -> tx.keep(event, false))).isTrue();
    assertThat(store.<Boolean>transact(tx -> tx.keep(event, false))).isFalse();
    BothSides.same(store, folder, DATABASE);
  }

  /**
   * More than is carried at once, in transactions of every size, over a line that fails at will.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatever_is_cut_both_sides_are_the_same_in_the_end(long seed) {
    Random dice = new Random(seed);
    CutLine.Way[] ways = CutLine.Way.values();
    int number = 0;
    for (int step = 0; step < 40; step++) {
      if (dice.nextInt(3) == 0) {
        CutLine.Way way = ways[dice.nextInt(ways.length)];
        line.set(way == CutLine.Way.SILENT ? CutLine.Way.CUT : way);
      }
      int size = dice.nextInt(8) == 0 ? 1_500 : 1 + dice.nextInt(20);
      int from = number;
      int _ =
          store.<Integer>transact(
              tx -> {
                for (int one = 0; one < size; one++) {
                  tx.cursor("c" + dice.nextInt(5), dice.nextLong());
                  tx.audit(new AuditEntry.Draft(Given.T0, "lin", "x", "n" + (from + one), "", ""));
                }
                return tx.nextOrderNumber(Given.DAY).length();
              });
      number += size;
      if (dice.nextInt(12) == 0) {
        store.close();
        line.set(dice.nextBoolean() ? CutLine.Way.OPEN : CutLine.Way.CUT);
        store = opened();
      }
    }
    line.set(CutLine.Way.OPEN);
    BothSides.same(store, folder, DATABASE);
    assertThat(there("audit")).isEqualTo(number);
  }
}
