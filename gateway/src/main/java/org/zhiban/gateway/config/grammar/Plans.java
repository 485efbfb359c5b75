package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Kept;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PlanSpec.Recurrence;
import org.zhiban.model.site.Span;

/** Maintenance plans. */
final class Plans {
  private static final Key<Level> LEVEL =
      required("level", Words.lower("a level", Level.values()), "how deep a visit goes");
  static final Key<String> TRADE = required("trade", Trades.trade(), "who does it");
  static final Key<String> CONTRACTOR =
      optional("contractor", Refs.to(Kind.CONTRACTOR), "the company that does it");
  static final Key<Span> LEAD =
      optional("lead", Durations.span(), "how long before a ceiling the visit is aimed at");
  private static final Key<PlanSpec.Window> WINDOW =
      optional("window", Times.hours(), "hours of the day in which work may start");
  private static final Key<PlanSpec.Season> SEASON =
      optional("season", Seasons.SHAPE, "days of the year outside which the plan rests");
  private static final Key<Boolean> STATUTORY =
      defaulted("statutory", Numbers.flag(), false, "the record is asked for by law");
  private static final Key<List<String>> ABSORBS =
      defaulted(
          "absorbs",
          ListShape.some(Refs.to(Kind.PLAN)),
          List.of(),
          "smaller plans that a visit of this one covers");
  private static final Key<String> CHECKLIST =
      optional("checklist", Refs.to(Kind.CHECKLIST), "what the visit looks at");

  private static final MappingShape<PlanSpec> PLAN =
      MappingShape.of(
              "a plan",
              Recurrences.keys(
                  List.of(LEVEL, TRADE, CONTRACTOR),
                  List.of(LEAD, WINDOW, SEASON, STATUTORY, ABSORBS, CHECKLIST)),
              Plans::build)
          .check(Checks.exactlyOne("recurrence", Recurrences.KINDS))
          .check(Recurrences::checkStart)
          .check(Plans::checkLead)
          .check(Plans::checkAbsorbed);

  static final MapShape<PlanSpec> SHAPE =
      new MapShape<>(
          "plans",
          Texts.declared(Kind.PLAN),
          new Kept<>(PLAN, (plan, names) -> names.plans().put(plan.id(), plan)));

  private Plans() {}

  private static void checkLead(Values values, Reading reading) {
    PlanSpec.Ceiling ceiling = values.find(Recurrences.CEILING).orElse(null);
    if (values.given(LEAD) && !values.given(Recurrences.CEILING)) {
      reading.error(
          values.keyNode(LEAD),
          "'lead' belongs to a ceiling",
          "take it out, or write 'ceiling: …'");
    }
    Span lead = values.find(LEAD).orElse(null);
    if (ceiling != null
        && lead != null
        && lead.unit() != Span.Unit.WORKING_DAY
        && ceiling.gap().unit() != Span.Unit.WORKING_DAY
        && lead.toDuration().compareTo(ceiling.gap().toDuration()) >= 0) {
      reading.error(
          values.node(LEAD),
          "a lead of " + lead + " leaves nothing of the gap of " + ceiling.gap(),
          "write a shorter lead");
    }
  }

  private static void checkAbsorbed(Values values, Reading reading) {
    if (values.find(ABSORBS).orElse(List.of()).contains(reading.name().text())) {
      reading.error(values.node(ABSORBS), "a plan cannot absorb itself", "take it out");
    }
  }

  private static @Nullable PlanSpec build(Values values, Reading reading) {
    Recurrence recurrence = Recurrences.of(values).orElse(null);
    return recurrence == null
        ? null
        : new PlanSpec(
            reading.name().text(),
            values.get(LEVEL),
            values.get(TRADE),
            values.find(CONTRACTOR),
            recurrence,
            values.find(LEAD),
            values.find(WINDOW),
            values.find(SEASON),
            values.get(STATUTORY),
            values.get(ABSORBS),
            values.find(CHECKLIST),
            reading.name().position());
  }
}
