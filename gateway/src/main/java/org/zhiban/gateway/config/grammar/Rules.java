package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.yaml.Rendering;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;

/** Rules of an equipment and of the site. */
final class Rules {
  static final Key<Duration> ON_DELAY =
      defaulted("on_delay", Durations.duration(), Duration.ZERO, "how long true before the alarm");
  static final Key<Duration> OFF_DELAY =
      defaulted(
          "off_delay", Durations.duration(), Duration.ZERO, "how long false before it clears");
  static final Key<Priority> PRIORITY =
      optional(
          "priority",
          Priorities.PRIORITY,
          "how soon to act; needed unless every limit has its own");
  static final Key<Boolean> LATCH =
      defaulted("latch", Numbers.flag(), false, "stays until a person resets it");
  static final Key<Boolean> LIFE_SAFETY =
      defaulted(
          "life_safety",
          Numbers.flag(),
          false,
          "never shelved, inhibited, muted or verified by a machine");
  static final Key<List<String>> KEY =
      defaulted(
          "key",
          ListShape.some(Texts.text()),
          List.of(),
          "points or event fields: an alarm of its own for each combination of their values");
  static final Key<LocalizedText> MESSAGE =
      optional("message", Localized.TEXT, "with {point} for a value; else what the condition says");
  static final Key<OrderSpec> ORDER = optional("order", Orders.SHAPE, "the order it makes");
  static final Key<List<String>> INHIBITS =
      defaulted(
          "inhibits",
          ListShape.some(Texts.inhibited()),
          List.of(),
          "rules of the same equipment that it suppresses while active, `below/ID` those of all"
              + " equipment below it (its `parent`, directly or not), `below/*` every rule there;"
              + " never life safety");
  static final Key<RuleSpec.Escalation> ESCALATE =
      optional("escalate", Escalations.SHAPE, "a higher priority when something more happens");
  static final Key<Boolean> UNLESS_PERMIT =
      defaulted(
          "unless_permit",
          Numbers.flag(),
          false,
          "raises nothing new while a permit covers its equipment; what still holds at its end is"
              + " raised then. Happenings meanwhile are passed over. Never life safety's P1");
  static final Key<Boolean> UNLESS_OPEN_ORDER =
      defaulted(
          "unless_open_order",
          Numbers.flag(),
          false,
          "suppressed, naming it, while its equipment has another open order; never life safety");
  static final Key<Duration> RE_ALARM =
      optional("re_alarm", Durations.positive(), "sounds again after so long in alarm");
  static final Key<Boolean> ENABLED =
      defaulted("enabled", Numbers.flag(), true, "false: checked, but does not run");
  static final Key<String> EQUIPMENT =
      optional("equipment", Refs.to(Kind.EQUIPMENT), "whose alarm it is");

  private static final MappingShape<RuleSpec> OF_EQUIPMENT = shape("a rule", List.of());
  private static final MappingShape<RuleSpec> OF_SITE =
      shape("a rule of the site", List.of(EQUIPMENT));

  static final MapShape<RuleSpec> SHAPE = new MapShape<>("rules", Texts.id(), OF_EQUIPMENT);
  static final MapShape<RuleSpec> SITE_SHAPE =
      new MapShape<>("rules of the site", Texts.declared(Kind.SITE_RULE), new SiteRule(OF_SITE));

  private Rules() {}

  private static MappingShape<RuleSpec> shape(String title, List<Key<?>> more) {
    List<Key<?>> keys = new ArrayList<>(RuleKinds.KEYS);
    keys.addAll(more);
    keys.addAll(
        List.of(
            ON_DELAY,
            OFF_DELAY,
            PRIORITY,
            LATCH,
            LIFE_SAFETY,
            KEY,
            MESSAGE,
            ORDER,
            INHIBITS,
            ESCALATE,
            UNLESS_PERMIT,
            UNLESS_OPEN_ORDER,
            RE_ALARM,
            ENABLED));
    return MappingShape.of(title, keys, Rules::build)
        .check(Checks.exactlyOne("rule kind", RuleKinds.KEYS))
        .check(RuleChecks::priority)
        .check(RuleChecks::escalation)
        .check(RuleChecks::balance)
        .check(RuleChecks::verification)
        .check(RuleChecks::work)
        .check(RuleChecks::inhibited)
        .check(RuleChecks::keyed)
        .check(Messages::check);
  }

  private static @Nullable RuleSpec build(Values values, Reading reading) {
    Condition condition = RuleKinds.of(values).orElse(null);
    Priority priority = values.find(PRIORITY).or(() -> RuleChecks.ofLimits(condition)).orElse(null);
    if (condition == null || priority == null) {
      return null;
    }
    String id = reading.name().text();
    return new RuleSpec(
        id,
        values.find(EQUIPMENT).or(() -> ofScope(reading)),
        condition,
        values.get(ON_DELAY),
        values.get(OFF_DELAY),
        priority,
        values.get(LATCH),
        values.get(LIFE_SAFETY) || reading.scope().lifeSafety(),
        values.get(KEY),
        values.find(MESSAGE).orElse(LocalizedText.same("")),
        values.find(ORDER),
        values.get(INHIBITS),
        values.find(ESCALATE),
        values.get(UNLESS_PERMIT),
        values.get(UNLESS_OPEN_ORDER),
        values.find(RE_ALARM),
        values.get(ENABLED),
        Rendering.of(reading.name(), values.mapping()),
        reading.name().position());
  }

  private static Optional<String> ofScope(Reading reading) {
    return reading.scope().equipment();
  }
}
