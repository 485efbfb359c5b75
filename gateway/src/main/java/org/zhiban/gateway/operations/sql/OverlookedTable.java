package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.zhiban.gateway.operations.OverlookedRecords;
import org.zhiban.rules.overlooked.Overlooked;

/** What was told once. */
record OverlookedTable(Handle handle) implements OverlookedRecords {
  @Override
  public boolean first(Overlooked.Found found, Instant at) {
    return handle
            .createUpdate(
                """
                INSERT INTO overlooked (kind, subject, told_at) VALUES (:kind, :subject, :at)
                ON CONFLICT (kind, subject) DO NOTHING
                """)
            .bind("kind", found.kind())
            .bind("subject", found.subject())
            .bind("at", at)
            .execute()
        == 1;
  }
}
