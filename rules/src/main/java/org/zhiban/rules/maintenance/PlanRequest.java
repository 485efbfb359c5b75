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
 * @param existing every occurrence on record that is due, or whose nominal date lies after the
 *     watermark less 400 days
 * @param lastDone newest completion by plan and equipment, from the record
 * @param watermark up to when the schedule was worked off
 * @param horizon how far ahead occurrences are written; {@link #HORIZON} by default
 */
public record PlanRequest(
    Site site,
    List<Occurrence> existing,
    Map<PlanAt, LocalDate> lastDone,
    Optional<Instant> watermark,
    Instant now,
    Period horizon) {
  public static final Period HORIZON = Period.ofDays(35);

  public PlanRequest {
    existing = List.copyOf(existing);
    lastDone = Map.copyOf(lastDone);
  }

  /** A plan at an equipment. */
  public record PlanAt(String plan, String equipment) {}
}
