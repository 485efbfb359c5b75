package org.zhiban.gateway.operations.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.Given;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.storage.PostgresAddress;
import org.zhiban.gateway.storage.PostgresDatabase;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.telemetry.PointRef;

/** What is asked of a server, and what is said of one that is not as it should be. */
class PostgresOpeningTest {
  private static final String SECRET = "s3cret";

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // JUnit makes the folder
  PostgresOpeningTest() {}

  private OperationsStore open(String url) {
    return CarriedOperationsStore.open(folder, PostgresAddress.of(url), WorkingCopy.Note.NONE);
  }

  private String refused(String url) {
    try (OperationsStore store = open(url)) {
      throw new AssertionError("opened " + store);
    } catch (StoreUnavailableException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String url(String server, String database, String user) {
    return "jdbc:postgresql://" + server + "/" + database + "?user=" + user + "&password=" + SECRET;
  }

  private static String here() {
    return "127.0.0.1:" + PostgresServer.port();
  }

  @Test
  void a_server_that_is_not_there_is_named() {
    assertThat(refused(url("127.0.0.1:1", "zhiban", "zhiban")))
        .startsWith("the database zhiban at 127.0.0.1:1 cannot be reached")
        .doesNotContain(SECRET);
    assertThat(refused(url("no-such-host.invalid", "zhiban", "zhiban")))
        .startsWith("the database zhiban at no-such-host.invalid cannot be reached")
        .doesNotContain(SECRET);
  }

  @Test
  void who_may_not_sign_in_is_named() {
    PostgresServer.execute("CREATE ROLE locked LOGIN PASSWORD 'another'");
    assertThat(refused(url(here(), "postgres", "locked")))
        .contains("does not let locked in: the password is wrong")
        .doesNotContain(SECRET);
    assertThat(refused(url(here(), "postgres", "nobody")))
        .contains("does not let nobody in")
        .doesNotContain(SECRET);
  }

  @Test
  void who_may_not_make_tables_is_told_how_to_get_the_right() {
    String database = PostgresServer.empty();
    PostgresServer.execute("CREATE ROLE guest LOGIN");
    assertThat(refused(url(here(), database, "guest")))
        .contains("does not let guest make tables")
        .contains("GRANT CREATE");
  }

  @Test
  void a_database_that_does_not_exist_is_named_with_the_way_to_make_it() {
    assertThat(refused(url(here(), "nowhere", "postgres")))
        .contains("the database nowhere at 127.0.0.1")
        .contains("does not exist")
        .contains("CREATE DATABASE");
  }

  @Test
  void a_database_that_does_not_keep_chinese_is_refused() {
    PostgresServer.execute(
        "CREATE DATABASE ascii ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0");
    assertThat(refused(url(here(), "ascii", "postgres"))).contains("SQL_ASCII").contains("UTF8");
  }

  @Test
  void a_database_of_a_newer_version_is_not_touched() {
    String database = PostgresServer.prepared();
    PostgresServer.execute(
        database,
        """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
          checksum, installed_by, execution_time, success)
        VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 1, '', 1, true)
        """);
    assertThat(refused(PostgresServer.url(database))).contains("newer version (schema 99)");
  }

  @Test
  void a_database_that_somebody_else_uses_is_not_touched() {
    String database = PostgresServer.empty();
    PostgresServer.execute(database, "CREATE TABLE guests (name TEXT)");
    assertThat(refused(PostgresServer.url(database))).contains("the database " + database);
  }

  @Test
  void a_schema_of_ones_own_holds_the_tables_and_what_is_in_them() {
    String database = PostgresServer.empty();
    PostgresServer.execute(database, "CREATE SCHEMA tower_b");
    String url = PostgresServer.url(database) + "&currentSchema=tower_b";
    try (OperationsStore store = open(url)) {
      store.transact(
          tx -> {
            tx.cursor("here", 7);
            return true;
          });
      assertThat(store.<Optional<Long>>query(q -> q.cursor("here"))).contains(7L);
    }
    assertThat(PostgresServer.ask(database, "SELECT position FROM tower_b.marker LIMIT 1"))
        .isEqualTo("7");
    assertThat(
            PostgresServer.ask(
                database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
  }

  @Test
  void what_is_no_address_is_not_repeated() {
    assertThatThrownBy(() -> PostgresAddress.of("jdbc:postgresql://u:" + SECRET + "@h/z"))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void commits_are_synced_readers_cannot_write_and_no_connection_shows_the_password()
      throws SQLException {
    String name = PostgresServer.prepared();
    PostgresServer.execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
    PostgresDatabase database =
        new PostgresDatabase(PostgresAddress.of(url(here(), name, "postgres")));
    try (Connection writer = database.openToWrite();
        Connection reader = database.openToRead()) {
      assertThat(asked(writer, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(asked(writer, "SHOW statement_timeout")).isEqualTo("15s");
      assertThat(asked(writer, "SHOW idle_in_transaction_session_timeout")).isEqualTo("1min");
      assertThat(asked(writer, "SHOW tcp_user_timeout")).isEqualTo("30000");
      assertThat(asked(writer, "SHOW tcp_keepalives_idle")).isEqualTo("10");
      assertThat(asked(reader, "SHOW transaction_isolation")).isEqualTo("repeatable read");
      assertThatThrownBy(() -> asked(reader, "DELETE FROM alarm RETURNING id"))
          .hasMessageContaining("read-only");
      assertThat(writer.getMetaData().getURL()).doesNotContain(SECRET);
    }
  }

  /** PgBouncer takes these (pgbouncer.org/config.html, ignore_startup_parameters), and no more. */
  @Test
  void a_connection_is_opened_with_what_a_pooler_takes() throws Exception {
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<List<String>> said =
          CompletableFuture.supplyAsync(() -> startUp(door), Thread::startVirtualThread);
      assertThat(refused(url("127.0.0.1:" + door.getLocalPort(), "zhiban", "z") + SETTINGS))
          .contains("the database zhiban");
      assertThat(said.get(20, TimeUnit.SECONDS))
          .contains("user", "database")
          .isSubsetOf(
              "user", "database", "client_encoding", "DateStyle", "TimeZone", "application_name");
    }
  }

  private static final String SETTINGS = "&currentSchema=site_a&loginTimeout=5";

  /** The names in the first message of a client, whom nobody answers (protocol-message-formats). */
  private static List<String> startUp(ServerSocket door) {
    try (Socket client = door.accept();
        DataInputStream in = new DataInputStream(client.getInputStream())) {
      for (int length = in.readInt(); length == 8; length = in.readInt()) {
        in.readInt(); // the wish for an encrypted line
        client.getOutputStream().write('N');
      }
      in.readInt(); // the version
      List<String> names = new ArrayList<>();
      for (String name = word(in); !name.isEmpty(); name = word(in)) {
        names.add(name);
        String _ = word(in);
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(DataInputStream in) throws IOException {
    StringBuilder word = new StringBuilder();
    for (int letter = in.read(); letter > 0; letter = in.read()) {
      word.append((char) letter);
    }
    return word.toString();
  }

  private static String asked(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() ? String.valueOf(answer.getString(1)) : "";
    }
  }

  @Test
  void the_audit_can_be_neither_changed_nor_shortened() {
    String database = PostgresServer.prepared();
    try (OperationsStore store = open(PostgresServer.url(database))) {
      store.transact(
          tx -> {
            tx.audit(new AuditEntry.Draft(Given.T0, "he\0lin", "sign-in", "", "", "::1"));
            return 0;
          });
      BothSides.same(store, folder, database);
      for (String change :
          new String[] {
            "UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "TRUNCATE audit"
          }) {
        assertThatThrownBy(() -> PostgresServer.execute(database, change))
            .hasMessageContaining("append-only");
      }
    }
    try (OperationsStore there =
        PostgresOperationsStore.openToAsk(PostgresAddress.of(PostgresServer.url(database)))) {
      AuditProof proof = there.query(AuditProof::of);
      assertThat(proof.entries()).isEqualTo(1);
      assertThat(proof.broken()).isEmpty();
    }
  }

  /** A device's own words are taken as they are: a finding that is refused would be lost. */
  @Test
  void no_text_is_too_long_or_has_a_character_too_many() {
    String database = PostgresServer.prepared();
    StoredEvent event =
        new StoredEvent(
            new PointRef("door-1", "event"),
            "id\0" + "x".repeat(1_000),
            "granted".repeat(100),
            Given.T0,
            Instant.EPOCH,
            Optional.empty(),
            Map.of("card", "a\0b"));
    try (OperationsStore store = open(PostgresServer.url(database))) {
      assertThat(store.<Boolean>transact(tx -> tx.keep(event, false))).isTrue();
      assertThat(store.<Boolean>transact(tx -> tx.keep(event, false))).isFalse();
    }
  }

  /** A migration that adds a table has to name it in {@code afterMigrate__texts.sql}. */
  @Test
  void every_text_is_unbounded_and_compared_by_code_points() throws SQLException {
    PostgresDatabase database =
        new PostgresDatabase(PostgresAddress.of(PostgresServer.url(PostgresServer.prepared())));
    try (Connection connection = database.openToRead()) {
      assertThat(
              asked(
                  connection,
                  """
                  SELECT coalesce(string_agg(table_name || '.' || column_name, ', '), '')
                  FROM information_schema.columns
                  WHERE table_schema = current_schema() AND table_name <> 'flyway_schema_history'
                    AND (data_type = 'character varying'
                      OR (data_type = 'text' AND collation_name IS DISTINCT FROM 'C'))
                  """))
          .isEmpty();
    }
  }
}
