package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Expressions;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Expression;

/** Rule kinds that watch events: count and sequence. */
final class Happenings {
  private static final Key<Expression> EVENT =
      required(
          "event",
          Expressions.expression(),
          "an expression, at its rising edge, or an event point, at each arrival");

  private static final Key<Integer> TIMES =
      optional("times", Numbers.whole(1, 1_000_000), "so many events");
  private static final Key<Duration> COUNT_WITHIN =
      optional("within", Durations.positive(), "within this time");
  private static final Key<Double> SHARE =
      optional("share", Numbers.share(), "or a larger share than this");
  private static final Key<Integer> OF_LAST =
      optional("of_last", Numbers.whole(2, 1_000_000), "of the last so many arrivals");
  private static final Key<List<String>> KEYED_BY =
      optional(
          "keyed_by",
          ListShape.some(Texts.name("a field's name")),
          "counted apart for each combination of these fields");

  private static final Key<Expression> RESET_BY =
      optional(
          "reset_by",
          Expressions.expression(),
          "while this holds nothing is counted, and the count begins anew after it");

  static final MappingShape<Condition> COUNT =
      MappingShape.<Condition>of(
              "a count",
              List.of(EVENT, TIMES, COUNT_WITHIN, SHARE, OF_LAST, KEYED_BY, RESET_BY),
              (values, _) ->
                  new Condition.Count(
                      values.get(EVENT),
                      values.find(TIMES).orElse(0),
                      values.find(COUNT_WITHIN),
                      values.findDouble(SHARE),
                      values.find(OF_LAST).orElse(0),
                      values.find(KEYED_BY).orElse(List.of()),
                      values.find(RESET_BY)))
          .check(Checks.oneOf(TIMES, SHARE))
          .check(Checks.needs(RESET_BY, TIMES))
          .check(Checks.needs(TIMES, COUNT_WITHIN))
          .check(Checks.needs(COUNT_WITHIN, TIMES))
          .check(Checks.needs(SHARE, OF_LAST))
          .check(Checks.needs(OF_LAST, SHARE));

  private static final Key<Expression> PRECEDED =
      optional("unless_preceded_by", Expressions.expression(), "the event that makes it harmless");
  private static final Key<Expression> FOLLOWED =
      optional("unless_followed_by", Expressions.expression(), "the event that must come after");
  private static final Key<Duration> WITHIN =
      required("within", Durations.positive(), "how far apart both may lie");
  private static final Key<Duration> LATE =
      defaulted(
          "late",
          Durations.duration(),
          Duration.ZERO,
          "how late the other may arrive and still count");
  private static final Key<Duration> MAX_AGE =
      optional("max_age", Durations.positive(), "an event that comes later is journal, not alarm");
  private static final Key<Expression> UNLESS =
      optional("unless", Expressions.expression(), "no alarm while this holds");

  static final MappingShape<Condition> SEQUENCE =
      MappingShape.<Condition>of(
              "a sequence",
              List.of(EVENT, PRECEDED, FOLLOWED, WITHIN, LATE, MAX_AGE, UNLESS),
              (values, _) ->
                  new Condition.Sequence(
                      values.get(EVENT),
                      values.find(PRECEDED),
                      values.find(FOLLOWED),
                      values.get(WITHIN),
                      values.get(LATE),
                      values.find(MAX_AGE),
                      values.find(UNLESS)))
          .check(Checks.oneOf(PRECEDED, FOLLOWED));

  private Happenings() {}
}
