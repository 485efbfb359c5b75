package org.zhiban.rules.patrol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Patrol;

/** The walks that a route asks for, by the clock on the site's wall. */
final class PatrolTimes {
  /** As long as that after the tolerance a walk may still be ended, late. */
  private static final Duration LEAST_GRACE = Duration.ofMinutes(30);

  private PatrolTimes() {}

  /**
   * Those whose time, with its tolerance, touches the time between two moments. A time of day that
   * a change of clocks leaves out is as much later; one that comes twice is meant once, the first.
   */
  static List<Walk> between(Patrol patrol, ZoneId zone, Instant since, Instant till) {
    LocalDate first = LocalDate.ofInstant(since.minus(patrol.tolerance()), zone).minusDays(1);
    LocalDate last = LocalDate.ofInstant(till.plus(patrol.tolerance()), zone).plusDays(1);
    TreeMap<Instant, LocalDate> times = new TreeMap<>();
    for (LocalDate day = first; !day.isAfter(last.plusDays(1)); day = day.plusDays(1)) {
      for (LocalTime time : patrol.at()) {
        times.putIfAbsent(day.atTime(time).atZone(zone).toInstant(), day);
      }
    }
    List<Walk> walks = new ArrayList<>();
    times.forEach(
        (nominal, day) -> {
          Instant next = times.higherKey(nominal);
          if (next != null) {
            Walk walk = walk(patrol, nominal, day, next);
            if (walk.until().isAfter(since) && !walk.from().isAfter(till)) {
              walks.add(walk);
            }
          }
        });
    return walks;
  }

  /** It may be ended late until the next one of the route may begin. */
  private static Walk walk(Patrol patrol, Instant nominal, LocalDate day, Instant next) {
    Duration tolerance = patrol.tolerance();
    Instant until = nominal.plus(tolerance);
    Instant late = until.plus(tolerance.compareTo(LEAST_GRACE) > 0 ? tolerance : LEAST_GRACE);
    Instant nextFrom = next.minus(tolerance);
    Instant bounded = nextFrom.isBefore(late) ? nextFrom : late;
    return new Walk(
        patrol.id(),
        nominal,
        nominal.minus(tolerance),
        until,
        bounded.isBefore(until) ? until : bounded,
        drawn(patrol, day),
        Walk.State.PLANNED,
        Duration.ZERO,
        List.of());
  }

  /** The checkpoints of a day: all, or so many of them, the same for whoever draws again [E19]. */
  static List<String> drawn(Patrol patrol, LocalDate day) {
    List<String> checkpoints = List.copyOf(new java.util.LinkedHashSet<>(patrol.checkpoints()));
    if (patrol.random().isEmpty()) {
      return checkpoints;
    }
    Set<String> lots = new TreeSet<>(Comparator.comparing(it -> lot(patrol, day, it)));
    lots.addAll(checkpoints);
    Set<String> taken = new HashSet<>(lots.stream().limit(patrol.random().getAsInt()).toList());
    return checkpoints.stream().filter(taken::contains).toList();
  }

  private static String lot(Patrol patrol, LocalDate day, String checkpoint) {
    String seed = String.join("\n", patrol.id(), day.toString(), checkpoint);
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
