package org.zhiban.gateway.operations.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.workorder.Permit;

/** Leave to do dangerous work. */
record PermitTable(Handle handle) {
  private static final RowMapper<Permit> MAPPER =
      Row.mapper(
          row ->
              new Permit(
                  row.text("id"),
                  row.word("kind", Permit.Kind.class),
                  row.optionalText("area"),
                  row.optionalText("equipment"),
                  row.text("work"),
                  row.text("holder"),
                  row.optionalText("watch"),
                  row.instant("from_at"),
                  row.instant("until_at"),
                  row.text("issued_by"),
                  row.optionalInstant("ended_at"),
                  row.optionalText("ended_by"),
                  look(row)));

  private static Optional<Permit.SecondLook> look(Row row) throws SQLException {
    Optional<Instant> at = row.optionalInstant("looked_at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Permit.SecondLook(at.get(), row.text("looked_by"), row.text("look_note")));
  }

  Optional<Permit> find(String id) {
    return handle
        .createQuery("SELECT * FROM permit WHERE id = :id")
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  List<Permit> lasting(Instant after) {
    return handle
        .createQuery(
            "SELECT * FROM permit WHERE until_at > :after AND ended_at IS NULL ORDER BY id")
        .bind("after", after)
        .map(MAPPER)
        .list();
  }

  List<Permit> unlooked(Instant after) {
    return handle
        .createQuery(
            """
            SELECT * FROM permit
            WHERE until_at > :after AND kind = 'HOT_WORK' AND looked_at IS NULL
              AND COALESCE(ended_at, until_at) > :after
            ORDER BY id
            """)
        .bind("after", after)
        .map(MAPPER)
        .list();
  }

  Page<Permit> list(Page.Request page) {
    return Select.from("permit")
        .whereGiven("id < :after", "after", page.after())
        .page(handle, "id DESC", page.limit(), MAPPER, Permit::id);
  }

  /** Permits are never deleted, so that their count gives the next number. */
  int countOf(String prefix) {
    return handle
        .createQuery("SELECT COUNT(*) FROM permit WHERE id LIKE :prefix")
        .bind("prefix", prefix + "%")
        .mapTo(Integer.class)
        .one();
  }

  void save(Permit permit) {
    handle
        .createUpdate(
            """
            INSERT INTO permit (
              id, kind, area, equipment, work, holder, watch, from_at, until_at, issued_by,
              ended_at, ended_by, looked_at, looked_by, look_note)
            VALUES (
              :id, :kind, :area, :equipment, :work, :holder, :watch, :fromAt, :untilAt, :issuedBy,
              :endedAt, :endedBy, :lookedAt, :lookedBy, :lookNote)
            ON CONFLICT (id) DO UPDATE SET
              ended_at = excluded.ended_at, ended_by = excluded.ended_by,
              looked_at = excluded.looked_at, looked_by = excluded.looked_by,
              look_note = excluded.look_note
            """)
        .bind("id", permit.id())
        .bind("kind", permit.kind())
        .bind("area", permit.area())
        .bind("equipment", permit.equipment())
        .bind("work", permit.work())
        .bind("holder", permit.holder())
        .bind("watch", permit.watch())
        .bind("fromAt", permit.from())
        .bind("untilAt", permit.until())
        .bind("issuedBy", permit.issuedBy())
        .bind("endedAt", permit.endedAt())
        .bind("endedBy", permit.endedBy())
        .bind("lookedAt", permit.secondLook().map(Permit.SecondLook::at))
        .bind("lookedBy", permit.secondLook().map(Permit.SecondLook::by))
        .bind("lookNote", permit.secondLook().map(Permit.SecondLook::note))
        .execute();
  }
}
