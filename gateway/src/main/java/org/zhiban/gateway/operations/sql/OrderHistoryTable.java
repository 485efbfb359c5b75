package org.zhiban.gateway.operations.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.PendingOrder;

/** The history of orders, their numbers, and those that wait for their hold-off. */
record OrderHistoryTable(Handle handle) {
  static final RowMapper<OrderChange> MAPPER =
      Row.mapper(
          row ->
              new OrderChange(
                  row.text("work_order"),
                  row.instant("at"),
                  row.text("actor"),
                  row.optionalText("on_behalf_of"),
                  row.text("action"),
                  row.optionalText("from_status").map(OrderStatus::valueOf),
                  row.word("to_status", OrderStatus.class),
                  row.optionalText("note"),
                  row.optionalInstant("entered_at")));

  private static final RowMapper<PendingOrder> PENDING_MAPPER =
      Row.mapper(
          row ->
              new PendingOrder(
                  row.text("alarm"), row.instant("due_at"), row.optionalText("exchange")));

  List<OrderChange> history(String order) {
    return handle
        .createQuery("SELECT * FROM work_order_change WHERE work_order = :id ORDER BY number")
        .bind("id", order)
        .map(MAPPER)
        .list();
  }

  void append(OrderChange change) {
    handle
        .createUpdate(
            """
            INSERT INTO work_order_change (
              work_order, number, at, actor, on_behalf_of, action, from_status, to_status, note,
              entered_at)
            VALUES (
              :order,
              (SELECT COALESCE(MAX(number), 0) + 1 FROM work_order_change WHERE work_order = :order),
              :at, :actor, :onBehalfOf, :action, :from, :to, :note, :enteredAt)
            """)
        .bind("order", change.workOrder())
        .bind("at", change.time())
        .bind("actor", change.actor())
        .bind("onBehalfOf", change.onBehalfOf())
        .bind("action", change.action())
        .bind("from", change.from())
        .bind("to", change.to())
        .bind("note", change.note())
        .bind("enteredAt", change.enteredAt())
        .execute();
  }

  String nextNumber(LocalDate day) {
    handle.execute(
        """
        INSERT INTO order_number (day, last) VALUES (?, 1)
        ON CONFLICT (day) DO UPDATE SET last = order_number.last + 1
        """,
        day);
    int number =
        handle
            .createQuery("SELECT last FROM order_number WHERE day = :day")
            .bind("day", day)
            .mapTo(Integer.class)
            .one();
    String digits = Integer.toString(number);
    return "WX-"
        + DateTimeFormatter.BASIC_ISO_DATE.format(day)
        + "-"
        + "0".repeat(Math.max(0, 3 - digits.length()))
        + digits;
  }

  List<PendingOrder> pending(Instant dueBy) {
    return handle
        .createQuery("SELECT * FROM pending_order WHERE due_at <= :due ORDER BY due_at, alarm")
        .bind("due", dueBy)
        .map(PENDING_MAPPER)
        .list();
  }

  Optional<PendingOrder> pendingOf(String alarm) {
    return handle
        .createQuery("SELECT * FROM pending_order WHERE alarm = :alarm")
        .bind("alarm", alarm)
        .map(PENDING_MAPPER)
        .findOne();
  }

  void await(PendingOrder pending) {
    handle.execute(
        """
        INSERT INTO pending_order (alarm, due_at, exchange) VALUES (?, ?, ?)
        ON CONFLICT (alarm) DO UPDATE SET due_at = excluded.due_at, exchange = excluded.exchange
        """,
        pending.alarm(),
        pending.dueAt(),
        pending.exchange());
  }

  void shift(Duration by) {
    handle.execute("UPDATE pending_order SET due_at = due_at + ?", by.toMillis());
  }

  void forget(String alarm) {
    handle.execute("DELETE FROM pending_order WHERE alarm = ?", alarm);
  }
}
