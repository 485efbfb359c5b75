package org.zhiban.gateway.operations.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.zhiban.gateway.storage.PostgresAddress;

/**
 * One PostgreSQL server of this machine for all tests of a JVM, with as many databases as asked.
 */
public final class PostgresServer {
  /** Where there is one, a file system whose syncs cost nothing. */
  private static final Path MEMORY = Path.of("/dev/shm");

  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  /** Migrated once; its copies are made faster than migrated anew. */
  private static final String MODEL = model();

  private PostgresServer() {}

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres.Builder server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("hba_file", "'" + whoMaySignIn() + "'")
              .setServerConfig("autovacuum", "off")
              .setServerConfig("log_min_messages", "FATAL");
      if (Files.isWritable(MEMORY)) {
        server.setDataDirectory(Files.createTempDirectory(MEMORY, "zhiban-pg"));
      }
      return server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everybody, and the user {@code locked} with a password alone. */
  private static Path whoMaySignIn() throws IOException {
    Path file = Files.createTempFile("pg_hba", ".conf");
    file.toFile().deleteOnExit();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return Files.writeString(
        file,
        """
        host all locked 127.0.0.1/32 scram-sha-256
        host all all 127.0.0.1/32 trust
        local all all trust
        """);
  }

  private static String model() {
    String name = empty();
    prepare(name);
    return name;
  }

  /** Gives a database the schema of this version. */
  public static void prepare(String database) {
    PostgresOperationsStore.at(PostgresAddress.of(url(database))).prepare();
  }

  /** A database without a table. */
  public static String empty() {
    String name = "zhiban_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return name;
  }

  /** A database with the schema of this version, and nothing in it. */
  public static String prepared() {
    String name = "zhiban_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + MODEL + " STRATEGY FILE_COPY");
    return name;
  }

  /** Takes every record out of a database; in this role the audit's own guard is asleep. */
  public static void clear(String database) {
    execute(
        database,
        """
        SET session_replication_role = replica;
        TRUNCATE order_attachment, order_cost, order_consent, order_approval, visit_draw, visit_answer, order_report,
          alarm, alarm_change, rule_memory, work_order, work_order_alarm, work_order_change,
          order_number, pending_order, occurrence, event, account, session, answer, audit, marker,
          commissioning, escalation, delivery, delivery_alarm, permit, order_link, self_cleared, calendar_feed, schedule_note, visit_counter,
          corrective_order, label, notice, notice_change, notice_number, paper_reminder, patrol_walk, patrol_proof, order_reminder, handover, handover_signature, control_log, lendable, loan, overlooked, meter, meter_reading, part, part_movement, period_report, order_samples;
        UPDATE carried SET mark = ''
        """);
  }

  /** Where a database is. */
  public static String url(String database) {
    return url(SERVER.getPort(), database);
  }

  /** The same behind another port. */
  public static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&password=x";
  }

  public static int port() {
    return SERVER.getPort();
  }

  /** Runs a statement as the server's owner, beside all databases. */
  public static void execute(String sql) {
    execute("postgres", sql);
  }

  /** What a database answers to a question of one value. */
  static String ask(String database, String question) {
    try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same in a database. */
  public static void execute(String database, String sql) {
    try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
