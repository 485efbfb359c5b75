package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.FollowUpRecords;
import org.zhiban.model.workorder.Handover;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.Reminder;

/** Steps that the machine took because the time of an order ran on. */
record FollowUpTable(Handle handle) implements FollowUpRecords {
  private static final RowMapper<Reminder> MAPPER =
      Row.mapper(
          row ->
              new Reminder(
                  row.text("work_order"),
                  row.text("clock"),
                  row.number("cycle"),
                  row.word("step", Reminder.Step.class),
                  row.instant("at")));

  private static final TypeReference<List<Handover.Line>> ORDERS = new TypeReference<>() {};

  private static final RowMapper<Handover> HANDOVER =
      Row.mapper(
          row ->
              new Handover(
                  row.date("day"),
                  row.text("shift"),
                  row.instant("at"),
                  row.instant("made_at"),
                  row.json("orders", ORDERS)));

  @Override
  public List<Reminder> reminders(String workOrder) {
    return handle
        .createQuery(
            "SELECT * FROM order_reminder WHERE work_order = :order ORDER BY at, clock, cycle,"
                + " step")
        .bind("order", workOrder)
        .map(MAPPER)
        .list();
  }

  @Override
  public boolean add(Reminder reminder) {
    return handle
            .createUpdate(
                """
                INSERT INTO order_reminder (work_order, clock, cycle, step, at)
                VALUES (:order, :clock, :cycle, :step, :at)
                ON CONFLICT (work_order, clock, cycle, step) DO NOTHING
                """)
            .bind("order", reminder.workOrder())
            .bind("clock", reminder.clock())
            .bind("cycle", reminder.cycle())
            .bind("step", reminder.step())
            .bind("at", reminder.at())
            .execute()
        == 1;
  }

  @Override
  public List<Handover> handovers(LocalDate day) {
    return handle
        .createQuery("SELECT * FROM handover WHERE day = :day ORDER BY at, shift")
        .bind("day", day)
        .map(HANDOVER)
        .list();
  }

  @Override
  public boolean add(Handover handover) {
    return handle
            .createUpdate(
                """
                INSERT INTO handover (day, shift, at, made_at, orders)
                VALUES (:day, :shift, :at, :madeAt, :orders)
                ON CONFLICT (day, shift) DO NOTHING
                """)
            .bind("day", handover.day())
            .bind("shift", handover.shift())
            .bind("at", handover.at())
            .bind("madeAt", handover.madeAt())
            .bind("orders", Json.write(handover.orders()))
            .execute()
        == 1;
  }

  @Override
  public void note(OrderChange line) {
    new OrderHistoryTable(handle).append(line);
  }
}
