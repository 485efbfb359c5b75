package org.zhiban.gateway.operations.sql;

import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/** How the model's types stand in columns: moments in milliseconds, dates in ISO 8601. */
final class ColumnTypes {
  static Jdbi teach(Jdbi jdbi) {
    return jdbi.registerArgument(new Moments()).registerArgument(new Dates());
  }

  private static final class Moments extends AbstractArgumentFactory<Instant> {
    Moments() {
      super(Types.BIGINT);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, _) -> statement.setLong(position, value.toEpochMilli());
    }
  }

  private static final class Dates extends AbstractArgumentFactory<LocalDate> {
    Dates() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(LocalDate value, ConfigRegistry config) {
      return (position, statement, _) -> statement.setString(position, value.toString());
    }
  }

  private ColumnTypes() {}
}
