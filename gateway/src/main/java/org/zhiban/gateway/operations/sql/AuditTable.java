package org.zhiban.gateway.operations.sql;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.AuditChain;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Page;

/** Who did what; appended to and read, nothing else. */
record AuditTable(Handle handle) {
  private static final RowMapper<AuditEntry> MAPPER =
      Row.mapper(
          row ->
              new AuditEntry(
                  row.longNumber("number"),
                  new AuditEntry.Draft(
                      row.instant("at"),
                      row.text("actor"),
                      row.text("action"),
                      row.text("subject"),
                      row.text("detail"),
                      row.text("origin")),
                  row.text("hash")));

  Page<AuditEntry> list(Page.Request page) {
    return Select.from("audit")
        .whereGiven("number < :after", "after", page.after().map(AuditTable::number))
        .page(handle, "number DESC", page.limit(), MAPPER, entry -> Long.toString(entry.number()));
  }

  List<AuditEntry> after(long number, int limit) {
    return handle
        .createQuery("SELECT * FROM audit WHERE number > :number ORDER BY number LIMIT :limit")
        .bind("number", number)
        .bind("limit", limit)
        .map(MAPPER)
        .list();
  }

  private static long number(String after) {
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not the \"next\" of a page: " + after, e);
    }
  }

  AuditEntry append(AuditEntry.Draft draft) {
    Optional<AuditEntry> last =
        handle
            .createQuery("SELECT * FROM audit ORDER BY number DESC LIMIT 1")
            .map(MAPPER)
            .findOne();
    AuditEntry entry =
        AuditChain.next(
            last.map(AuditEntry::number).orElse(0L) + 1,
            draft,
            last.map(AuditEntry::hash).orElse(AuditChain.START));
    handle.execute(
        """
        INSERT INTO audit (number, at, actor, action, subject, detail, origin, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entry.number(),
        draft.time(),
        draft.actor(),
        draft.action(),
        draft.subject(),
        draft.detail(),
        draft.origin(),
        entry.hash());
    return entry;
  }
}
