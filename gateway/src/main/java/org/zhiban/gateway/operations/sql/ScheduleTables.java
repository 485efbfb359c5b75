package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.zhiban.gateway.operations.ScheduleRecords;
import org.zhiban.gateway.operations.VisitOrder;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.rules.maintenance.CounterRun;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/**
 * The schedule: its visits, what befell them, the counters they go by, how far it is worked off.
 */
final class ScheduleTables implements ScheduleRecords {
  private static final String SCHEDULE = "schedule";

  private final OccurrenceTable occurrences;
  private final ScheduleNoteTable notes;
  private final CounterTable counters;
  private final MemoryTable memory;

  ScheduleTables(Handle handle) {
    this.occurrences = new OccurrenceTable(handle);
    this.notes = new ScheduleNoteTable(handle);
    this.counters = new CounterTable(handle);
    this.memory = new MemoryTable(handle);
  }

  @Override
  public List<Occurrence> absorbedVisits(String largerPlan, String equipment) {
    return occurrences.absorbed(largerPlan, equipment);
  }

  @Override
  public List<Occurrence> occurrences(LocalDate from, LocalDate to) {
    return occurrences.between(from, to);
  }

  @Override
  public List<Occurrence> endedVisits(LocalDate from, LocalDate to) {
    return occurrences.ended(from, to);
  }

  @Override
  public List<Occurrence> openVisits() {
    return occurrences.open();
  }

  @Override
  public List<Occurrence> newestVisits(Collection<PlanAt> plans) {
    return occurrences.newest(plans);
  }

  @Override
  public Optional<Occurrence> occurrence(String plan, String equipment, LocalDate nominal) {
    return occurrences.find(plan, equipment, nominal);
  }

  @Override
  public Optional<Occurrence> occurrenceOfOrder(String workOrder) {
    return occurrences.ofOrder(workOrder);
  }

  @Override
  public Map<PlanAt, Occurrence> lastDone(Collection<PlanAt> plans) {
    return occurrences.lastDone(plans);
  }

  @Override
  public List<Occurrence> unsettledVisits(int most) {
    return occurrences.unsettled(most);
  }

  @Override
  public List<VisitOrder> ordersOfOpenVisits() {
    return occurrences.orders();
  }

  @Override
  public List<ScheduleNote> scheduleNotes(Instant from, Instant to) {
    return notes.between(from, to);
  }

  @Override
  public Map<PlanAt, LocalDate> skippedVisits() {
    return notes.skipped();
  }

  @Override
  public Optional<CounterRun> counterRun(MeterAt meter) {
    return counters.find(meter);
  }

  @Override
  public Optional<Instant> planWatermark() {
    return memory.marker(SCHEDULE).map(Instant::ofEpochMilli);
  }

  @Override
  public boolean addOccurrence(Occurrence occurrence) {
    return occurrences.add(occurrence);
  }

  @Override
  public void update(Occurrence occurrence) {
    occurrences.update(occurrence);
  }

  @Override
  public void remove(Occurrence occurrence) {
    occurrences.remove(occurrence);
  }

  @Override
  public boolean add(ScheduleNote note) {
    return notes.add(note);
  }

  @Override
  public void save(MeterAt meter, CounterRun run) {
    counters.save(meter, run);
  }

  @Override
  public void planWatermark(Instant until) {
    memory.marker(SCHEDULE, until.toEpochMilli());
  }
}
