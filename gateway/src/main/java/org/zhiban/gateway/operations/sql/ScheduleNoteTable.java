package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** What befell the schedule and no visit tells. */
record ScheduleNoteTable(Handle handle) {
  private static final RowMapper<ScheduleNote> MAPPER =
      Row.mapper(
          row ->
              new ScheduleNote(
                  row.text("plan"),
                  row.text("equipment"),
                  row.date("day"),
                  row.word("kind", ScheduleNote.Kind.class),
                  row.instant("at"),
                  row.optionalText("detail")));

  List<ScheduleNote> between(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT * FROM schedule_note WHERE at >= :from AND at < :to
            ORDER BY at, day, plan, equipment, kind
            """)
        .bind("from", from)
        .bind("to", to)
        .map(MAPPER)
        .list();
  }

  /** The newest visit of each plan at each equipment that was skipped. */
  Map<PlanAt, LocalDate> skipped() {
    Map<PlanAt, LocalDate> newest = new HashMap<>();
    handle
        .createQuery("SELECT * FROM schedule_note WHERE kind = 'SKIPPED' ORDER BY day")
        .map(MAPPER)
        .forEach(note -> newest.put(new PlanAt(note.plan(), note.equipment()), note.day()));
    return newest;
  }

  /** One that is there stays as it is. */
  boolean add(ScheduleNote note) {
    return handle
            .createUpdate(
                """
                INSERT INTO schedule_note (plan, equipment, day, kind, at, detail)
                VALUES (:plan, :equipment, :day, :kind, :at, :detail)
                ON CONFLICT (plan, equipment, day, kind) DO NOTHING
                """)
            .bind("plan", note.plan())
            .bind("equipment", note.equipment())
            .bind("day", note.day())
            .bind("kind", note.kind())
            .bind("at", note.at())
            .bind("detail", note.detail())
            .execute()
        == 1;
  }
}
