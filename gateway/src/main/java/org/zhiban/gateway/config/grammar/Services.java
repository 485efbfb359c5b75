package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.cost.Money;
import org.zhiban.model.site.Answers;
import org.zhiban.model.site.Charges;
import org.zhiban.model.site.Intake;
import org.zhiban.model.site.Intake.AutoDispatch;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.ServiceTargets;
import org.zhiban.model.site.ServiceTargets.ApprovalTier;
import org.zhiban.model.site.Span;
import org.zhiban.model.site.VisitShares;

/** The clocks and approvals of the site. */
final class Services {
  /** No clock and no approval. */
  static final ServiceTargets NONE =
      new ServiceTargets(
          Map.of(), Map.of(), Map.of(), java.util.Optional.empty(), List.of(), Responsible.NONE);

  private static final Key<Currency> CURRENCY =
      defaulted("currency", currency(), Charges.USUAL.currency(), "of every amount of the site");
  private static final Key<Double> LABOUR =
      defaulted("labour_per_hour", Numbers.notNegative(), 0.0, "what an hour of own labour costs");

  private static final String RESOLVE_NAME = "resolve";

  private static final Map<String, Key<Span>> CLOCKS = clocks();
  private static final Key<Map<String, Span>> RESOLVE =
      defaulted(
          RESOLVE_NAME,
          new MapShape<>("targets", severity(), Durations.span()),
          Map.of(),
          "until the repair, by severity");
  private static final Key<Map<String, Span>> URGENT =
      defaulted(
          "urgent",
          new MapShape<>("targets", fromTheOpening(), Durations.span()),
          Map.of(),
          "of urgent orders, in the place of those above");
  private static final Key<String> HANDOVER =
      optional(
          "handover_at",
          Texts.matching(
              "shift_end or a time of day",
              "write shift_end or a time like \"17:00\"",
              text -> text.equals("shift_end") || text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")),
          "when what is not returned is handed on");
  private static final Key<List<ApprovalTier>> APPROVALS =
      defaulted("approvals", Approvals.LIST, List.of(), "who agrees to which amount, in order");

  private static final Key<List<String>> ENGINEERING =
      defaulted("engineering", persons(), List.of(), "end orders of P1; else every manager");
  private static final Key<List<String>> LIFT_SAFETY =
      defaulted("lift_safety", persons(), List.of(), "end orders of lifts; else as for P1");
  private static final Key<List<String>> FIRE_SAFETY =
      defaulted("fire_safety", persons(), List.of(), "end orders of fire; else as for P1");
  private static final Key<Responsible> RESPONSIBLE =
      defaulted(
          "responsible",
          MappingShape.of(
              "who answers for orders",
              List.of(ENGINEERING, LIFT_SAFETY, FIRE_SAFETY),
              (values, _) ->
                  new Responsible(
                      values.get(ENGINEERING), values.get(LIFT_SAFETY), values.get(FIRE_SAFETY))),
          Responsible.NONE,
          "who verifies, cancels and rejects what no supervisor ends alone");

  private static final Key<Duration> ENTERED_WITHIN =
      defaulted(
          "entered_within",
          Durations.positive(),
          ServiceTargets.USUALLY_ENTERED_WITHIN,
          "how long afterwards a step may be entered with its true time");
  private static final Key<AutoDispatch> AUTO_DISPATCH =
      defaulted(
          "auto_dispatch",
          Words.lower("what is dispatched by itself", AutoDispatch.values()),
          AutoDispatch.OFF,
          "new orders that are given to the first candidate without a person asking");
  private static final Key<List<LocalizedText>> TRIGGERS =
      defaulted(
          "urgent_triggers",
          ListShape.of(Localized.TEXT),
          Intake.TRIGGERS,
          "what makes a report urgent; else 爆管, 电器冒烟, 突然停水停电, 客户特别要求");

  private static final Key<String> EMERGENCY_PHONE =
      optional(
          "emergency_phone",
          Texts.matching(
              "a telephone number",
              "write digits, spaces, + and -, such as 400-000-0000",
              text -> text.matches("[+0-9][0-9 -]{2,23}")),
          "where somebody answers day and night; stands on the residents' page");

  private static final Key<VisitShares> VISITS =
      defaulted("visits", ReturnVisits.SHAPE, VisitShares.USUAL, "return visits, drawn by lot");

  private static final Key<Answers> ANSWERS =
      defaulted(
          "answers",
          AnswerTargets.SHAPE,
          Answers.USUAL,
          "by when complaints and demands are answered");

  static final MappingShape<ServiceTargets> SHAPE =
      MappingShape.of(
          "the service targets",
          keys(),
          (values, _) ->
              new ServiceTargets(
                  targets(values),
                  values.get(RESOLVE),
                  values.get(URGENT),
                  values.find(HANDOVER),
                  values.get(APPROVALS),
                  values.get(RESPONSIBLE),
                  values.get(ENTERED_WITHIN),
                  new Intake(
                      values.get(AUTO_DISPATCH),
                      values.get(TRIGGERS),
                      values.find(EMERGENCY_PHONE)),
                  charges(values),
                  FollowUps.of(values),
                  values.get(VISITS),
                  values.get(ANSWERS)));

  private Services() {}

  private static Map<String, Key<Span>> clocks() {
    Map<String, Key<Span>> clocks = new LinkedHashMap<>();
    for (String name : Clocks.NAMES) {
      if (!name.equals(RESOLVE_NAME)) {
        clocks.put(name, optional(name, Durations.span(), "target of the clock '" + name + "'"));
      }
    }
    return clocks;
  }

  private static List<Key<?>> keys() {
    List<Key<?>> keys = new ArrayList<>(CLOCKS.values());
    keys.addAll(
        List.of(
            RESOLVE,
            URGENT,
            HANDOVER,
            APPROVALS,
            RESPONSIBLE,
            ENTERED_WITHIN,
            AUTO_DISPATCH,
            TRIGGERS,
            EMERGENCY_PHONE,
            CURRENCY,
            LABOUR,
            VISITS,
            ANSWERS));
    keys.addAll(FollowUps.KEYS);
    return keys;
  }

  private static Leaf<Currency> currency() {
    return Leaf.of(
        "a currency",
        "write its three letters of ISO 4217, such as CNY or EUR",
        scalar ->
            Currency.getAvailableCurrencies().stream()
                .filter(one -> one.getCurrencyCode().equals(scalar.text()))
                .findFirst()
                .orElse(null));
  }

  private static Charges charges(Values values) {
    Currency currency = values.get(CURRENCY);
    return new Charges(currency, Money.rounded(BigDecimal.valueOf(values.get(LABOUR)), currency));
  }

  private static ListShape<String> persons() {
    return ListShape.some(Refs.to(Kind.STAFF));
  }

  /** Verification and return visit are promised alike, however urgent the fault was. */
  private static Leaf<String> fromTheOpening() {
    Map<String, String> words = new LinkedHashMap<>();
    Clocks.NAMES.stream()
        .filter(name -> !name.equals("verify") && !name.equals("visit"))
        .forEach(name -> words.put(name, name));
    return Words.of("a clock", words);
  }

  private static Leaf<String> severity() {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : List.of("minor", "moderate", "serious", "serious_plan_and_start")) {
      words.put(word, word);
    }
    return Words.of("a severity", words);
  }

  private static Map<String, Span> targets(Values values) {
    Map<String, Span> targets = new LinkedHashMap<>();
    CLOCKS.forEach((name, key) -> values.find(key).ifPresent(span -> targets.put(name, span)));
    return targets;
  }
}
