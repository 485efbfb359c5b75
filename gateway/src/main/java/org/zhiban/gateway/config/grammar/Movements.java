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
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.PointNames;
import org.zhiban.gateway.config.shape.PointNames.Need;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.Direction;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.telemetry.PointRef;

/** Rule kinds that judge how one value moves: rate, stuck, change, baseline. */
final class Movements {
  private static final Key<PointRef> NUMBER =
      required("point", PointNames.point(Need.NUMBER), "the point");
  private static final Key<PointRef> HELD =
      required("point", PointNames.point(Need.HELD), "the point");

  private static final Key<Double> RISE =
      optional("rise", Numbers.positive(), "more than this upwards, in the point's unit");
  private static final Key<Double> FALL =
      optional("fall", Numbers.positive(), "more than this downwards");
  private static final Key<Duration> PER =
      required("per", Durations.positive(), "the time that rise and fall are counted per");
  private static final Key<Duration> OVER =
      required("over", Durations.positive(), "the window over which the slope is taken");
  private static final Key<Integer> MIN_SAMPLES =
      defaulted("min_samples", Numbers.whole(2, 100_000), 2, "fewest samples in the window");

  static final MappingShape<Condition> RATE =
      MappingShape.<Condition>of(
              "a rate",
              List.of(NUMBER, RISE, FALL, PER, OVER, MIN_SAMPLES),
              (values, _) ->
                  new Condition.Rate(
                      values.get(NUMBER),
                      values.findDouble(RISE),
                      values.findDouble(FALL),
                      values.get(PER),
                      values.get(OVER),
                      values.get(MIN_SAMPLES)))
          .check(Checks.atLeastOne(List.of(RISE, FALL)));

  private static final Key<Double> EPSILON =
      defaulted("epsilon", Numbers.notNegative(), 0.0, "a movement up to this does not count");
  private static final Key<Duration> AFTER =
      required("after", Durations.positive(), "how long without movement");
  private static final Key<Expression> WHILE =
      optional("while", Expressions.expression(), "the witness: only while this holds");

  static final MappingShape<Condition> STUCK =
      MappingShape.of(
          "a stuck value",
          List.of(HELD, EPSILON, AFTER, WHILE),
          (values, _) ->
              new Condition.Stuck(
                  values.get(HELD), values.get(EPSILON), values.get(AFTER), values.find(WHILE)));

  private static final Key<Direction> DIRECTION =
      defaulted(
          "direction",
          Words.lower("a direction", Direction.values()),
          Direction.ANY,
          "which steps are alarms");

  static final MappingShape<Condition> CHANGE =
      MappingShape.of(
          "a change",
          List.of(NUMBER, DIRECTION),
          (values, _) -> new Condition.Change(values.get(NUMBER), values.get(DIRECTION)));

  private static final Key<Double> TIMES =
      optional("times", Numbers.positive(), "how many times the usual spread off the median");
  private static final Key<Double> ABOVE =
      optional("above", Numbers.positive(), "or more than so many times the median");
  private static final Key<Double> BELOW =
      optional("below", Numbers.positive(), "or less than so many times the median");
  private static final Key<PlanSpec.Window> HOURS =
      optional(
          "hours", Times.hours(), "hours of the day that are judged alone; else each full hour");
  private static final Key<Integer> IN_A_ROW =
      defaulted("in_a_row", Numbers.whole(1, 1_000), 1, "so many judged hours must be so, on end");
  private static final Key<Integer> MIN_WEEKS =
      defaulted("min_weeks", Numbers.whole(1, 520), 4, "weeks of history before it judges");

  static final MappingShape<Condition> BASELINE =
      MappingShape.<Condition>of(
              "a baseline",
              List.of(NUMBER, TIMES, ABOVE, BELOW, MIN_WEEKS, HOURS, IN_A_ROW),
              (values, _) ->
                  new Condition.Baseline(
                      values.get(NUMBER),
                      values.findDouble(TIMES),
                      values.findDouble(ABOVE),
                      values.findDouble(BELOW),
                      values.get(MIN_WEEKS),
                      values.find(HOURS),
                      values.get(IN_A_ROW)))
          .check(Checks.atLeastOne(List.of(TIMES, ABOVE, BELOW)));

  private Movements() {}
}
