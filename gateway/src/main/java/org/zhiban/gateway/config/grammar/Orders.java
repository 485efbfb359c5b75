package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.OrderSpec.Merge;
import org.zhiban.model.site.OrderSpec.Occurrences;
import org.zhiban.model.site.OrderSpec.Verify;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/** The order that an alarm makes. */
final class Orders {
  private static final Key<Integer> TIMES =
      required("times", Numbers.whole(2, 10_000), "so many occurrences");
  private static final Key<Duration> WITHIN =
      required("within", Durations.positive(), "within this time");
  private static final MappingShape<Occurrences> AFTER_SHAPE =
      MappingShape.of(
          "a count of occurrences",
          List.of(TIMES, WITHIN),
          (values, _) -> new Occurrences(values.get(TIMES), values.get(WITHIN)));

  private static final Key<String> TRADE = required("trade", Trades.trade(), "who repairs it");
  private static final Key<Urgency> URGENCY =
      required("urgency", Words.lower("an urgency", Urgency.values()), "how soon to come");
  private static final Key<Severity> SEVERITY =
      required("severity", Words.lower("a severity", Severity.values()), "how grave it is");
  private static final Key<Duration> HOLD_OFF =
      optional(
          "hold_off",
          Durations.duration(),
          "how long the alarm stands before an order is made; else by priority");
  private static final Key<Occurrences> AFTER =
      optional("after", AFTER_SHAPE, "an order only after so many occurrences");
  private static final Key<Merge> MERGE =
      defaulted(
          "merge",
          Words.lower("a way to merge", Merge.values()),
          Merge.ORDER,
          "what a further alarm means while the order is open");
  private static final Key<Map<String, Duration>> CLOCKS =
      optional(
          "clocks",
          new MapShape<>("clocks", Clocks.NAME, Durations.positive()),
          "own targets, before those of the site");
  private static final Key<Verify> VERIFY =
      defaulted("verify", Proofs.SHAPE, new Verify.Unstated(), "what proves the repair");

  static final MappingShape<OrderSpec> SHAPE =
      MappingShape.of(
          "an order",
          List.of(TRADE, URGENCY, SEVERITY, HOLD_OFF, AFTER, MERGE, CLOCKS, VERIFY),
          (values, _) ->
              new OrderSpec(
                  values.get(TRADE),
                  values.get(URGENCY),
                  values.get(SEVERITY),
                  values.find(HOLD_OFF),
                  values.find(AFTER),
                  values.get(MERGE),
                  values.find(CLOCKS).orElse(Map.of()),
                  values.get(VERIFY)));

  private Orders() {}
}
