package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.PaperRecords;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.paper.PaperReminder;

/** Reminders of papers that run out. */
record PaperTable(Handle handle) implements PaperRecords {
  private static final RowMapper<PaperReminder> MAPPER =
      Row.mapper(
          row ->
              new PaperReminder(
                  new Paper(
                      row.word("type", Paper.Type.class),
                      row.text("equipment"),
                      row.text("kind"),
                      row.text("number"),
                      row.date("valid_until")),
                  row.word("step", PaperReminder.Step.class),
                  row.instant("at"),
                  row.flag("told"),
                  row.optionalText("work_order")));

  @Override
  public List<PaperReminder> reminders() {
    return handle
        .createQuery("SELECT * FROM paper_reminder ORDER BY valid_until, paper, at, step")
        .map(MAPPER)
        .list();
  }

  @Override
  public boolean add(PaperReminder reminder, Instant untrueAfter) {
    Paper paper = reminder.paper();
    return handle
            .createUpdate(
                """
                INSERT INTO paper_reminder (
                  paper, step, type, equipment, kind, number, valid_until, at, told, work_order)
                VALUES (
                  :paper, :step, :type, :equipment, :kind, :number, :validUntil, :at, :told, NULL)
                ON CONFLICT (paper, step) DO UPDATE SET at = excluded.at, told = excluded.told
                WHERE paper_reminder.at > :untrueAfter
                """)
            .bind("paper", paper.id())
            .bind("step", reminder.step())
            .bind("type", paper.type())
            .bind("equipment", paper.equipment())
            .bind("kind", paper.kind())
            .bind("number", paper.number())
            .bind("validUntil", paper.validUntil())
            .bind("at", reminder.at())
            .bind("told", reminder.told())
            .bind("untrueAfter", untrueAfter)
            .execute()
        == 1;
  }

  @Override
  public void opened(PaperReminder reminder) {
    handle.execute(
        "UPDATE paper_reminder SET work_order = ? WHERE paper = ? AND step = ?",
        reminder.workOrder().orElseThrow(),
        reminder.paper().id(),
        reminder.step().name());
  }
}
