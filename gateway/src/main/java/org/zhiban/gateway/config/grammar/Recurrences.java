package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PlanSpec.Recurrence;
import org.zhiban.model.site.Span;

/** When a plan is due: one kind a plan, or the first of several. */
final class Recurrences {
  static final Key<PlanSpec.Rule> RRULE =
      optional("rrule", RecurrenceRules.RULE, "RFC 5545, in the site's zone");
  static final Key<PlanSpec.Floating> FLOATING =
      optional(
          "floating",
          mapped(Durations.span(), PlanSpec.Floating::new),
          "so long after the last completion");
  static final Key<PlanSpec.Ceiling> CEILING =
      optional(
          "ceiling",
          mapped(Durations.span(), PlanSpec.Ceiling::new),
          "the longest gap from the last completion that the law allows");
  private static final Key<String> METER_POINT =
      required("point", Texts.name("a point's id"), "a counter of each equipment of the plan");
  private static final Key<Double> METER_EVERY =
      required("every", Numbers.positive(), "every so much of it");
  static final Key<PlanSpec.Meter> METER =
      optional(
          "meter",
          MappingShape.of(
              "a meter",
              List.of(METER_POINT, METER_EVERY),
              (values, _) -> new PlanSpec.Meter(values.get(METER_POINT), values.get(METER_EVERY))),
          "every so much of a counter");
  private static final Key<String> AFTER_RULE =
      optional("rule", Texts.id(), "an alarm of this rule, or");
  private static final Key<String> AFTER_EVENT =
      optional("event", Texts.name("an event point's id"), "an event of this point");
  private static final Key<Span> AFTER_WITHIN =
      required("within", Durations.span(), "how soon after it");
  static final Key<PlanSpec.After> AFTER =
      optional(
          "after",
          MappingShape.<PlanSpec.After>of(
                  "what comes before",
                  List.of(AFTER_RULE, AFTER_EVENT, AFTER_WITHIN),
                  (values, _) ->
                      new PlanSpec.After(
                          values.find(AFTER_RULE),
                          values.find(AFTER_EVENT),
                          values.get(AFTER_WITHIN)))
              .check(Checks.oneOf(AFTER_RULE, AFTER_EVENT))
              .check(Recurrences::checkAfter),
          "after an alarm or an event");

  private static final List<Key<? extends Recurrence>> SIMPLE =
      List.of(RRULE, FLOATING, CEILING, METER, AFTER);

  private static final MappingShape<Recurrence> ONE =
      MappingShape.<Recurrence>of(
              "a recurrence", List.copyOf(SIMPLE), (values, _) -> simple(values).orElse(null))
          .check(Checks.exactlyOne("recurrence", SIMPLE))
          .check(
              (values, reading) ->
                  values
                      .find(RRULE)
                      .ifPresent(
                          rule ->
                              RecurrenceRules.checkDates(
                                  rule, Optional.empty(), values.node(RRULE), reading)));

  static final Key<PlanSpec.FirstOf> FIRST_OF =
      optional("first_of", new FirstOf(ListShape.some(ONE)), "whichever of these is first");

  static final List<Key<? extends Recurrence>> KINDS =
      List.of(RRULE, FLOATING, CEILING, METER, AFTER, FIRST_OF);

  private static final Key<LocalDate> FROM =
      optional("from", Times.date(), "first date of an rrule; needed where its interval is over 1");

  private Recurrences() {}

  private record FirstOf(ListShape<Recurrence> list)
      implements org.zhiban.gateway.config.shape.Shape<PlanSpec.FirstOf> {
    @Override
    public PlanSpec.@Nullable FirstOf read(
        org.zhiban.gateway.config.yaml.Node node, Reading reading) {
      List<Recurrence> read = list.read(node, reading);
      return read == null ? null : new PlanSpec.FirstOf(read);
    }

    @Override
    public String says() {
      return list.says();
    }

    @Override
    public List<org.zhiban.gateway.config.shape.Shape<?>> parts() {
      return List.of(list);
    }
  }

  private static <A, B> Leaf<B> mapped(Leaf<A> leaf, java.util.function.Function<A, B> meaning) {
    return new Leaf<>(
        leaf.says(),
        leaf.remedy(),
        (scalar, reading) -> {
          A value = leaf.parser().apply(scalar, reading);
          return value == null ? null : meaning.apply(value);
        },
        leaf.judges());
  }

  static List<Key<?>> keys(List<Key<?>> before, List<Key<?>> behind) {
    List<Key<?>> keys = new ArrayList<>(before);
    keys.addAll(KINDS);
    keys.add(FROM);
    keys.addAll(behind);
    return keys;
  }

  private static Optional<Recurrence> simple(Values values) {
    return SIMPLE.stream().<Recurrence>flatMap(key -> values.find(key).stream()).findFirst();
  }

  static Optional<Recurrence> of(Values values) {
    return values
        .find(RRULE)
        .<Recurrence>map(
            rule -> new PlanSpec.Rule(rule.rrule(), values.find(FROM), rule.position()))
        .or(() -> simple(values))
        .or(() -> values.find(FIRST_OF));
  }

  static void checkStart(Values values, Reading reading) {
    if (values.given(FROM) && !values.given(RRULE)) {
      reading.error(values.keyNode(FROM), "'from' belongs to an rrule", "take it out");
    }
    values
        .find(RRULE)
        .filter(rule -> RecurrenceRules.interval(rule.rrule()) > 1 && !values.given(FROM))
        .ifPresent(
            _ ->
                reading.error(
                    values.node(RRULE),
                    "an interval over 1 counts from somewhere",
                    "add 'from: 2026-01-10', the first date"));
    values
        .find(RRULE)
        .ifPresent(
            rule ->
                RecurrenceRules.checkDates(rule, values.find(FROM), values.node(RRULE), reading));
  }

  private static void checkAfter(Values values, Reading reading) {
    values
        .find(AFTER_RULE)
        .ifPresent(
            rule ->
                reading.later(() -> Anywhere.checkRule(rule, values.node(AFTER_RULE), reading)));
    values
        .find(AFTER_EVENT)
        .ifPresent(
            event ->
                reading.later(() -> Anywhere.checkEvent(event, values.node(AFTER_EVENT), reading)));
  }
}
