package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.FigureQueries;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.figures.Records;

/** What figures are made of: each table is read once, whatever the number of orders. */
record FigureTable(Handle handle) implements FigureQueries {
  private static final String TOUCHING =
      "WHERE work_order.opened_at < :to AND (work_order.is_open OR work_order.closed_at >= :from)";

  private static final RowMapper<Records.OfAlarm> ALARM_MAPPER =
      Row.mapper(
          row ->
              new Records.OfAlarm(
                  row.text("id"),
                  row.text("equipment"),
                  row.text("rule"),
                  row.instant("raised_at"),
                  row.optionalInstant("acknowledged_at"),
                  row.flag("suppressed")));

  @Override
  public Records records(Instant from, Instant to) {
    Instant until = to.plus(Records.COMES_BACK);
    Map<String, List<OrderChange>> histories = histories(from, until);
    Map<String, List<VisitDraw>> draws = new HashMap<>();
    of("visit_draw", "level", VisitTable.DRAW, from, until)
        .forEach(under(draws, VisitDraw::workOrder, draw -> draw));
    Map<String, List<VisitAnswer>> answers = new HashMap<>();
    of("visit_answer", "number", VisitTable.ANSWER, from, until)
        .forEach(under(answers, VisitAnswer::workOrder, answer -> answer));
    return new Records(
        orders(from, until).stream()
            .map(
                order ->
                    new Records.OfOrder(
                        order,
                        histories.getOrDefault(order.id(), List.of()),
                        new VisitBook(
                            draws.getOrDefault(order.id(), List.of()),
                            answers.getOrDefault(order.id(), List.of()))))
            .toList(),
        visits(from, to),
        alarms(from, to));
  }

  private List<WorkOrder> orders(Instant from, Instant to) {
    return handle
        .createQuery(OrderTable.EVERY + TOUCHING + " ORDER BY opened_at, id")
        .bind("from", from)
        .bind("to", to)
        .map(OrderTable.MAPPER)
        .list();
  }

  private Map<String, List<OrderChange>> histories(Instant from, Instant to) {
    Map<String, List<OrderChange>> histories = new HashMap<>();
    of("work_order_change", "number", OrderHistoryTable.MAPPER, from, to)
        .forEach(under(histories, OrderChange::workOrder, change -> change));
    return histories;
  }

  /** The rows of a table that belong to the orders, in the order of a column. */
  private <T> List<T> of(
      String table, String column, RowMapper<T> mapper, Instant from, Instant to) {
    return handle
        .createQuery(
            "SELECT part.* FROM work_order JOIN "
                + table
                + " part ON part.work_order = work_order.id "
                + TOUCHING
                + " ORDER BY part.work_order, part."
                + column)
        .bind("from", from)
        .bind("to", to)
        .map(mapper)
        .list();
  }

  private static <R, V> Consumer<R> under(
      Map<String, List<V>> lists, Function<R, String> key, Function<R, V> value) {
    return row ->
        lists.computeIfAbsent(key.apply(row), _ -> new ArrayList<>()).add(value.apply(row));
  }

  private List<Occurrence> visits(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT * FROM occurrence
            WHERE state = 'DUE' OR (due_at >= :from AND due_at < :to)
              OR (done_at >= :from AND done_at < :to)
            ORDER BY nominal, start_at, plan, equipment, level
            """)
        .bind("from", from)
        .bind("to", to)
        .map(OccurrenceTable.MAPPER)
        .list();
  }

  private List<Records.OfAlarm> alarms(Instant from, Instant to) {
    return handle
        .createQuery(
            """
            SELECT id, equipment, rule, raised_at, acknowledged_at,
              state IN ('SUPPRESSED', 'OUT_OF_SERVICE') AS suppressed
            FROM alarm
            WHERE raised_at >= :from AND raised_at < :to AND priority <> 'JOURNAL'
            ORDER BY raised_at, id
            """)
        .bind("from", from)
        .bind("to", to)
        .map(ALARM_MAPPER)
        .list();
  }
}
