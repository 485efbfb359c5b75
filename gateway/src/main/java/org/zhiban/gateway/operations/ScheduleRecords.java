package org.zhiban.gateway.operations;

import java.time.Instant;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.rules.maintenance.CounterRun;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;

/** What is written of the schedule. */
public interface ScheduleRecords extends ScheduleQueries {
  /**
   * Adds the occurrence unless (plan, equipment, nominal, level) is there; says whether it was
   * added.
   */
  boolean addOccurrence(Occurrence occurrence);

  /**
   * Changes an occurrence that is there.
   *
   * @throws IllegalArgumentException where it is not
   */
  void update(Occurrence occurrence);

  /** Takes back a visit of which no order was made; nothing happens where it is not there. */
  void remove(Occurrence occurrence);

  /** Adds a line to the record of the schedule, unless it is there; says whether it was added. */
  boolean add(ScheduleNote note);

  /** Saves how far a counter went. */
  void save(MeterAt meter, CounterRun run);

  /** The schedule is worked off up to then. */
  void planWatermark(Instant until);
}
