package org.zhiban.gateway.operations.sql;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.VisitOrder;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** What is due by the plans, and what became of it. */
record OccurrenceTable(Handle handle) {
  /** Plans at equipments that one question names. */
  private static final int AT_ONCE = 200;

  static final RowMapper<Occurrence> MAPPER =
      Row.mapper(
          row ->
              new Occurrence(
                  row.text("plan"),
                  row.text("equipment"),
                  row.date("nominal"),
                  row.word("level", Level.class),
                  row.instant("start_at"),
                  row.instant("due_at"),
                  row.word("state", Occurrence.State.class),
                  row.optionalText("work_order"),
                  row.optionalText("absorbed_by"),
                  row.optionalInstant("done_at")));

  private static final RowMapper<VisitOrder> ORDER_MAPPER =
      Row.mapper(
          row ->
              new VisitOrder(
                  row.text("id"),
                  row.word("status", OrderStatus.class),
                  row.optionalInstant("completed_at")));

  List<Occurrence> between(LocalDate from, LocalDate to) {
    return handle
        .createQuery(
            """
            SELECT * FROM occurrence WHERE nominal >= :from AND nominal <= :to
            ORDER BY nominal, start_at, plan, equipment, level
            """)
        .bind("from", from)
        .bind("to", to)
        .map(MAPPER)
        .list();
  }

  List<Occurrence> ended(LocalDate from, LocalDate to) {
    return handle
        .createQuery(
            """
            SELECT * FROM occurrence
            WHERE nominal >= :from AND nominal <= :to AND state <> 'DUE'
            ORDER BY nominal, start_at, plan, equipment, level
            """)
        .bind("from", from)
        .bind("to", to)
        .map(MAPPER)
        .list();
  }

  /** By the index of those that are due. */
  List<Occurrence> open() {
    return handle
        .createQuery(
            """
            SELECT * FROM occurrence WHERE state = 'DUE'
            ORDER BY nominal, start_at, plan, equipment, level
            """)
        .map(MAPPER)
        .list();
  }

  /** The newest of each; where a date has several, the one of the last level. */
  List<Occurrence> newest(Collection<PlanAt> plans) {
    return List.copyOf(
        each(
                plans,
                """
                visit.nominal = (
                  SELECT MAX(nominal) FROM occurrence
                  WHERE plan = wanted.plan AND equipment = wanted.equipment)
                """,
                Comparator.comparing(visit -> visit.level().name()))
            .values());
  }

  Map<PlanAt, Occurrence> lastDone(Collection<PlanAt> plans) {
    return each(
        plans,
        """
        visit.state = 'DONE' AND visit.done_at = (
          SELECT MAX(done_at) FROM occurrence
          WHERE plan = wanted.plan AND equipment = wanted.equipment
            AND state = 'DONE' AND done_at IS NOT NULL)
        """,
        Comparator.comparing(Occurrence::nominal));
  }

