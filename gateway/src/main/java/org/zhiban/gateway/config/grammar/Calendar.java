package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.Holidays;
import org.zhiban.model.site.Shift;
import org.zhiban.model.site.WorkingHours;

/** Shifts, the working week, and the days that differ from it. */
final class Calendar {
  private static final Key<LocalTime> FROM = required("from", Times.timeOfDay(), "when it begins");
  private static final Key<LocalTime> TO = required("to", Times.timeOfDay(), "when it ends");
  private static final Key<LocalTime> SHIFT_TO =
      required("to", Times.timeOfDay(), "when it ends; before 'from': the next morning");
  private static final Key<List<DayOfWeek>> DAYS =
      required("days", ListShape.some(day()), "the working days of a usual week");

  private static final MappingShape<Shift> SHIFT =
      MappingShape.of(
          "a shift",
          List.of(FROM, SHIFT_TO),
          (values, reading) ->
              new Shift(reading.name().text(), values.get(FROM), values.get(SHIFT_TO)));

  static final MapShape<Shift> SHIFTS = new MapShape<>("shifts", Texts.declared(Kind.SHIFT), SHIFT);

  static final MappingShape<WorkingHours> WORKING_HOURS =
      MappingShape.<WorkingHours>of(
              "the working hours",
              List.of(DAYS, FROM, TO),
              (values, _) ->
                  new WorkingHours(Set.copyOf(values.get(DAYS)), values.get(FROM), values.get(TO)))
          .check(Calendar::checkHours);

  private static final Key<List<LocalDate>> CLOSED =
      defaulted("closed", ListShape.of(Times.date()), List.of(), "days off besides the week's");
  private static final Key<List<LocalDate>> WORKING =
      defaulted(
          "working", ListShape.of(Times.date()), List.of(), "days of a weekend that are worked");

  static final MappingShape<Holidays> HOLIDAYS =
      MappingShape.<Holidays>of(
              "the holidays",
              List.of(CLOSED, WORKING),
              (values, _) ->
                  new Holidays(Set.copyOf(values.get(CLOSED)), Set.copyOf(values.get(WORKING))))
          .check(Calendar::checkDays);

  private Calendar() {}

  private static Leaf<DayOfWeek> day() {
    Map<String, DayOfWeek> words = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      words.put(day.name().substring(0, 2).toLowerCase(Locale.ROOT), day);
    }
    return Words.of("a day of the week", words);
  }

  private static void checkHours(Values values, Reading reading) {
    LocalTime from = values.find(FROM).orElse(LocalTime.MIN);
    LocalTime to = values.find(TO).orElse(LocalTime.MAX);
    if (!from.isBefore(to)) {
      reading.error(
          values.node(TO), "the working hours end before they begin", "write a later 'to'");
    }
  }

  private static void checkDays(Values values, Reading reading) {
    List<LocalDate> working = values.find(WORKING).orElse(List.of());
    for (LocalDate day : values.find(CLOSED).orElse(List.of())) {
      if (working.contains(day)) {
        reading.error(
            values.node(WORKING), day + " is both closed and worked", "take it out of one list");
      }
    }
  }
}
