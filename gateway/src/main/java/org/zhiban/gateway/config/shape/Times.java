package org.zhiban.gateway.config.shape;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.model.site.PlanSpec;

/** Dates, times of day and zones. */
public final class Times {
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern MONTH_DAY = Pattern.compile("[0-9]{2}-[0-9]{2}");

  private Times() {}

  /** A time of day, {@code 08:30}. */
  public static Leaf<LocalTime> timeOfDay() {
    return Leaf.of("a time of day", "write it like \"08:30\"", scalar -> timeOf(scalar.text()));
  }

  private static @Nullable LocalTime timeOf(String text) {
    return TIME.matcher(text).matches() ? LocalTime.parse(text) : null;
  }

  /** Hours of the day; a second time before the first passes midnight; 24:00 is midnight. */
  public static Leaf<PlanSpec.Window> hours() {
    return Leaf.of(
        "hours of the day",
        "write them like \"08:00-17:30\"; a second time before the first passes midnight",
        scalar -> {
          String[] ends = scalar.text().split("-", -1);
          LocalTime from = ends.length == 2 ? timeOf(ends[0]) : null;
          LocalTime to =
              ends.length == 2
                  ? ends[1].equals("24:00") ? LocalTime.MIDNIGHT : timeOf(ends[1])
                  : null;
          if (from == null || to == null) {
            return null;
          }
          boolean day = from.equals(LocalTime.MIDNIGHT) && scalar.text().endsWith("24:00");
          return day || !from.equals(to) ? new PlanSpec.Window(from, to) : null;
        });
  }

  /** A calendar date, {@code 2026-11-10}. */
  public static Leaf<LocalDate> date() {
    return Leaf.of(
        "a date",
        "write it like 2026-11-10",
        scalar -> DATE.matcher(scalar.text()).matches() ? dateOf(scalar.text()) : null);
  }

  private static @Nullable LocalDate dateOf(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A day of every year, {@code 05-15}. */
  public static Leaf<MonthDay> monthDay() {
    return Leaf.of(
        "a day of the year",
        "write month and day like 05-15",
        scalar -> MONTH_DAY.matcher(scalar.text()).matches() ? monthDayOf(scalar.text()) : null);
  }

  private static @Nullable MonthDay monthDayOf(String text) {
    try {
      return MonthDay.parse("--" + text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** A time zone of the IANA database. */
  public static Leaf<ZoneId> zone() {
    return Leaf.judging(
        "a time zone",
        "write a name of the IANA database like Asia/Shanghai",
        (scalar, reading) -> {
          if (ZoneId.getAvailableZoneIds().contains(scalar.text())) {
            return ZoneId.of(scalar.text());
          }
          String meant =
              Nearest.to(scalar.text(), ZoneId.getAvailableZoneIds().stream().sorted().toList())
                  .map(zone -> "did you mean '" + zone + "'? It is ")
                  .orElse("write ");
          reading.error(
              scalar,
              Found.words(scalar) + " is not a time zone",
              meant + "a name of the IANA database like Asia/Shanghai");
          return null;
        });
  }
}