  /** The visit of each plan at each equipment that a condition names; of several the greatest. */
  private Map<PlanAt, Occurrence> each(
      Collection<PlanAt> plans, String condition, Comparator<Occurrence> greatest) {
    Map<PlanAt, Occurrence> found = new HashMap<>();
    List<PlanAt> wanted = List.copyOf(plans);
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      handle
          .createQuery(
              """
              WITH wanted (plan, equipment) AS (VALUES <wanted>)
              SELECT visit.* FROM wanted JOIN occurrence visit
              ON visit.plan = wanted.plan AND visit.equipment = wanted.equipment AND
              """
                  + condition)
          .bindMethodsList(
              "wanted",
              wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE)),
              List.of("plan", "equipment"))
          .map(MAPPER)
          .forEach(
              visit ->
                  found.merge(
                      new PlanAt(visit.plan(), visit.equipment()),
                      visit,
                      BinaryOperator.maxBy(greatest)));
    }
    return found;
  }

  List<Occurrence> absorbed(String largerPlan, String equipment) {
    return handle
        .createQuery(
            """
            SELECT * FROM occurrence
            WHERE equipment = :equipment AND absorbed_by = :plan AND state = 'ABSORBED'
            ORDER BY nominal DESC LIMIT 100
            """)
        .bind("plan", largerPlan)
        .bind("equipment", equipment)
        .map(MAPPER)
        .list();
  }

  /** Where the plan's level was changed in between, the one that starts last. */
  Optional<Occurrence> find(String plan, String equipment, LocalDate nominal) {
    return handle
        .createQuery(
            """
            SELECT * FROM occurrence
            WHERE plan = :plan AND equipment = :equipment AND nominal = :nominal
            ORDER BY start_at DESC, level LIMIT 1
            """)
        .bind("plan", plan)
        .bind("equipment", equipment)
        .bind("nominal", nominal)
        .map(MAPPER)
        .findOne();
  }

  Optional<Occurrence> ofOrder(String order) {
    return handle
        .createQuery("SELECT * FROM occurrence WHERE work_order = :order ORDER BY nominal LIMIT 1")
        .bind("order", order)
        .map(MAPPER)
        .findOne();
  }

  List<Occurrence> unsettled(int most) {
    return handle
        .createQuery(
            """
            SELECT * FROM occurrence WHERE state = 'DONE' AND done_at IS NULL
            ORDER BY nominal DESC LIMIT :most
            """)
        .bind("most", most)
        .map(MAPPER)
        .list();
  }

  List<VisitOrder> orders() {
    return handle
        .createQuery(
            """
            SELECT w.id, w.status, (
              SELECT MAX(c.at) FROM work_order_change c
              WHERE c.work_order = w.id AND c.action = 'complete') AS completed_at
            FROM occurrence o JOIN work_order w ON w.id = o.work_order
            WHERE o.state = 'DUE'
            ORDER BY w.id
            """)
        .map(ORDER_MAPPER)
        .list();
  }

  void remove(Occurrence occurrence) {
    handle
        .createUpdate(
            """
            DELETE FROM occurrence
            WHERE plan = :plan AND equipment = :equipment AND nominal = :nominal AND level = :level
              AND work_order IS NULL
            """)
        .bind("plan", occurrence.plan())
        .bind("equipment", occurrence.equipment())
        .bind("nominal", occurrence.nominal())
        .bind("level", occurrence.level())
        .execute();
  }

  boolean add(Occurrence occurrence) {
    return write(
            """
            INSERT INTO occurrence (
              plan, equipment, nominal, level, start_at, due_at, state, work_order, absorbed_by,
              done_at)
            VALUES (
              :plan, :equipment, :nominal, :level, :startAt, :dueAt, :state, :order, :absorbedBy,
              :doneAt)
            ON CONFLICT (plan, equipment, nominal, level) DO NOTHING
            """,
            occurrence)
        == 1;
  }

  void update(Occurrence occurrence) {
    int changed =
        write(
            """
            UPDATE occurrence SET start_at = :startAt, due_at = :dueAt, state = :state,
              work_order = :order, absorbed_by = :absorbedBy, done_at = :doneAt
            WHERE plan = :plan AND equipment = :equipment AND nominal = :nominal AND level = :level
            """,
            occurrence);
    if (changed == 0) {
      throw new IllegalArgumentException("no such occurrence: " + occurrence);
    }
  }

  private int write(String sql, Occurrence occurrence) {
    return handle
        .createUpdate(sql)
        .bind("plan", occurrence.plan())
        .bind("equipment", occurrence.equipment())
        .bind("nominal", occurrence.nominal())
        .bind("level", occurrence.level())
        .bind("startAt", occurrence.startAt())
        .bind("dueAt", occurrence.dueAt())
        .bind("state", occurrence.state())
        .bind("order", occurrence.workOrder())
        .bind("absorbedBy", occurrence.absorbedBy())
        .bind("doneAt", occurrence.doneAt())
        .execute();
  }
}
