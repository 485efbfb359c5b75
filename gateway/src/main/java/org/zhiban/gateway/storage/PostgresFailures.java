package org.zhiban.gateway.storage;

import java.sql.SQLException;

/** PostgreSQL's errors in words for the person who must do something about them. */
public final class PostgresFailures {
  private PostgresFailures() {}

  /**
   * Whether the connection is gone, so that nobody heard what became of the statement under way
   * (SQLSTATE classes 08 and 57P, postgresql.org/docs/current/errcodes-appendix.html).
   */
  public static boolean lost(SQLException e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
  }

  /**
   * Whether the server understood and refused what was to be written: a constraint, a value out of
   * its range, an entry too long for an index, or a transaction that an earlier refusal ended.
   */
  public static boolean refused(SQLException e) {
    String state = state(e);
    return state.startsWith("23")
        || state.startsWith("22")
        || state.startsWith("54")
        || state.equals("25P02");
  }

  /** The user lacks a right. */
  static boolean forbidden(SQLException e) {
    return state(e).equals("42501");
  }

  /** What is referred to is not there. */
  public static boolean missingReference(SQLException e) {
    return state(e).equals("23503");
  }

  /** Says which database cannot be used, why, and what to do. */
  static StoreUnavailableException unavailable(String name, String user, SQLException e) {
    return new StoreUnavailableException(name + " " + trouble(user, e), e);
  }

  private static String trouble(String user, SQLException e) {
    String state = state(e);
    String words = words(e);
    return switch (state) {
      case "08001", "08004" ->
          "cannot be reached (" + words + "). Does the server run, and is the host right?";
      case "28P01" ->
          "does not let "
              + user
              + " in: the password is wrong or missing. Set the one that the site's line takes.";
      case "28000" ->
          "does not let "
              + user
              + " in ("
              + words
              + "). Make that user, or allow it in pg_hba.conf.";
      case "3D000" ->
          "does not exist. Make it with CREATE DATABASE ... OWNER "
              + user
              + " ENCODING 'UTF8' TEMPLATE template0, or name another in the site.";
      case "42501" ->
          "does not let "
              + user
              + " make tables ("
              + words
              + "). Let it own the database, or GRANT CREATE, USAGE ON SCHEMA public TO it.";
      case "53100" -> "cannot be written: the server's disk is full. Free space there.";
      case "53300" -> "takes no more connections (" + words + "). Raise max_connections there.";
      case "25006" -> "cannot be written (" + words + "). Name the primary server.";
      case "57014" -> "did not answer in time (" + words + ").";
      case "57P03" -> "is just starting or stopping (" + words + "). It is tried again.";
      default ->
          lost(e)
              ? "was lost (" + words + "). It is tried again."
              : "failed: " + words + " (SQLSTATE " + state + ").";
    };
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }

  /** One line; the driver's own hints about addresses come after the first sentence. */
  private static String words(SQLException e) {
    Throwable cause = e.getCause();
    String words = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
    return cause == null || cause.getMessage() == null || words.contains(cause.getMessage())
        ? words
        : words + " " + cause.getMessage();
  }
}
