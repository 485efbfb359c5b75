package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.storage.SqliteFile;
import org.zhiban.gateway.storage.StoreUnavailableException;

/** What SQLite promises, asked back; and files that are not what they should be. */
class SqliteDamageTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve(SqliteOperationsStore.FILE);
  }

  private void make() {
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      store.transact(
          tx -> {
            for (int i = 0; i < 300; i++) {
              tx.record(Given.raised(Given.alarm("a" + i, "pump-" + i, "low_pressure")));
            }
            tx.audit(
                new AuditEntry.Draft(Given.T0, "he-lin", "acknowledge", "a1", "", "127.0.0.1"));
            return 0;
          });
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = new SqliteFile(file()).openToWrite();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void commits_are_synced_and_references_are_held() throws SQLException {
    for (boolean write : new boolean[] {true, false}) {
      SqliteFile file = new SqliteFile(file());
      try (Connection connection = write ? file.openToWrite() : file.openToRead()) {
        assertThat(SqliteFile.pragma(connection, "journal_mode")).isEqualTo("wal");
        assertThat(SqliteFile.pragma(connection, "synchronous")).isEqualTo("2");
        assertThat(SqliteFile.pragma(connection, "foreign_keys")).isEqualTo("1");
        assertThat(SqliteFile.pragma(connection, "busy_timeout")).isEqualTo("5000");
      }
    }
  }

  @Test
  void a_reader_cannot_write() throws SQLException {
    make();
    try (Connection connection = new SqliteFile(file()).openToRead();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("DELETE FROM alarm_change"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void the_audit_can_be_neither_changed_nor_shortened() {
    make();
    assertThatThrownBy(() -> execute("UPDATE audit SET actor = 'nobody'"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> execute("DELETE FROM audit")).hasMessageContaining("append-only");
  }

  @Test
  void a_file_that_is_no_database_is_named_with_a_way_on() throws IOException {
    Files.writeString(file(), "this is not a database, however long it may be".repeat(200));
    assertDamaged();
  }

  @Test
  void a_database_with_damaged_pages_is_named_with_a_way_on() throws IOException {
    make();
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      for (long page = 1; page < raw.length() / 4096; page++) {
        raw.seek(page * 4096);
        raw.write(new byte[64]);
      }
    }
    assertDamaged();
  }

  private void assertDamaged() {
    assertThatThrownBy(() -> SqliteOperationsStore.open(folder))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(file().toString())
        .hasMessageContaining("damaged")
        .hasMessageContaining("backup");
  }

  @Test
  void a_database_of_a_newer_version_is_not_touched() throws SQLException {
    make();
    execute(
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
          checksum, installed_by, execution_time, success)
        VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, 1)
        """);
    assertThatThrownBy(() -> SqliteOperationsStore.open(folder))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("newer version (schema 99)");
  }

  @Test
  void a_database_that_somebody_else_made_is_not_touched() throws SQLException {
    execute("CREATE TABLE guests (name TEXT)");
    assertThatThrownBy(() -> SqliteOperationsStore.open(folder))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(file().toString());
  }

  @Test
  void a_torn_end_of_the_write_ahead_log_costs_nothing_that_was_committed() throws IOException {
    Path copy = folder.resolve("copy");
    try (OperationsStore store = SqliteOperationsStore.open(folder)) {
      store.transact(tx -> tx.nextOrderNumber(Given.DAY));
      store.transact(
          tx -> {
            tx.record(Given.raised(Given.alarm("a1", "pump-b1", "low_pressure")));
            return 0;
          });
      Files.createDirectory(copy);
      for (String suffix : new String[] {"", "-wal"}) {
        Files.copy(Path.of(file() + suffix), copy.resolve(SqliteOperationsStore.FILE + suffix));
      }
    }
    Path log = copy.resolve(SqliteOperationsStore.FILE + "-wal");
    Files.write(log, new byte[777], java.nio.file.StandardOpenOption.APPEND);
    try (OperationsStore store = SqliteOperationsStore.open(copy)) {
      assertThat(store.<java.util.List<?>>query(OperationsQueries::standingAlarms)).hasSize(1);
    }
  }
}
