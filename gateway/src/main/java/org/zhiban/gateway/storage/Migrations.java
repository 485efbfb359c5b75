package org.zhiban.gateway.storage;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/**
 * The schema as the sum of the migrations in the given places of the class path.
 *
 * @param store what messages call the database
 * @param elsewhere how to get away from a database of a newer version
 */
record Migrations(String store, String elsewhere, List<String> locations) {
  Migrations {
    locations = List.copyOf(locations);
  }

  /**
   * Applies what is missing.
   *
   * @throws StoreUnavailableException where the database is newer than this version, or a migration
   *     fails; the message says what to do
   */
  void apply(DataSource source) {
    Flyway flyway = flyway(source);
    try {
      refuseNewer(flyway);
      flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreUnavailableException(
          store + " cannot be brought to this version: " + e.getMessage(), e);
    }
  }

  /**
   * Whether a newer version wrote the database.
   *
   * @throws SQLException where it cannot be read
   */
  boolean newer(DataSource source) throws SQLException {
    try {
      return newest(flyway(source)).isPresent();
    } catch (FlywayException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
    }
  }

  private Flyway flyway(DataSource source) {
    return Flyway.configure().dataSource(source).locations(locations.toArray(String[]::new)).load();
  }

  /** The newest migration that this version does not have. */
  private static Optional<MigrationInfo> newest(Flyway flyway) {
    return Arrays.stream(flyway.info().all())
        .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS)
        .reduce((_, last) -> last);
  }

  private void refuseNewer(Flyway flyway) {
    newest(flyway)
        .map(MigrationInfo::getVersion)
        .ifPresent(
            newer -> {
              throw new StoreUnavailableException(
                  store
                      + " was written by a newer version (schema "
                      + newer
                      + "). Start that version, or "
                      + elsewhere
                      + ".");
            });
  }
}
