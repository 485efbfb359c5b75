package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.Duration;
import java.util.List;
import org.zhiban.gateway.config.shape.Durations;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Scenario;

/** A file of the folder {@code scenarios}. */
final class Scenarios {
  private static final Key<Duration> AT =
      required("at", Durations.duration(), "since the scenario's start");
  private static final Key<String> EQUIPMENT =
      required("equipment", Refs.to(Kind.EQUIPMENT), "which fails");
  private static final Key<String> FAULT =
      required(
          "fault", Texts.name("the name of a fault"), "one that the equipment's points can show");
  private static final Key<Duration> FOR =
      optional("for", Durations.positive(), "how long it lasts; none: until the scenario is ended");

  private static final MappingShape<Scenario.Step> STEP =
      MappingShape.of(
          "a step of a scenario",
          List.of(AT, EQUIPMENT, FAULT, FOR),
          (values, _) ->
              new Scenario.Step(
                  values.get(AT),
                  values.get(EQUIPMENT),
                  values.get(FAULT),
                  values.find(FOR),
                  values.node(FAULT).position()));

  private static final Key<String> ID =
      required("scenario", Texts.declared(Kind.SCENARIO), "by which it is started");
  private static final Key<LocalizedText> NAME =
      required("name", Localized.TEXT, "for who chooses one");
  private static final Key<List<Scenario.Step>> STEPS =
      required("steps", ListShape.some(STEP), "what goes wrong, and when");

  static final MappingShape<Scenario> SHAPE =
      MappingShape.of(
          "a file of a scenario",
          List.of(ID, NAME, STEPS),
          (values, _) ->
              new Scenario(
                  values.get(ID),
                  values.get(NAME),
                  values.get(STEPS),
                  values.mapping().position()));

  private Scenarios() {}
}
