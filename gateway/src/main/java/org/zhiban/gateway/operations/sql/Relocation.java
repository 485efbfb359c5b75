package org.zhiban.gateway.operations.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.storage.StoreUnavailableException;

/**
 * Carries all records from one database to another, in one transaction there: all of them or none.
 * The tables are those that both have; a table of a later version needs no line here.
 */
public final class Relocation {
  private final Dialect from;
  private final Dialect to;
  private final CommitMarks marks;

  Relocation(Dialect from, Dialect to) {
    this.from = from;
    this.to = to;
    this.marks = new CommitMarks(to);
  }

  /** What became of it. */
  public sealed interface Outcome {
    /**
     * Everything is there.
     *
     * @param rows counted in the target, by table
     * @param audit as the target holds it, the same as the source's
     */
    record Carried(Map<String, Long> rows, AuditProof audit) implements Outcome {
      public Carried {
        rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
      }
    }

    /**
     * Nothing was carried, since everything is there already: as many rows in each table, and the
     * same audit. A command that was ended behind its commit finds it so.
     *
     * @param rows counted in the target, by table
     * @param audit as both hold it
     */
    record There(Map<String, Long> rows, AuditProof audit) implements Outcome {
      public There {
        rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
      }
    }

    /** Nothing was carried, and why. */
    record Refused(String reason) implements Outcome {}

    /** The line was cut at the end of it, and why nobody knows whether everything is there. */
    record InDoubt(String reason) implements Outcome {}
  }

  /**
   * Carries everything. Nobody else writes either database meanwhile.
   *
   * @throws StoreUnavailableException where one of the two cannot be used; nothing was carried then
   */
  public Outcome carry() {
    try (Connection target = to.openToFill()) {
      to.prepare();
      try (Connection source = from.openToCopy()) {
        source.setAutoCommit(false);
        target.setAutoCommit(false);
        return carry(source, target);
      } catch (SQLException e) {
        throw failed(e);
      } catch (JdbiException e) {
        throw e.getCause() instanceof SQLException cause ? failed(cause) : e;
      }
    } catch (SQLException e) {
      throw to.unavailable(e);
    }
  }

  /** What a batch repeats of its rows is nobody's business; the error behind it names the rule. */
  private StoreUnavailableException failed(SQLException e) {
    SQLException cause = e.getNextException() == null ? e : e.getNextException();
    return new StoreUnavailableException(
        "From "
            + from.name()
            + " to "
            + to.name()
            + " nothing was carried: "
            + String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; "),
        e);
  }

  private Outcome carry(Connection source, Connection target) throws SQLException {
    if (!version(source).equals(version(target))) {
      return new Outcome.Refused(
          from.name()
              + " has schema "
              + version(source)
              + ", this version "
              + version(target)
              + ": start the gateway on it once, stop it, and carry it then");
    }
    List<String> tables = tables(source);
    tables.retainAll(tables(target)); // others may keep tables of their own beside these
    for (String table : tables) {
      if (count(target, table) > 0) {
        return there(source, target, tables)
            .orElseGet(
                () ->
                    new Outcome.Refused(
                        to.name()
                            + " holds records already (table "
                            + table
                            + "): "
                            + to.roomFor()));
      }
    }
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : tables) {
      rows.put(table, new TableCopy(table, to::text).copy(source, target));
    }
    return judged(source, target, rows);
  }

  /** Empty where the target holds something else than the source. */
  private Optional<Outcome> there(Connection source, Connection target, List<String> tables)
      throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table : tables) {
      rows.put(table, count(target, table));
      if (count(source, table) != rows.get(table)) {
        return Optional.empty();
      }
    }
    AuditProof audit = proof(to, target);
    return proof(from, source).equals(audit)
        ? Optional.of(new Outcome.There(rows, audit))
        : Optional.empty();
  }

  /** Counts both sides and compares the audit before the target commits. */
  private Outcome judged(Connection source, Connection target, Map<String, Long> rows)
      throws SQLException {
    for (Map.Entry<String, Long> copied : rows.entrySet()) {
      long there = count(source, copied.getKey());
      long here = count(target, copied.getKey());
      if (there != here || copied.getValue() != here) {
        return new Outcome.Refused(
            "table "
                + copied.getKey()
                + " has "
                + there
                + " rows in "
                + from.name()
                + ", and "
                + here
                + " came to "
                + to.name());
      }
    }
    AuditProof before = proof(from, source);
    AuditProof after = proof(to, target);
    if (!before.equals(after)) {
      return new Outcome.Refused(
          "the audit ends in " + before.last() + ", and would end in " + after.last());
    }
    return committed(target, new Outcome.Carried(rows, after));
  }

  /** Commits. Where the line is cut before the answer, the target is asked over a new one. */
  private Outcome committed(Connection target, Outcome carried) throws SQLException {
    Optional<String> mark = marks.set(handle(to, target));
    try {
      target.commit();
      return carried;
    } catch (SQLException cut) {
      if (mark.isEmpty() || !to.cutOff(cut)) {
        throw cut;
      }
      CommitMarks.Doubt doubt = marks.doubt(mark.get());
      target.close();
      try (Connection again = to.openToFill()) {
        marks.settle(handle(to, again));
      } catch (SQLException away) {
        return new Outcome.InDoubt(String.valueOf(to.unavailable(away).getMessage()));
      } catch (StoreUnavailableException away) {
        return new Outcome.InDoubt(String.valueOf(away.getMessage()));
      }
      if (doubt.committed().orElse(false)) {
        return carried;
      }
      throw cut;
    }
  }

  private static AuditProof proof(Dialect dialect, Connection connection) {
    return AuditProof.of(new SqlQueries(handle(dialect, connection)));
  }

  /** Closed with the connection, which others still use. */
  private static Handle handle(Dialect dialect, Connection connection) {
    Jdbi jdbi = ColumnTypes.teach(Jdbi.create(() -> connection));
    dialect.teach(jdbi);
    return jdbi.open();
  }

  private static String version(Connection connection) throws SQLException {
    return ask(
            connection,
            "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL"
                + " ORDER BY installed_rank DESC LIMIT 1")
        .orElse("none");
  }

  /** Those of a database that are carried. */
  static List<String> tables(Connection source) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet found =
        source.getMetaData().getTables(null, source.getSchema(), "%", new String[] {"TABLE"})) {
      while (found.next()) {
        String table = found.getString("TABLE_NAME");
        if (!RowCapture.OWN.contains(table) && !table.startsWith("sqlite_")) {
          tables.add(table);
        }
      }
    }
    tables.sort(null);
    return tables;
  }

  private static long count(Connection connection, String table) throws SQLException {
    return Long.parseLong(ask(connection, "SELECT COUNT(*) FROM " + table).orElseThrow());
  }

  private static Optional<String> ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return answer.next() ? Optional.ofNullable(answer.getString(1)) : Optional.empty();
    }
  }
}
