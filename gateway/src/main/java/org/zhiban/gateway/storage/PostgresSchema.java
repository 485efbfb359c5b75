package org.zhiban.gateway.storage;

import java.sql.SQLException;
import java.util.List;

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
    }
  }
}
