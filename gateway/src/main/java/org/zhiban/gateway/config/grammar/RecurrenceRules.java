package org.zhiban.gateway.config.grammar;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRule.Part;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.rules.maintenance.RecurrenceDates;

/** RFC 5545 recurrence rules of plans: at most one visit a day. */
final class RecurrenceRules {
  private static final String REMEDY = "write it like FREQ=MONTHLY;BYMONTHDAY=5 (RFC 5545, 3.3.10)";
  private static final Set<Freq> DAYS =
      EnumSet.of(Freq.YEARLY, Freq.MONTHLY, Freq.WEEKLY, Freq.DAILY);

  static final Leaf<PlanSpec.Rule> RULE =
      Leaf.judging("a recurrence rule", REMEDY, RecurrenceRules::read);

  private RecurrenceRules() {}

  private static PlanSpec.@Nullable Rule read(Node.Scalar scalar, Reading reading) {
    RecurrenceRule rule;
    try {
      rule = new RecurrenceRule(scalar.text(), RecurrenceRule.RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      reading.error(
          scalar, "'" + scalar.text() + "' is not a recurrence rule: " + reason(e), REMEDY);
      return null;
    }
    if (!DAYS.contains(rule.getFreq()) || severalADay(rule)) {
      reading.error(
          scalar,
          "a plan has at most one visit a day",
          "use FREQ=DAILY or longer with one BYHOUR, or write two plans");
      return null;
    }
    List<Integer> monthDays =
        Optional.ofNullable(rule.getByPart(Part.BYMONTHDAY)).orElse(List.of());
    if (monthDays.stream().anyMatch(day -> day > 28) && rule.getFreq() != Freq.YEARLY) {
      reading.warning(
          scalar,
          "months without this day are passed over (RFC 5545)",
          "write BYMONTHDAY=-1 for the last day of each month");
    }
    return new PlanSpec.Rule(scalar.text(), Optional.empty(), scalar.runs().getFirst().position());
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? "it cannot be read" : message.replaceAll("\\s+", " ");
  }

  private static boolean severalADay(RecurrenceRule rule) {
    return List.of(Part.BYHOUR, Part.BYMINUTE, Part.BYSECOND).stream()
        .map(rule::getByPart)
        .anyMatch(values -> values != null && values.size() > 1);
  }

  /** A plan that has no date is one that nobody is ever told of. */
  static void checkDates(PlanSpec.Rule rule, Optional<LocalDate> from, Node at, Reading reading) {
    // A day more or less, by the site's zone, is nothing to ten years.
    switch (RecurrenceDates.of(rule.rrule(), from, ZoneOffset.UTC).outlook(reading.today())) {
      case COMES -> {}
      case OVER ->
          reading.warning(
              at,
              "this rule is over: it has no date in the ten years to come",
              "take the plan out, or let UNTIL, COUNT or 'from' reach further");
      case NEVER ->
          reading.error(
              at,
              "this rule has no date, not in the ten years to come either",
              "name a day that there is: BYMONTHDAY=-1 is the last of a month, and an interval"
                  + " over 1 passes over the months between");
    }
  }

  /** The interval of a rule that was read. */
  static int interval(String rrule) {
    try {
      return new RecurrenceRule(rrule).getInterval();
    } catch (InvalidRecurrenceRuleException e) {
      throw new IllegalStateException("was read before: " + rrule, e);
    }
  }
}
