package org.zhiban.gateway.operations.sql;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.rules.maintenance.CounterRun;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;

/** How far counters went since the visits that go by them; in thousandths of their units. */
record CounterTable(Handle handle) {
  private static final double PARTS = 1_000;

  private static final RowMapper<CounterRun> MAPPER =
      Row.mapper(
          row ->
              new CounterRun(
                  row.longNumber("run") / PARTS,
                  row.longNumber("last") / PARTS,
                  row.instant("since")));

  Optional<CounterRun> find(MeterAt meter) {
    return handle
        .createQuery(
            """
            SELECT * FROM visit_counter
            WHERE plan = :plan AND equipment = :equipment AND point = :point
            """)
        .bind("plan", meter.plan().plan())
        .bind("equipment", meter.plan().equipment())
        .bind("point", meter.point())
        .map(MAPPER)
        .findOne();
  }

  void save(MeterAt meter, CounterRun run) {
    handle
        .createUpdate(
            """
            INSERT INTO visit_counter (plan, equipment, point, run, last, since)
            VALUES (:plan, :equipment, :point, :run, :last, :since)
            ON CONFLICT (plan, equipment, point) DO UPDATE SET
              run = excluded.run, last = excluded.last, since = excluded.since
            """)
        .bind("plan", meter.plan().plan())
        .bind("equipment", meter.plan().equipment())
        .bind("point", meter.point())
        .bind("run", Math.round(run.run() * PARTS))
        .bind("last", Math.round(run.last() * PARTS))
        .bind("since", run.since())
        .execute();
  }
}
