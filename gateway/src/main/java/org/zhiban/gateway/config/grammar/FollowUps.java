package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.FollowUp;
import org.zhiban.model.site.MajorSpec;
import org.zhiban.model.site.Span;
import org.zhiban.model.staff.Role;

/** What happens by itself when the time of an order runs on. */
final class FollowUps {
  private static final Leaf<String> SOMEBODY =
      Notifications.recipient(
          Stream.concat(Stream.of(FollowUp.ASSIGNEE), Arrays.stream(Role.values()).map(Role::word))
              .toList());

  private static final Key<Span> HOLD_AT_MOST =
      defaulted(
          "hold_at_most",
          Durations.span(),
          FollowUp.HOLD_AT_MOST,
          "the longest pause of an order; then it goes on by itself");
  private static final Key<Span> CHASE =
      optional(
          "chase",
          Durations.span(),
          "after so long without acceptance: chased, twice, then given to the next; else as"
              + " accept, or respond");

  private static final Key<List<String>> REMIND =
      told("remind", FollowUp.REMIND, "at 50 % of a target; assignee: whoever it waits for");
  private static final Key<List<String>> WARN = told("warn", FollowUp.WARN, "at 80 %");
  private static final Key<List<String>> BREACH =
      told("breach", FollowUp.BREACH, "when it is broken");
  private static final Key<List<String>> OVERRUN = told("overrun", FollowUp.BREACH, "at 150 %");
  private static final Key<List<String>> HANDOVER =
      told("handover", FollowUp.HANDOVER, "of what is not returned at handover_at");

  private static final Key<List<String>> DISPATCHED =
      told("dispatched", FollowUp.DISPATCHED, "at once, when somebody is given an order");
  private static final Key<List<String>> URGENT =
      told("urgent", FollowUp.URGENT, "at once, of an urgent report");

  /** Whom to tell. */
  private record Told(
      List<String> remind,
      List<String> warn,
      List<String> breach,
      List<String> overrun,
      List<String> handover,
      List<String> dispatched,
      List<String> urgent) {}

  private static final Key<Told> TELL =
      defaulted(
          "tell",
          MappingShape.of(
              "who hears of an order, and when its time runs on",
              List.of(REMIND, WARN, BREACH, OVERRUN, HANDOVER, DISPATCHED, URGENT),
              (values, _) ->
                  new Told(
                      values.get(REMIND),
                      values.get(WARN),
                      values.get(BREACH),
                      values.get(OVERRUN),
                      values.get(HANDOVER),
                      values.get(DISPATCHED),
                      values.get(URGENT))),
          new Told(
              FollowUp.REMIND,
              FollowUp.WARN,
              FollowUp.BREACH,
              FollowUp.BREACH,
              FollowUp.HANDOVER,
              FollowUp.DISPATCHED,
              FollowUp.URGENT),
          "who hears of an order, and when its time runs on");

  private static final Key<Integer> CALLERS =
      defaulted(
          "callers",
          Numbers.whole(1, 10_000),
          MajorSpec.USUAL.callers(),
          "so many different callers reported it");
  private static final Key<Span> UNRESOLVED =
      defaulted(
          "unresolved",
          Durations.span(),
          MajorSpec.USUAL.unresolved(),
          "so long after its opening it is not repaired");
  private static final Key<Integer> EQUIPMENT =
      defaulted(
          "equipment",
          Numbers.whole(1, 10_000),
          MajorSpec.USUAL.equipment(),
          "so many other equipments stand because of it");
  private static final Key<List<String>> MAJOR_TOLD =
      told("tell", MajorSpec.USUAL.tell(), "when a fault becomes a major one");

  private static final Key<MajorSpec> MAJOR =
      defaulted(
          "major",
          MappingShape.of(
              "what makes a fault a major one",
              List.of(CALLERS, UNRESOLVED, EQUIPMENT, MAJOR_TOLD),
              (values, _) ->
                  new MajorSpec(
                      values.get(CALLERS),
                      values.get(UNRESOLVED),
                      values.get(EQUIPMENT),
                      values.get(MAJOR_TOLD))),
          MajorSpec.USUAL,
          "what makes the order of a fault a major one");

  /** No week's report. */
  private static final String OFF = "off";

  private static final Map<String, DayOfWeek> DAYS =
      Arrays.stream(DayOfWeek.values())
          .collect(Collectors.toMap(FollowUps::word, Function.identity()));

  private static final Key<String> WEEK_REPORT =
      defaulted(
          "week_report",
          Texts.matching(
              "a day of the week, or off",
              "write mo, tu, we, th, fr, sa, su or off",
              text -> text.equals(OFF) || DAYS.containsKey(text)),
          word(FollowUp.WEEK_REPORT),
          "the day on which a week's report is kept, at the end of the working hours");

  static final List<Key<?>> KEYS = List.of(HOLD_AT_MOST, CHASE, TELL, MAJOR, WEEK_REPORT);

  private FollowUps() {}

  private static String word(DayOfWeek day) {
    return day.name().substring(0, 2).toLowerCase(Locale.ROOT);
  }

  private static Key<List<String>> told(String name, List<String> usual, String when) {
    return defaulted(name, ListShape.of(SOMEBODY), usual, when);
  }

  static FollowUp of(Values values) {
    Told told = values.get(TELL);
    return new FollowUp(
        values.get(HOLD_AT_MOST),
        values.find(CHASE),
        told.remind(),
        told.warn(),
        told.breach(),
        told.overrun(),
        told.handover(),
        told.dispatched(),
        told.urgent(),
        values.get(MAJOR),
        Optional.ofNullable(DAYS.get(values.get(WEEK_REPORT))));
  }
}
