package org.zhiban.rules.notify;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.zhiban.model.site.Roster;
import org.zhiban.model.site.Roster.Substitution;

/**
 * Who of a roster is on duty. A handover stands at its time of the wall clock: the day on which the
 * clock is set makes a duty an hour shorter or longer, and a time that does not exist on that day
 * is as much later as the clock was set forward.
 */
public final class OnCall {
  private OnCall() {}

  /**
   * One duty.
   *
   * @param member id of the member of staff
   * @param from when it begins
   * @param to when it is handed over
   * @param substitute whether somebody stands in, as the roster's {@code instead} says
   */
  public record Duty(String member, Instant from, Instant to, boolean substitute) {}

  /** The duty of this moment: there is always exactly one. */
  public static Duty at(Roster roster, ZoneId zone, Instant now) {
    LocalDate day = day(roster, zone, now);
    Optional<Substitution> substitution = substitution(roster, day);
    long turn = turn(roster, day);
    LocalDate first =
        substitution
            .map(Substitution::from)
            .orElseGet(() -> roster.from().plusDays(turn * roster.turns().days()));
    LocalDate last =
        substitution
            .map(Substitution::to)
            .orElseGet(() -> roster.from().plusDays((turn + 1) * roster.turns().days() - 1));
    if (substitution.isEmpty()) {
      for (Substitution other : roster.instead()) {
        if (other.to().isBefore(day) && !other.to().isBefore(first)) {
          first = other.to().plusDays(1);
        }
        if (other.from().isAfter(day) && !other.from().isAfter(last)) {
          last = other.from().minusDays(1);
        }
      }
    }
    return new Duty(
        substitution.map(Substitution::member).orElseGet(() -> member(roster, turn)),
        begin(roster, zone, first),
        begin(roster, zone, last.plusDays(1)),
        substitution.isPresent());
  }

  /** The duty that follows another. */
  public static Duty after(Roster roster, ZoneId zone, Duty duty) {
    return at(roster, zone, duty.to());
  }

  /** The day of duty that a moment belongs to. */
  private static LocalDate day(Roster roster, ZoneId zone, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    while (now.isBefore(begin(roster, zone, day))) {
      day = day.minusDays(1);
    }
    while (!now.isBefore(begin(roster, zone, day.plusDays(1)))) {
      day = day.plusDays(1);
    }
    return day;
  }

  private static Instant begin(Roster roster, ZoneId zone, LocalDate day) {
    return day.atTime(roster.at()).atZone(zone).toInstant();
  }

  private static Optional<Substitution> substitution(Roster roster, LocalDate day) {
    return roster.instead().stream().filter(one -> one.covers(day)).findFirst();
  }

  private static long turn(Roster roster, LocalDate day) {
    return Math.floorDiv(ChronoUnit.DAYS.between(roster.from(), day), roster.turns().days());
  }

  private static String member(Roster roster, long turn) {
    return roster.members().get(Math.floorMod(turn, roster.members().size()));
  }
}
