package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Expressions;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.PointNames;
import org.zhiban.gateway.config.shape.PointNames.Need;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.gateway.config.shape.Words;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.telemetry.PointRef;

/**
 * Rule kinds about what a machine does: no_data, clock_off, gateway, run_hours, starts, schedule,
 * device, combination.
 */
final class Workings {
  private static final PointLists HEARD = PointLists.of(Need.ANY);
  private static final Key<Duration> AFTER =
      required("after", Durations.positive(), "how long none of them was heard of");

  private static final Key<String> SILENT_CONNECTION =
      optional(
          "connection",
          Refs.to(Kind.CONNECTION),
          "or a connection, all of it: the cause of the silence of its equipment, which it"
              + " suppresses. Each connection with two equipments that have such rules has one by"
              + " itself, `connection_down.ID`");

  static final MappingShape<Condition> NO_DATA =
      MappingShape.<Condition>of(
              "a no_data",
              List.of(HEARD.one(), HEARD.many(), SILENT_CONNECTION, AFTER),
              (values, _) -> silence(values))
          .check(
              Checks.exactlyOne(
                  "point, points or connection",
                  List.of(HEARD.one(), HEARD.many(), SILENT_CONNECTION)));

  private static final PointLists STAMPED = PointLists.of(Need.ANY);
  private static final Key<String> STAMPING_CONNECTION =
      optional("connection", Refs.to(Kind.CONNECTION), "or all that a connection brings");

  static final MappingShape<Condition> CLOCK_OFF =
      MappingShape.<Condition>of(
              "a clock_off",
              List.of(STAMPED.one(), STAMPED.many(), STAMPING_CONNECTION),
              (values, _) ->
                  new Condition.ClockOff(values.find(STAMPING_CONNECTION), STAMPED.of(values)))
          .check(
              Checks.exactlyOne(
                  "point, points or connection",
                  List.of(STAMPED.one(), STAMPED.many(), STAMPING_CONNECTION)));

  static final Leaf<Condition> GATEWAY =
      Words.of(
          "a part of the gateway",
          Arrays.stream(GatewayPart.values())
              .collect(
                  Collectors.toMap(
                      GatewayPart::word,
                      Condition.GatewayTrouble::new,
                      (one, _) -> one,
                      LinkedHashMap::new)));

  private static final Key<PointRef> COUNTER =
      required("point", PointNames.point(Need.NUMBER), "the counter");
  private static final Key<Double> EVERY =
      required("every", Numbers.positive(), "so much since the last reset of the rule");

  static final MappingShape<Condition> RUN_HOURS =
      MappingShape.of(
          "a run_hours",
          List.of(COUNTER, EVERY),
          (values, _) -> new Condition.RunHours(values.get(COUNTER), values.get(EVERY)));

  private static final Key<PointRef> BINARY =
      required("point", PointNames.point(Need.BINARY), "the point that starts");
  private static final Key<Integer> TIMES =
      required("times", Numbers.whole(1, 1_000_000), "more starts than this");
  private static final Key<Duration> WITHIN =
      required("within", Durations.positive(), "within this time");

  static final MappingShape<Condition> STARTS =
      MappingShape.of(
          "a starts",
          List.of(BINARY, TIMES, WITHIN),
          (values, _) ->
              new Condition.Starts(values.get(BINARY), values.get(TIMES), values.get(WITHIN)));

  private static final Key<Expression> WHEN =
      required("when", Expressions.expression(), "what must not be");
  private static final Key<PlanSpec.Window> OUTSIDE =
      required("outside", Times.hours(), "outside these hours of the day");

  static final MappingShape<Condition> SCHEDULE =
      MappingShape.of(
          "a schedule",
          List.of(WHEN, OUTSIDE),
          (values, _) ->
              new Condition.Schedule(
                  values.get(WHEN), values.get(OUTSIDE).from(), values.get(OUTSIDE).to()));

  private static final Key<PointRef> DEVICE_POINT =
      required("point", PointNames.point(Need.STATE), "the device's own alarm");
  private static final Key<List<String>> DEVICE_STATES =
      defaulted(
          "states",
          ListShape.some(Texts.text()),
          List.of(),
          "of a multistate point: the states that are alarms");

  static final MappingShape<Condition> DEVICE =
      MappingShape.<Condition>of(
              "a device alarm",
              List.of(DEVICE_POINT, DEVICE_STATES),
              (values, _) ->
                  new Condition.Device(values.get(DEVICE_POINT), values.get(DEVICE_STATES)))
          .check(DeviceStates::check);

  private static final Key<List<Expression>> OF =
      required("of", ListShape.some(Expressions.expression()), "the expressions");
  private static final Key<Integer> AT_LEAST =
      required("at_least", Numbers.whole(1, 1_000), "how many of them hold");

  static final MappingShape<Condition> COMBINATION =
      MappingShape.<Condition>of(
              "a combination",
              List.of(OF, AT_LEAST),
              (values, _) -> new Condition.Combination(values.get(OF), values.get(AT_LEAST)))
          .check(Workings::checkCount);

  private Workings() {}

  private static Condition silence(Values values) {
    return values
        .find(SILENT_CONNECTION)
        .<Condition>map(id -> new Condition.ConnectionDown(id, values.get(AFTER)))
        .orElseGet(() -> new Condition.NoData(HEARD.of(values), values.get(AFTER)));
  }

  private static void checkCount(Values values, Reading reading) {
    int most = values.find(OF).map(List::size).orElse(Integer.MAX_VALUE);
    values
        .find(AT_LEAST)
        .filter(least -> least > most)
        .ifPresent(
            least ->
                reading.error(
                    values.node(AT_LEAST),
                    least + " of " + most + " expressions cannot hold",
                    "write at most " + most));
  }

  static Key<PointRef> devicePoint() {
    return DEVICE_POINT;
  }

  static Key<List<String>> deviceStates() {
    return DEVICE_STATES;
  }
}
