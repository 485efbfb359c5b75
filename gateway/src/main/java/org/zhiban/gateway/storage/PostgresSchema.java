package org.zhiban.gateway.storage;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Brings a database to the schema of this version, and refuses one that it must not touch. */
public final class PostgresSchema {
  private final PostgresDatabase database;
  private final Migrations migrations;

  /** The schema is the sum of the migrations in the given places of the class path. */
  public PostgresSchema(PostgresDatabase database, String... locations) {
    this.database = database;
    this.migrations =
        new Migrations(database.name(), "name another database in the site", List.of(locations));
  }

  /**
   * Applies what is missing. Whoever asks has the writer's seat.
   *
   * @throws StoreUnavailableException where the database is newer than this version, holds what is
   *     not the gateway's, or cannot be changed; the message says what to do
   */
  public void prepare() {
    try {
      migrations.apply(database.source());
    } catch (SQLException e) {
      throw database.unavailable(e);
    } catch (StoreUnavailableException e) {
      throw forbidden(e).map(database::unavailable).orElse(e);
    }
  }

  /** That tables may not be made is said in words of its own. */
  private static Optional<SQLException> forbidden(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && PostgresFailures.forbidden(sql)) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }
}
