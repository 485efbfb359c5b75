package org.zhiban.gateway.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One PostgreSQL database and the ways to open it. A commit is on the server's disk when it
 * returns: {@code synchronous_commit} and {@code fsync} are asked back on every opening. Nothing
 * waits for ever: connecting, a statement and an answer each have their time.
 */
public final class PostgresDatabase {
  /** The oldest release that is taken. */
  static final int OLDEST = 14;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Until the server has let the gateway in. */
  private static final Duration LOGIN = Duration.ofSeconds(8);

  /** The server gives up a statement before the gateway gives up the server. */
  private static final Duration STATEMENT = Duration.ofSeconds(15);

  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration LONG_ANSWER = Duration.ofMinutes(30);

  /** Sessions of a machine that is gone are ended by the server within a minute. */
  private static final String NOTICED =
      "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;"
          + " SET tcp_user_timeout = '30s'";

  private static final String WRITING = "; SET idle_in_transaction_session_timeout = '60s'";

  /** A rehearsal thinks between its questions. */
  private static final String READING =
      "; SET idle_in_transaction_session_timeout = '10min'; SET default_transaction_isolation ="
          + " 'repeatable read'; SET default_transaction_read_only = on";

  private final PostgresAddress address;
  private final WriterSeat seat;

  public PostgresDatabase(PostgresAddress address) {
    this(address, WriterSeat.PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long to wait for the writer's seat
   */
  public PostgresDatabase(PostgresAddress address, Duration patience) {
    this.address = address;
    this.seat = new WriterSeat(address, patience);
  }

  /** For people: database and host. */
  public String name() {
    return "the database " + address;
  }

  /** Says why it cannot be used, and what to do. */
  public StoreUnavailableException unavailable(SQLException e) {
    return PostgresFailures.unavailable(name(), address.user(), e);
  }

  /**
   * For the one writer of a database: nobody else takes its seat as long as the connection lasts.
   *
   * @throws StoreUnavailableException where somebody else has it, or the server does not keep what
   *     it is given
   */
  public Connection openToWrite() throws SQLException {
    return opened(STATEMENT, ANSWER, WRITING, true);
  }

  /** For readers beside it: a transaction sees the state in which it began, and cannot write. */
  public Connection openToRead() throws SQLException {
    return opened(STATEMENT, ANSWER, READING, false);
  }

  /** For the one writer that carries a whole site: a statement may take long. */
  public Connection openToFill() throws SQLException {
    return opened(Duration.ZERO, LONG_ANSWER, "", true);
  }

  /**
   * For reading a whole site in the state of one moment, from the writer's seat: nobody writes it
   * meanwhile.
   *
   * @throws StoreUnavailableException as {@link #openToWrite}
   */
  public Connection openToCopy() throws SQLException {
    return opened(Duration.ZERO, LONG_ANSWER, READING, true);
  }

  private Connection opened(Duration statement, Duration answer, String more, boolean writing)
      throws SQLException {
    Connection connection = connect(settings(answer));
    try (Statement setting = connection.createStatement()) {
      setting.execute(session(statement, more));
      PostgresPromises.require(connection, name(), writing);
      if (writing) {
        seat.take(connection);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private Connection connect(Properties settings) throws SQLException {
    Connection connection = new Driver().connect(address.bare(), settings);
    if (connection == null) {
      throw new SQLException("the driver does not take " + address.bare());
    }
    return connection;
  }

  /**
   * What a session is set to once it is open: a pooler between refuses to be told when it is opened
   * (pgbouncer.org/config.html#ignore_startup_parameters).
   */
  private String session(Duration statement, String more) {
    String schema = PGProperty.CURRENT_SCHEMA.getOrDefault(address.settings());
    return "SET statement_timeout = "
        + statement.toMillis()
        + "; "
        + NOTICED
        + more
        + (schema == null ? "" : "; SET search_path = " + schema);
  }

  private Properties settings(Duration answer) throws SQLException {
    Properties settings = address.settings();
    settings.remove(PGProperty.CURRENT_SCHEMA.getName());
    PGProperty.APPLICATION_NAME.set(settings, seat.name());
    atMost(settings, PGProperty.CONNECT_TIMEOUT, CONNECT);
    atMost(settings, PGProperty.LOGIN_TIMEOUT, LOGIN);
    atMost(settings, PGProperty.SOCKET_TIMEOUT, answer);
    PGProperty.TCP_KEEP_ALIVE.set(settings, true);
    if (!PGProperty.SOCKET_FACTORY.isPresent(settings)) {
      PGProperty.SOCKET_FACTORY.set(settings, ProbedSockets.class.getName());
    }
    // The detail of an error repeats the row, which is nothing for a log.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(settings, false);
    PGProperty.REWRITE_BATCHED_INSERTS.set(settings, true);
    return settings;
  }

  /** An address may ask for less patience, never for more. */
  private static void atMost(Properties settings, PGProperty property, Duration time)
      throws SQLException {
    int given = property.isPresent(settings) ? property.getInt(settings) : 0;
    int most = (int) time.toSeconds();
    property.set(settings, given > 0 ? Math.min(given, most) : most);
  }

  /** Connections that change the schema, for what asks for a source of them. */
  DataSource source() throws SQLException {
    PGSimpleDataSource source = new SetSource(session(Duration.ZERO, ""));
    source.setUrl(address.bare());
    Properties settings = settings(LONG_ANSWER);
    for (String name : settings.stringPropertyNames()) {
      source.setProperty(name, settings.getProperty(name));
    }
    return source;
  }

  /** Connections that are set once they are open. */
  @SuppressWarnings("serial") // nobody writes it down
  private static final class SetSource extends PGSimpleDataSource {
    private final String session;

    SetSource(String session) {
      this.session = session;
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password)
        throws SQLException {
      Connection connection = super.getConnection(user, password);
      try (Statement setting = connection.createStatement()) {
        setting.execute(session);
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
  }

  /** What the server answers to a question of one value. */
  static String ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      String value = answer.next() ? answer.getString(1) : "";
      return value == null ? "" : value;
    }
  }
}
