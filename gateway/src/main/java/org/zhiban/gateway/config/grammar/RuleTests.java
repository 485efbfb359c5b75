package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.RuleTest.Expected;
import org.zhiban.model.site.RuleTest.Given;

/** Rehearsals of rules: values in, alarms and orders out. */
final class RuleTests {
  private static final Key<String> NAME = required("name", Texts.text(), "what holds");
  static final Key<String> EQUIPMENT =
      required("equipment", Refs.to(Kind.EQUIPMENT), "whose points and rules plain names mean");

  private static final Key<Duration> AT =
      required("at", Durations.duration(), "since the test's start");
  private static final Key<List<String>> ALARMS = rules("alarms", "rules in alarm");
  private static final Key<List<String>> NOT_ALARMS = rules("not_alarms", "rules not in alarm");
  private static final Key<List<String>> ORDERS = rules("orders", "rules with an open order");
  private static final Key<List<String>> NOT_ORDERS = rules("not_orders", "rules without an order");

  private static final Key<Map<String, Priority>> PRIORITIES =
      defaulted(
          "priorities",
          new MapShape<>("priorities", RuleNames.rule(), Priorities.PRIORITY),
          Map.of(),
          "rules with an alarm that stands, be it only to be acknowledged, and its priority");

  private static final MappingShape<Expected> EXPECTED =
      MappingShape.<Expected>of(
              "an expectation",
              List.of(AT, ALARMS, NOT_ALARMS, ORDERS, NOT_ORDERS, PRIORITIES),
              (values, _) ->
                  new Expected(
                      values.get(AT),
                      values.get(ALARMS),
                      values.get(NOT_ALARMS),
                      values.get(ORDERS),
                      values.get(NOT_ORDERS),
                      values.get(PRIORITIES),
                      values.mapping().position()))
          .check(Checks.atLeastOne(List.of(ALARMS, NOT_ALARMS, ORDERS, NOT_ORDERS, PRIORITIES)));

  private static final Key<List<Given>> GIVEN =
      required("given", ListShape.some(new GivenValues()), "values at moments");
  private static final Key<List<Expected>> EXPECT =
      required("expect", ListShape.some(EXPECTED), "what then holds at moments");

  private static final MappingShape<RuleTest> TEST =
      MappingShape.of(
          "a rule test",
          List.of(NAME, EQUIPMENT, GIVEN, EXPECT),
          (values, _) ->
              new RuleTest(
                  values.get(NAME),
                  values.get(EQUIPMENT),
                  values.get(GIVEN),
                  values.get(EXPECT),
                  values.mapping().position()));

  static final ListShape<RuleTest> SHAPE = ListShape.of(new Scoped(TEST));

  private RuleTests() {}

  private static Key<List<String>> rules(String name, String says) {
    return defaulted(name, ListShape.some(RuleNames.rule()), List.of(), says);
  }

  /** Reads a test in the scope of the equipment that it names. */
  private record Scoped(MappingShape<RuleTest> shape) implements Shape<RuleTest> {
    @Override
    public @Nullable RuleTest read(Node node, Reading reading) {
      Reading scoped =
          node instanceof Node.Mapping mapping
                  && mapping.get(EQUIPMENT.name()).orElse(null) instanceof Node.Scalar id
              ? reading.ofEquipment(id.text(), false)
              : reading;
      return shape.read(node, scoped);
    }

    @Override
    public String says() {
      return shape.says();
    }

    @Override
    public List<Shape<?>> parts() {
      return List.of(shape);
    }
  }
}
