package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Expressions;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.PointNames;
import org.zhiban.gateway.config.shape.PointNames.Need;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.Amount;
import org.zhiban.model.site.Expression;
import org.zhiban.model.telemetry.PointRef;

/** Rule kinds that hold points against each other: discrepancy, deviation, balance. */
final class Comparisons {
  private static final Key<PointRef> COMMAND =
      required("command", PointNames.point(Need.STATE), "what was ordered");
  private static final Key<PointRef> FEEDBACK =
      required("feedback", PointNames.point(Need.STATE), "what must follow");
  private static final Key<Duration> WITHIN =
      required("within", Durations.positive(), "how soon it must follow");

  static final MappingShape<Condition> DISCREPANCY =
      MappingShape.of(
          "a discrepancy",
          List.of(COMMAND, FEEDBACK, WITHIN),
          (values, _) ->
              new Condition.Discrepancy(
                  values.get(COMMAND), values.get(FEEDBACK), values.get(WITHIN)));

  private static final Key<List<PointRef>> POINTS =
      required("points", ListShape.some(PointNames.point(Need.NUMBER)), "the points, two or more");
  private static final Key<Amount> OVER =
      required(
          "over", Numbers.amount(), "how far apart: a percentage of their mean, or in their unit");
  private static final Key<Expression> WHILE =
      optional("while", Expressions.expression(), "only while this holds");

  static final MappingShape<Condition> DEVIATION =
      MappingShape.<Condition>of(
              "a deviation",
              List.of(POINTS, OVER, WHILE),
              (values, _) ->
                  new Condition.Deviation(values.get(POINTS), values.get(OVER), values.find(WHILE)))
          .check(Comparisons::checkTwo);

  private static final Key<PointRef> PARENT =
      required("parent", PointNames.point(Need.NUMBER), "the counter above");
  private static final Key<List<PointRef>> CHILDREN =
      required("children", ListShape.of(PointNames.point(Need.NUMBER)), "the counters below");
  private static final Key<Amount> TOLERANCE =
      required("tolerance", Numbers.amount(), "a percentage of the parent, or in its unit");
  private static final Key<Duration> BALANCED_OVER =
      required("over", Durations.positive(), "the time over which the sums are taken");

  static final MappingShape<Condition> BALANCE =
      MappingShape.of(
          "a balance",
          List.of(PARENT, CHILDREN, TOLERANCE, BALANCED_OVER),
          (values, _) ->
              new Condition.Balance(
                  values.get(PARENT),
                  values.get(CHILDREN),
                  values.get(TOLERANCE),
                  values.get(BALANCED_OVER)));

  private Comparisons() {}

  private static void checkTwo(Values values, Reading reading) {
    values
        .find(POINTS)
        .filter(points -> points.size() < 2)
        .ifPresent(
            _ ->
                reading.error(
                    values.node(POINTS), "one point cannot deviate", "name two points or more"));
  }
}
