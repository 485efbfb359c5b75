package org.zhiban.gateway.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to the schema of this version, and refuses one that it must not touch. */
public final class SqliteSchema {
  private final SqliteFile file;
  private final String[] locations;

  /** The schema is the sum of the migrations in the given places of the class path. */
  public SqliteSchema(SqliteFile file, String... locations) {
    this.file = file;
    this.locations = locations.clone();
  }

  /**
   * Checks the pages of the file, then applies what is missing.
   *
   * @throws StoreUnavailableException where the file is damaged, newer than this version, or cannot
   *     be opened; the message says what to do
   */
  public void prepare() {
    try {
      checkPages();
      migrate();
    } catch (SQLException e) {
      throw SqliteFailures.unavailable(file.path(), e);
    }
  }

  private void checkPages() throws SQLException {
    try (Connection connection = file.openToWrite()) {
      String found = SqliteFile.pragma(connection, "quick_check(1)");
      if (!found.equals("ok")) {
        throw new StoreUnavailableException(
            file.path() + " " + SqliteFailures.damaged(file.path(), found));
      }
    }
  }

  private void migrate() {
    Flyway flyway = Flyway.configure().dataSource(file.source()).locations(locations).load();
    refuseNewer(flyway);
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailableException(
          file.path() + " cannot be brought to this version: " + e.getMessage(), e);
    }
  }

  private void refuseNewer(Flyway flyway) {
    Optional<MigrationInfo> newer =
        Arrays.stream(flyway.info().all())
            .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
            .reduce((_, last) -> last);
    newer.ifPresent(
        migration -> {
          throw new StoreUnavailableException(
              file.path()
                  + " was written by a newer version (schema "
                  + migration.getVersion()
                  + "). Start that version, or choose another folder with --data DIR.");
        });
  }
}
