package org.zhiban.gateway.operations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.rules.maintenance.CounterRun;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/** What is on record of the schedule. */
public interface ScheduleQueries {
  /** The newest visits at an equipment that a plan absorbed, as many as one visit may have. */
  List<Occurrence> absorbedVisits(String largerPlan, String equipment);

  /** Occurrences with {@code from <= nominal <= to}, earliest first. */
  List<Occurrence> occurrences(LocalDate from, LocalDate to);

  /** Occurrences with {@code from <= nominal <= to} that are due no more, earliest first. */
  List<Occurrence> endedVisits(LocalDate from, LocalDate to);

  /** Every visit that is due, whatever its date, earliest first. */
  List<Occurrence> openVisits();

  /** Of each plan at each equipment the visit that has the latest date, whatever became of it. */
  List<Occurrence> newestVisits(Collection<PlanAt> plans);

  Optional<Occurrence> occurrence(String plan, String equipment, LocalDate nominal);

  /** The occurrence that an order does. */
  Optional<Occurrence> occurrenceOfOrder(String workOrder);

  /** Of each plan at each equipment the visit whose work was done last. */
  Map<PlanAt, Occurrence> lastDone(Collection<PlanAt> plans);

  /** Visits that were done and whose time of doing is not on record, the newest first. */
  List<Occurrence> unsettledVisits(int most);

  /** The orders of all visits that are due. */
  List<VisitOrder> ordersOfOpenVisits();

  /** What befell the schedule with {@code from <= at < to}, oldest first. */
  List<ScheduleNote> scheduleNotes(Instant from, Instant to);

  /** Of each plan at each equipment the newest visit that was skipped. */
  Map<PlanAt, LocalDate> skippedVisits();

  /** How far a counter went that a plan goes by. */
  Optional<CounterRun> counterRun(MeterAt meter);

  /** Up to when the schedule was worked off. */
  Optional<Instant> planWatermark();
}
