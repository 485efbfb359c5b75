package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Site;

/**
 * What planning needs to know.
 *
 * @param existing every occurrence on record that is due, whatever its date; all from the
 *     watermark's day on; and the newest of each plan at each equipment
 * @param done the newest completion by plan and equipment, with the time of doing
 * @param completed when the work was completed, by number: of orders of due visits that wait to be
 *     verified
 * @param uncompleted orders of due visits whose work is not completed
 * @param skipped the newest visit of each plan that was not made: the equipment was out of service
 * @param watermark up to when the schedule was worked off
 * @param horizon how far ahead occurrences are written; {@link #HORIZON} by default
 */
public record PlanRequest(
    Site site,
    List<Occurrence> existing,
    Map<PlanAt, Occurrence> done,
    Map<String, Instant> completed,
    List<String> uncompleted,
    Occasions occasions,
    Map<PlanAt, LocalDate> skipped,
    Optional<Instant> watermark,
    Instant now,
    Period horizon) {
  public static final Period HORIZON = Period.ofDays(35);

  public PlanRequest {
    existing = List.copyOf(existing);
    done = Map.copyOf(done);
    completed = Map.copyOf(completed);
    uncompleted = List.copyOf(uncompleted);
    skipped = Map.copyOf(skipped);
  }

  /** A plan at an equipment. */
  public record PlanAt(String plan, String equipment) {
    /** Every plan at every equipment of a site. */
    public static List<PlanAt> all(Site site) {
      return site.equipment().values().stream()
          .flatMap(at -> at.maintenance().stream().map(plan -> new PlanAt(plan, at.id())))
          .toList();
    }

    static PlanAt of(Occurrence visit) {
      return new PlanAt(visit.plan(), visit.equipment());
    }
  }

  /** A counter that a plan at an equipment goes by. */
  public record MeterAt(PlanAt plan, String point) {}

  /**
   * What happened at the equipment.
   *
   * @param run how far each counter went since the last visit was done; none: it is not known
   * @param happened the newest alarm or event that asks for a visit
   */
  public record Occasions(Map<MeterAt, Double> run, Map<PlanAt, Instant> happened) {
    public static final Occasions NONE = new Occasions(Map.of(), Map.of());

    public Occasions {
      run = Map.copyOf(run);
      happened = Map.copyOf(happened);
    }
  }
}
