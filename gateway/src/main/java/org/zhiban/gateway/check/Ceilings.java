package org.zhiban.gateway.check;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;

/**
 * Visits that must follow one another within a longest gap and fall into hours of the night: 28
 * lifts with one crew that does two a night are not done in the 13 nights between the aim of one
 * visit and the next.
 */
final class Ceilings {
  /** What a visit takes, travel on site included, where nothing else is known. */
  static final Duration VISIT = Duration.ofMinutes(150);

  private Ceilings() {}

  /** Who does it, and when. */
  private record Crew(String name, PlanSpec.Window window) {}

  static List<Finding> tooMany(Site site) {
    Map<Crew, List<PlanSpec>> shared = new LinkedHashMap<>();
    for (PlanSpec plan : site.plans().values()) {
      if (plan.recurrence() instanceof PlanSpec.Ceiling && plan.window().isPresent()) {
        Crew crew = new Crew(plan.contractor().orElse(plan.trade()), plan.window().get());
        shared.computeIfAbsent(crew, _ -> new ArrayList<>()).add(plan);
      }
    }
    List<Finding> findings = new ArrayList<>();
    shared.forEach((crew, plans) -> judge(site, crew, plans, findings));
    return findings;
  }

  /**
   * A larger visit covers the smaller one, so an equipment asks for its most frequent plan only.
   */
  private static void judge(Site site, Crew crew, List<PlanSpec> plans, List<Finding> findings) {
    long aNight = length(crew.window()).dividedBy(VISIT);
    double wanted = 0;
    int visited = 0;
    long nights = Long.MAX_VALUE;
    for (Equipment equipment : site.equipment().values()) {
      long shortest =
          plans.stream()
              .filter(plan -> equipment.maintenance().contains(plan.id()))
              .mapToLong(Ceilings::nights)
              .min()
              .orElse(0);
      if (shortest > 0) {
        wanted += 1.0 / shortest;
        visited++;
        nights = Math.min(nights, shortest);
      }
    }
    if (wanted > aNight) {
      PlanSpec first = plans.getFirst();
      findings.add(
          Finding.of(
              first.position(),
              "“"
                  + crew.name()
                  + "”在时段内每晚约能完成 "
                  + aNight
                  + " 次，"
                  + visited
                  + " 台设备在 "
                  + nights
                  + " 晚内做不完；请放宽时段或增加人手",
              "'"
                  + crew.name()
                  + "' can do about "
                  + aNight
                  + " visits a night within the window; "
                  + visited
                  + " equipments do not fit into "
                  + nights
                  + " nights; widen the window, or share them with another crew"));
    }
  }

  /** Nights from one visit to the aim of the next. */
  private static long nights(PlanSpec plan) {
    Span gap = ((PlanSpec.Ceiling) plan.recurrence()).gap();
    long lead = plan.lead().map(Ceilings::days).orElse(0L);
    return Math.max(1, days(gap) - lead);
  }

  private static long days(Span span) {
    return span.unit() == Span.Unit.WORKING_DAY ? span.amount() : span.toDuration().toDays();
  }

  private static Duration length(PlanSpec.Window window) {
    Duration length = Duration.between(window.from(), window.to());
    boolean overMidnight = window.to().equals(LocalTime.MIDNIGHT) || length.isNegative();
    return overMidnight ? length.plusDays(1) : length;
  }
}
