package org.zhiban.gateway.storage;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * The one writer's place at a database: an advisory lock of its session, which the server gives
 * back when the session ends. A session of the same gateway that the server still believes in,
 * since nothing told it that the line was cut, is ended.
 */
final class WriterSeat {
  private static final String LOCK =
      "1514686786, hashtext(coalesce(current_schema(), ''))"; // "ZHIB"

  /** A gateway that was killed leaves its place within moments. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int LONGEST_NAME = 63;

  private static final String HOLDER =
      """
      SELECT l.pid, a.application_name, coalesce(host(a.client_addr), 'the server itself'),
        to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
      FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND l.classid = 1514686786
        AND l.objid = hashtext(coalesce(current_schema(), ''))::bigint & 4294967295
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      """;

  private final PostgresAddress address;
  private final Duration patience;
  private final String name;

  WriterSeat(PostgresAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
    String whole =
        "zhiban "
            + ProcessHandle.current().pid()
            + " "
            + UUID.randomUUID().toString().substring(0, 8)
            + " on "
            + host();
    this.name = whole.substring(0, Math.min(whole.length(), LONGEST_NAME));
  }

  /** What the server's own lists call the sessions of this gateway. */
  String name() {
    return name;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^!-~]", "?");
    } catch (UnknownHostException _) {
      return "an unnamed host";
    }
  }

  /**
   * Takes the place for as long as the connection lasts.
   *
   * @throws SeatTakenException where another gateway keeps it; the message says which
   */
  void take(Connection connection) throws SQLException {
    for (Duration waited = Duration.ZERO; !taken(connection); waited = waited.plus(PAUSE)) {
      String held = heldBy(connection);
      if (waited.compareTo(patience) >= 0) {
        throw new SeatTakenException(
            "the database "
                + address
                + " is in use by "
                + held
                + ". Stop that gateway, or name another database in the site.");
      }
      pause();
    }
  }

  private static boolean taken(Connection connection) throws SQLException {
    return PostgresDatabase.ask(connection, "SELECT pg_try_advisory_lock(" + LOCK + ")")
        .equals("t");
  }

  /** Says who sits there; an earlier session of this gateway is ended. */
  private String heldBy(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HOLDER);
        ResultSet answer = statement.executeQuery()) {
      if (!answer.next()) {
        return "a gateway that is just ending";
      }
      String holder = answer.getString(2);
      if (name.equals(holder)) {
        String _ =
            PostgresDatabase.ask(
                connection, "SELECT pg_terminate_backend(" + answer.getInt(1) + ")");
        return "an earlier connection of this gateway";
      }
      return holder == null || holder.isEmpty()
          ? "a gateway that signs in as another user (process "
              + answer.getInt(1)
              + " of the server)"
          : "the gateway \""
              + holder
              + "\" from "
              + answer.getString(3)
              + " since "
              + answer.getString(4);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("interrupted while waiting for the database", e);
    }
  }
}
