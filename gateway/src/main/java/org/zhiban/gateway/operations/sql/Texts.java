package org.zhiban.gateway.operations.sql;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Binds texts as the database keeps them. */
final class Texts extends AbstractArgumentFactory<String> {
  private final Dialect dialect;

  Texts(Dialect dialect) {
    super(Types.VARCHAR);
    this.dialect = dialect;
  }

  /** A device may send the character 0, which PostgreSQL cannot keep: it is shown as unreadable. */
  static String withoutZero(String given) {
    return given.replace('\0', '\uFFFD');
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    return (position, statement, _) -> statement.setString(position, dialect.text(value));
  }
}
