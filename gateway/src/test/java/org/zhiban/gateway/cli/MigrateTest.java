package org.zhiban.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.Main;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.OperationsPlace;
import org.zhiban.gateway.operations.sql.PostgresServer;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.storage.DataFolder;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.Secret;

/** {@code migrate}: everything is carried, or nothing. */
class MigrateTest {
  private static final String EMBEDDED = "jdbc:sqlite:operations.db";

  @TempDir Path folder;

  private final String database = PostgresServer.empty();
  private final String url = PostgresServer.url(database);

  private static int migrate(String from, String to, Path data) {
    return Main.run("migrate", "--from", from, "--to", to, "--data", data.toString());
  }

  private void fill(int alarms) {
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      store.transact(
          tx -> {
            for (int i = 0; i < alarms; i++) {
              Alarm alarm = Given.alarm("a" + i, "泵-" + i, "low_pressure");
              tx.record(Given.raised(alarm));
              tx.audit(
                  new AuditEntry.Draft(Given.T0, "he-lin", "acknowledge", alarm.id(), "", "::1"));
            }
            tx.record(
                Given.order("WX-20261121-001", "fault", List.of("a0")),
                Given.change(Given.order("WX-20261121-001", "fault", List.of("a0")), "created"));
            tx.cursor("influx", Long.MAX_VALUE);
            return 0;
          });
    }
  }

  private OperationsPlace there() {
    return new OperationsPlace(folder, Optional.of(new Secret(url)));
  }

  private OperationsPlace embedded() {
    return new OperationsPlace(folder, Optional.empty());
  }

  private static List<Object> all(OperationsPlace place) {
    try (OperationsStore store = place.openToAsk()) {
      return store.<List<Object>>query(
          q ->
              List.of(
                  q.standingAlarms(),
                  q.order("WX-20261121-001"),
                  q.orderHistory("WX-20261121-001"),
                  q.alarmHistory("a0"),
                  q.cursor("influx"),
                  AuditProof.of(q)));
    }
  }

  @Test
  void a_site_goes_to_postgresql_and_back_and_is_the_same() throws IOException {
    fill(1_100);
    List<Object> before = all(embedded());
    byte[] file = Files.readAllBytes(folder.resolve(SqliteOperationsStore.FILE));

    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);

    assertThat(all(there())).isEqualTo(before);
    assertThat(folder.resolve(SqliteOperationsStore.FILE)).hasBinaryContent(file);
    try (OperationsStore store = there().open()) {
      assertThat(store.<String>transact(tx -> tx.nextOrderNumber(Given.DAY))).startsWith("WX-");
    }

    Files.delete(folder.resolve(SqliteOperationsStore.FILE));
    assertThat(migrate(url, EMBEDDED, folder)).isEqualTo(Zhiban.DONE);
    assertThat(all(embedded())).isEqualTo(before);
    try (OperationsStore store = embedded().open()) {
      assertThat(store.<List<?>>query(OperationsQueries::standingAlarms)).hasSize(1_100);
    }
  }

  @Test
  void a_database_that_holds_records_is_refused() {
    fill(2);
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.WRONG_INPUT);
    PostgresServer.execute(
        database, "DELETE FROM alarm_change WHERE alarm = 'a1'; DELETE FROM alarm WHERE id = 'a1'");
    assertThat(migrate(url, EMBEDDED, folder)).isEqualTo(Zhiban.WRONG_INPUT);
  }

  /** As after a command that was killed behind its commit, before it could say so. */
  @Test
  void whatIsThereAlreadyIsFoundAndNoted() throws IOException {
    fill(2);
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
    Path note = folder.resolve("operations.elsewhere");
    String noted = Files.readString(note);
    Files.delete(note);
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
    assertThat(note).hasContent(noted);
    assertThat(migrate(url, EMBEDDED, folder)).isEqualTo(Zhiban.DONE);
    assertThat(note).doesNotExist();
    assertThat(messageOf(embedded())).startsWith("opened");
  }

  @Test
  void nothing_is_carried_from_under_a_gateway_that_runs() {
    fill(1);
    try (DataFolder _ = DataFolder.lock(folder, InstantSource.fixed(Instant.EPOCH))) {
      assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.FAILED);
    }
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
  }

  @Test
  void a_restore_that_was_cut_off_is_ended_before() throws IOException {
    fill(3);
    Path whole = Files.createDirectory(folder.resolve("restore.whole"));
    Files.move(
        folder.resolve(SqliteOperationsStore.FILE), whole.resolve(SqliteOperationsStore.FILE));
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
    try (OperationsStore store = there().openToAsk()) {
      assertThat(store.<List<?>>query(OperationsQueries::standingAlarms)).hasSize(3);
    }
    assertThat(whole).doesNotExist();
  }

  /**
   * The last table that is copied does not take its row: what came before it is not there either.
   */
  @Test
  void what_fails_on_the_way_leaves_the_target_empty() {
    fill(600);
    PostgresServer.prepare(database);
    PostgresServer.execute(
        database, "ALTER TABLE work_order_change ADD CONSTRAINT no_room CHECK (number > 1)");

    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.FAILED);

    PostgresServer.execute(database, "ALTER TABLE work_order_change DROP CONSTRAINT no_room");
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
  }

  @Test
  void the_gateway_starts_on_no_empty_store_beside_a_full_one() throws IOException {
    fill(1);
    assertThat(messageOf(there())).contains("is empty").contains("./zhiban migrate");

    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
    assertThat(messageOf(embedded()))
        .contains("are in the database " + database)
        .doesNotContain("password");
    assertThat(Main.run("audit", "verify", "--data", folder.toString()))
        .isEqualTo(Zhiban.WRONG_INPUT);
  }

  private static String messageOf(OperationsPlace place) {
    return messageOf(place::open);
  }

  private static String messageOf(Supplier<OperationsStore> opening) {
    try (OperationsStore store = opening.get()) {
      return "opened " + store;
    } catch (StoreUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The file of before the move is there still, and says nothing of what came after. */
  @Test
  void nobody_takes_the_file_of_before_for_the_records(@TempDir Path outside) throws IOException {
    fill(2);
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);

    assertThat(messageOf(embedded()::openToAsk)).contains("are in the database " + database);
    Path backup = outside.resolve("backup.zip");
    assertThat(Main.run("backup", backup.toString(), "--data", folder.toString()))
        .isEqualTo(Zhiban.WRONG_INPUT);
    assertThat(backup).doesNotExist();

    String other = PostgresServer.url(PostgresServer.empty());
    assertThat(migrate(EMBEDDED, other, folder)).isEqualTo(Zhiban.WRONG_INPUT);
    assertThat(migrate(other, PostgresServer.url(PostgresServer.empty()), folder))
        .isEqualTo(Zhiban.WRONG_INPUT);
    assertThat(Files.readString(folder.resolve("operations.elsewhere"))).startsWith(database);
    assertThat(migrate(url, other, folder)).isEqualTo(Zhiban.DONE);
  }

  /** Another database is no place to begin anew beside the one that has the records. */
  @Test
  void the_gateway_starts_on_no_empty_database_beside_another() throws IOException {
    fill(1);
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.DONE);
    Files.delete(folder.resolve(SqliteOperationsStore.FILE));

    String other = PostgresServer.empty();
    assertThat(
            messageOf(
                new OperationsPlace(folder, Optional.of(new Secret(PostgresServer.url(other))))))
        .contains("The database " + other)
        .contains("is empty")
        .contains("the database " + database);
    assertThat(messageOf(there())).startsWith("opened");
  }

  @Test
  void wrong_addresses_are_told() {
    assertThat(migrate(EMBEDDED, EMBEDDED, folder)).isEqualTo(Zhiban.USAGE);
    assertThat(migrate(EMBEDDED, "jdbc:mysql://h/z", folder)).isEqualTo(Zhiban.USAGE);
    assertThat(migrate(EMBEDDED, "jdbc:sqlite:/elsewhere.db", folder)).isEqualTo(Zhiban.USAGE);
    assertThat(migrate(EMBEDDED, url + "${env:NO_SUCH_VARIABLE}", folder)).isEqualTo(Zhiban.USAGE);
    assertThat(migrate(EMBEDDED, url, folder)).isEqualTo(Zhiban.WRONG_INPUT);
  }
}
