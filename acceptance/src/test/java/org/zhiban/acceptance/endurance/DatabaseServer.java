package org.zhiban.acceptance.endurance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.zhiban.drivers.FreePort;

/** A PostgreSQL server that goes and comes back with what it had. */
final class DatabaseServer implements AutoCloseable {
  private final Path records;
  private final int port = FreePort.tcp();
  private EmbeddedPostgres server;
  private boolean there = true;

  DatabaseServer(Path records) {
    this.records = records;
    this.server = started();
  }

  private EmbeddedPostgres started() {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(records)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("fsync", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a site says that keeps its operations there. */
  String line() {
    return "\ndatabase: \"jdbc:postgresql://127.0.0.1:"
        + port
        + "/postgres?user=postgres&password=x\"\n";
  }

  void leave() {
    close();
  }

  /** Nothing happens where it is there. */
  void comeBack() {
    if (!there) {
      server = started();
      there = true;
    }
  }

  /** What it answers to a question for a number. */
  int count(String question) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (there) {
      there = false;
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
