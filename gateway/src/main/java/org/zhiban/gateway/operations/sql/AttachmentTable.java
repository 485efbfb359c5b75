package org.zhiban.gateway.operations.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.AttachmentRecords;
import org.zhiban.model.attachment.Attachment;
import org.zhiban.model.attachment.FileType;
import org.zhiban.model.attachment.Signature;

/** Photographs, signatures and documents of orders. */
record AttachmentTable(Handle handle) implements AttachmentRecords {
  private static final RowMapper<Attachment> MAPPER =
      Row.mapper(
          row ->
              new Attachment(
                  row.text("id"),
                  row.text("work_order"),
                  row.word("kind", Attachment.Kind.class),
                  row.text("name"),
                  row.word("type", FileType.class),
                  row.longNumber("size"),
                  row.text("sha256"),
                  signature(row),
                  row.optionalText("line").stream().mapToInt(Integer::parseInt).findFirst(),
                  row.optionalText("note"),
                  row.optionalInstant("taken_at"),
                  row.text("added_by"),
                  row.instant("added_at"),
                  removal(row)));

  private static Optional<Signature> signature(Row row) throws SQLException {
    return row.optionalText("signed_as").isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Signature(row.word("signed_as", Signature.Signer.class), row.text("signed_by")));
  }

  private static Optional<Attachment.Removal> removal(Row row) throws SQLException {
    Optional<Instant> at = row.optionalInstant("removed_at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(new Attachment.Removal(row.text("removed_by"), at.get()));
  }

  @Override
  public List<Attachment> of(String order) {
    return handle
        .createQuery(
            """
            SELECT * FROM order_attachment WHERE work_order = :order AND removed_at IS NULL
            ORDER BY added_at, id
            """)
        .bind("order", order)
        .map(MAPPER)
        .list();
  }

  @Override
  public Optional<Attachment> one(String id) {
    return handle
        .createQuery("SELECT * FROM order_attachment WHERE id = :id")
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  @Override
  public List<Attachment> kept() {
    return handle
        .createQuery("SELECT * FROM order_attachment WHERE NOT erased ORDER BY id")
        .map(MAPPER)
        .list();
  }

  @Override
  public List<Attachment> removedBefore(Instant time) {
    return handle
        .createQuery(
            """
            SELECT * FROM order_attachment
            WHERE removed_at IS NOT NULL AND NOT erased AND removed_at < :time
            ORDER BY removed_at, id
            """)
        .bind("time", time)
        .map(MAPPER)
        .list();
  }

  @Override
  public void add(Attachment attachment) {
    handle
        .createUpdate(
            """
            INSERT INTO order_attachment (
              id, work_order, kind, name, type, size, sha256, signed_as, signed_by, line, note,
              taken_at, added_by, added_at, erased)
            VALUES (
              :id, :order, :kind, :name, :type, :size, :sha256, :signedAs, :signedBy, :line, :note,
              :takenAt, :addedBy, :addedAt, :erased)
            """)
        .bind("id", attachment.id())
        .bind("order", attachment.workOrder())
        .bind("kind", attachment.kind())
        .bind("name", attachment.name())
        .bind("type", attachment.type())
        .bind("size", attachment.size())
        .bind("sha256", attachment.sha256())
        .bind("signedAs", attachment.signature().map(Signature::as))
        .bind("signedBy", attachment.signature().map(Signature::name))
        .bind("line", attachment.line().stream().boxed().findFirst())
        .bind("note", attachment.note())
        .bind("takenAt", attachment.takenAt())
        .bind("addedBy", attachment.addedBy())
        .bind("addedAt", attachment.addedAt())
        .bind("erased", false)
        .execute();
  }

  @Override
  public void remove(Attachment removed) {
    handle
        .createUpdate(
            "UPDATE order_attachment SET removed_by = :by, removed_at = :at WHERE id = :id")
        .bind("by", removed.removed().orElseThrow().by())
        .bind("at", removed.removed().orElseThrow().at())
        .bind("id", removed.id())
        .execute();
  }

  @Override
  public void erased(String id) {
    handle
        .createUpdate("UPDATE order_attachment SET erased = :erased WHERE id = :id")
        .bind("erased", true)
        .bind("id", id)
        .execute();
  }
}
