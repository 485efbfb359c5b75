package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.ControlLogRecords;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.handover.LogLine;

/** The control room's log. */
record ControlLogTable(Handle handle) implements ControlLogRecords {
  private static final RowMapper<LogLine> MAPPER =
      Row.mapper(
          row ->
              new LogLine(
                  row.longNumber("number"),
                  row.instant("at"),
                  row.optionalInstant("happened_at"),
                  row.text("person"),
                  row.text("text"),
                  row.optionalText("corrects").stream().mapToLong(Long::parseLong).findFirst()));

  @Override
  public List<LogLine> between(Instant from, Instant to) {
    return handle
        .createQuery("SELECT * FROM control_log WHERE at >= :from AND at <= :to ORDER BY number")
        .bind("from", from)
        .bind("to", to)
        .map(MAPPER)
        .list();
  }

  @Override
  public Page<LogLine> lines(Page.Request page) {
    return Select.from("control_log")
        .whereGiven("number < :after", "after", page.after().map(Long::parseLong))
        .page(handle, "number DESC", page.limit(), MAPPER, line -> Long.toString(line.number()));
  }

  @Override
  public Optional<LogLine> last() {
    return handle
        .createQuery("SELECT * FROM control_log ORDER BY number DESC LIMIT 1")
        .map(MAPPER)
        .findOne();
  }

  @Override
  public void add(LogLine line) {
    handle
        .createUpdate(
            """
            INSERT INTO control_log (number, at, happened_at, person, text, corrects)
            VALUES (:number, :at, :happenedAt, :person, :text, :corrects)
            """)
        .bind("number", line.number())
        .bind("at", line.at())
        .bind("happenedAt", line.happenedAt())
        .bind("person", line.person())
        .bind("text", line.text())
        .bind("corrects", line.corrects().stream().boxed().findFirst())
        .execute();
  }
}
