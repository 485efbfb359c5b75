package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.zhiban.gateway.operations.FaultRecords;
import org.zhiban.gateway.operations.SelfCleared;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.FaultMemory.Failure;

/** What is on record of faults beyond their orders. */
record FaultTable(Handle handle) implements FaultRecords {
  /** A family's own fault, and those of its alarms where each is one: texts between / and 0. */
  private static final String OF_FAMILY =
      """
      w.source IN ('ALARM', 'REPORT') AND (w.fault = :family OR (w.fault > :below AND w.fault < :above))
        AND w.fault NOT IN (<others>)
      """;

  private static final RowMapper<SelfCleared> CLEARED =
      Row.mapper(
          row ->
              new SelfCleared(
                  row.text("fault"),
                  row.text("alarm"),
                  row.instant("at"),
                  row.optionalText("work_order")));

  @Override
  public List<Failure> failures(String family, Instant since) {
    return ofFamily(
            handle.createQuery(
                "SELECT c.work_order, c.at FROM work_order w"
                    + " JOIN work_order_change c ON c.work_order = w.id WHERE "
                    + OF_FAMILY
                    + " AND c.action IN ('created', 'reopened') AND c.at >= :since"
                    + " ORDER BY c.at, c.work_order, c.number"),
            family)
        .bind("since", since)
        .map(Row.mapper(row -> new Failure(row.text("work_order"), row.instant("at"))))
        .list();
  }

  /** By the index of faults: that of statuses, which SQLite would take, has every closed order. */
  @Override
  public Optional<WorkOrder> closedLast(String family, Instant since) {
    return ofFamily(
            handle.createQuery(
                "SELECT w.id FROM work_order w WHERE "
                    + OF_FAMILY
                    + " AND COALESCE(w.status, '') = 'CLOSED' AND w.closed_at >= :since"
                    + " ORDER BY w.closed_at DESC, w.id DESC LIMIT 1"),
            family)
        .bind("since", since)
        .mapTo(String.class)
        .findOne()
        .flatMap(new OrderTable(handle)::find);
  }

  @Override
  public List<WorkOrder> closedAt(String equipment, Instant since) {
    OrderTable orders = new OrderTable(handle);
    return handle
        .createQuery(
            """
            SELECT id FROM work_order
            WHERE equipment = :equipment AND source <> 'PLAN' AND COALESCE(status, '') = 'CLOSED'
              AND closed_at >= :since
            ORDER BY closed_at DESC, id DESC
            """)
        .bind("equipment", equipment)
        .bind("since", since)
        .mapTo(String.class)
        .list()
        .stream()
        .flatMap(id -> orders.find(id).stream())
        .toList();
  }

  @Override
  public List<SelfCleared> selfCleared(String fault, Instant since) {
    return handle
        .createQuery(
            "SELECT * FROM self_cleared WHERE fault = :fault AND at >= :since ORDER BY at, alarm")
        .bind("fault", fault)
        .bind("since", since)
        .map(CLEARED)
        .list();
  }

  @Override
  public List<SelfCleared> selfClearedOfAll(Instant from, Instant to) {
    return handle
        .createQuery("SELECT * FROM self_cleared WHERE at >= :from AND at < :to ORDER BY at, alarm")
        .bind("from", from)
        .bind("to", to)
        .map(CLEARED)
        .list();
  }

  @Override
  public Optional<Instant> endedByPerson(String fault) {
    return handle
        .createQuery(
            """
            SELECT c.at FROM work_order w JOIN work_order_change c ON c.work_order = w.id
            WHERE w.fault = :fault AND c.action NOT IN ('self_cleared', 'ended_with')
              AND c.to_status IN ('CLOSED', 'CANCELLED', 'REJECTED', 'MERGED')
            ORDER BY c.at DESC LIMIT 1
            """)
        .bind("fault", fault)
        .map(Row.mapper(row -> row.instant("at")))
        .findOne();
  }

  @Override
  public void add(SelfCleared cleared) {
    handle
        .createUpdate(
            """
            INSERT INTO self_cleared (fault, alarm, at, work_order)
            VALUES (:fault, :alarm, :at, :order) ON CONFLICT (fault, alarm, at) DO NOTHING
            """)
        .bind("fault", cleared.fault())
        .bind("alarm", cleared.alarm())
        .bind("at", cleared.at())
        .bind("order", cleared.order())
        .execute();
  }

  private static <T extends SqlStatement<T>> T ofFamily(T statement, String family) {
    return statement
        .bind("family", family)
        .bind("below", family + "/")
        .bind("above", family + "0")
        .bindList("others", FaultMemory.notFailures(family));
  }
}
