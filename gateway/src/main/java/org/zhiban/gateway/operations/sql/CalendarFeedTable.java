package org.zhiban.gateway.operations.sql;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.model.maintenance.CalendarFeed;

/** Links by which a calendar program fetches visits. */
record CalendarFeedTable(Handle handle) {
  private static final RowMapper<CalendarFeed> MAPPER =
      Row.mapper(
          row ->
              new CalendarFeed(
                  row.text("id"),
                  row.text("owner"),
                  row.optionalText("person"),
                  row.optionalText("equipment"),
                  row.instant("created_at"),
                  row.optionalInstant("revoked_at")));

  Optional<CalendarFeed> find(String id) {
    return handle
        .createQuery("SELECT * FROM calendar_feed WHERE id = :id")
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  List<CalendarFeed> standing() {
    return handle
        .createQuery("SELECT * FROM calendar_feed WHERE revoked_at IS NULL ORDER BY created_at, id")
        .map(MAPPER)
        .list();
  }

  void save(CalendarFeed feed) {
    handle
        .createUpdate(
            """
            INSERT INTO calendar_feed (id, owner, person, equipment, created_at, revoked_at)
            VALUES (:id, :owner, :person, :equipment, :createdAt, :revokedAt)
            ON CONFLICT (id) DO UPDATE SET revoked_at = excluded.revoked_at
            """)
        .bind("id", feed.id())
        .bind("owner", feed.owner())
        .bind("person", feed.person())
        .bind("equipment", feed.equipment())
        .bind("createdAt", feed.createdAt())
        .bind("revokedAt", feed.revokedAt())
        .execute();
  }
}
