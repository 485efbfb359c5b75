package org.zhiban.gateway.operations.sql;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.LabelRecords;
import org.zhiban.model.label.Label;

/** Labels on equipment and at places. */
record LabelTable(Handle handle) implements LabelRecords {
  private static final RowMapper<Label> MAPPER =
      Row.mapper(
          row ->
              new Label(
                  row.text("id"),
                  row.optionalText("equipment"),
                  row.optionalText("place"),
                  row.instant("created_at"),
                  row.text("created_by"),
                  row.optionalInstant("revoked_at")));

  @Override
  public Optional<Label> find(String id) {
    return handle
        .createQuery("SELECT * FROM label WHERE id = :id")
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  @Override
  public List<Label> standing() {
    return handle
        .createQuery(
            """
            SELECT * FROM label WHERE revoked_at IS NULL
            ORDER BY CASE WHEN equipment IS NULL THEN 1 ELSE 0 END, equipment, place, id
            """)
        .map(MAPPER)
        .list();
  }

  @Override
  public void save(Label label) {
    handle
        .createUpdate(
            """
            INSERT INTO label (id, equipment, place, created_at, created_by, revoked_at)
            VALUES (:id, :equipment, :place, :createdAt, :createdBy, :revokedAt)
            ON CONFLICT (id) DO UPDATE SET revoked_at = excluded.revoked_at
            """)
        .bind("id", label.id())
        .bind("equipment", label.equipment())
        .bind("place", label.place())
        .bind("createdAt", label.createdAt())
        .bind("createdBy", label.createdBy())
        .bind("revokedAt", label.revokedAt())
        .execute();
  }
}
