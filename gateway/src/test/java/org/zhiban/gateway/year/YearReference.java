package org.zhiban.gateway.year;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** On which days the plans of the example site fall, said without its language. */
final class YearReference {
  private static final Set<DayOfWeek> LIFT_DAYS =
      EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);

  /** By plan, whether it falls on a day. */
  static final Map<String, Predicate<LocalDate>> DATES =
      Map.of(
          "pump-daily", _ -> true,
          "pump-monthly", day -> day.getDayOfMonth() == 5,
          "pump-before-flood",
              day ->
                  day.getDayOfWeek() == DayOfWeek.MONDAY
                      && !MonthDay.from(day).isBefore(MonthDay.of(5, 15))
                      && !MonthDay.from(day).isAfter(MonthDay.of(9, 30)),
          "lift-patrol", day -> LIFT_DAYS.contains(day.getDayOfWeek()),
          "fire-daily", _ -> true,
          "fire-monthly", day -> day.plusDays(1).getDayOfMonth() == 1,
          "fire-quarterly", day -> day.getDayOfMonth() == 10 && day.getMonthValue() % 3 == 1,
          "fire-yearly", day -> day.getMonthValue() == 9 && day.getDayOfMonth() == 1,
          "door-quarterly", day -> day.getDayOfMonth() == 15 && day.getMonthValue() % 3 == 1,
          "lpr-weekly", day -> day.getDayOfWeek() == DayOfWeek.TUESDAY);

  /** The longest gaps by plan, in days. */
  static final Map<String, Integer> CEILINGS =
      Map.of(
          "lift-half-monthly", 15,
          "lift-quarterly", 92,
          "lift-half-yearly", 183,
          "lift-yearly", 365);

  /** Which larger visits do the work of a plan too. */
  static final Map<String, Set<String>> DONE_BY =
      Map.of(
          "lift-half-monthly",
              Set.of("lift-half-monthly", "lift-quarterly", "lift-half-yearly", "lift-yearly"),
          "lift-quarterly", Set.of("lift-quarterly", "lift-half-yearly", "lift-yearly"),
          "lift-half-yearly", Set.of("lift-half-yearly", "lift-yearly"),
          "lift-yearly", Set.of("lift-yearly"));

  private YearReference() {}
}
