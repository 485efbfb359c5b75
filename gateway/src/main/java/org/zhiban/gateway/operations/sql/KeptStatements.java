package org.zhiban.gateway.operations.sql;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Keeps the statements of a connection, since preparing one anew costs SQLite as much as running
 * it. One that is in use is prepared once more; the longest unused are closed. Of one thread at a
 * time, as its connection.
 */
final class KeptStatements implements StatementBuilder {
  private static final int MOST = 100;

  private final StatementBuilder plain = new DefaultStatementBuilder();
  private final Map<String, PreparedStatement> unused = new LinkedHashMap<>();

  /** By the text that was prepared: at its end a statement is named by the text with names. */
  private final IdentityHashMap<Statement, String> used = new IdentityHashMap<>();

  @Override
  public Statement create(Connection connection, StatementContext context) throws SQLException {
    return plain.create(connection, context);
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement kept = unused.remove(sql);
    PreparedStatement statement = kept == null ? plain.create(connection, sql, context) : kept;
    used.put(statement, sql);
    return statement;
  }

  @Override
  public CallableStatement createCall(Connection connection, String sql, StatementContext context)
      throws SQLException {
    return plain.createCall(connection, sql, context);
  }

  @Override
  public void close(Connection connection, String sql, Statement statement) throws SQLException {
    String prepared = used.remove(statement);
    if (prepared == null || unused.containsKey(prepared)) {
      statement.close();
      return;
    }
    ((PreparedStatement) statement).clearParameters();
    unused.put(prepared, (PreparedStatement) statement);
    if (unused.size() > MOST) {
      var eldest = unused.entrySet().iterator();
      PreparedStatement longest = eldest.next().getValue();
      eldest.remove();
      longest.close();
    }
  }

  /** The connection is closed, and its statements with it. */
  @Override
  public void close(Connection connection) {
    unused.clear();
    used.clear();
  }
}
