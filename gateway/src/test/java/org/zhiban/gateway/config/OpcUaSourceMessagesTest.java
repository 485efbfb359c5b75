package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.Argument;
import org.zhiban.model.site.PointSource.EventField;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.site.PointSource.OpcUaMethod;
import org.zhiban.model.site.Site;

/** Methods and events of OPC UA servers as a site names them, and what is wrong with a source. */
class OpcUaSourceMessagesTest {
  private static final String TEMPLATE = "templates/elevator.yaml";
  private static final String TRIPS = "kind: counter, opc_ua: { node: \"${node}.Trips\" }";

  private static Edit trips(String other, String line) {
    return new Edit(TEMPLATE, TRIPS, other, line);
  }

  private static PointSource source(String point) {
    Site site = ExampleSite.whole().with(TEMPLATE, TRIPS, point).site();
    Equipment lift = Objects.requireNonNull(site.equipment().get("lift-a1"));
    return Objects.requireNonNull(lift.points().get("trips")).source().orElseThrow();
  }

  @Test
  void aMethodHasItsObjectAndItsArguments() {
    assertThat(
            source(
                "kind: analog, command: true, opc_ua: { object: \"${node}\", method:"
                    + " \"${node}.SetSpeed\", arguments: [5, \"{value}\", true, 5] }"))
        .isInstanceOfSatisfying(
            OpcUaMethod.class,
            method -> {
              assertThat(method.object()).isEqualTo("ns=2;s=A1");
              assertThat(method.method()).isEqualTo("ns=2;s=A1.SetSpeed");
              assertThat(method.arguments())
                  .containsExactly(
                      new Argument.Constant("5"),
                      new Argument.Written(),
                      new Argument.Constant("true"),
                      new Argument.Constant("5"));
            });
  }

  @Test
  void anEventPointHasDefaults() {
    assertThat(source("kind: event, opc_ua: { event: AlarmConditionType }"))
        .isEqualTo(
            new OpcUaEvents(
                "i=2253",
                "AlarmConditionType",
                Optional.empty(),
                Optional.empty(),
                1,
                OpcUaEventTypes.FIELDS));
    assertThat(OpcUaEventTypes.FIELDS.keySet())
        .containsExactly(
            "event_id",
            "type",
            "source_node",
            "source_name",
            "time",
            "receive_time",
            "message",
            "severity",
            "condition_name",
            "condition_id",
            "active",
            "acked",
            "retain",
            "branch_id",
            "quality");
  }

  @Test
  void anEventPointSaysWhichEventsAndWhatOfThem() {
    assertThat(
            source(
                "kind: event, opc_ua: { event: \"ns=2;i=1001\", notifier: \"ns=2;s=Lifts\", source:"
                    + " \"${node}\", source_name: A1, min_severity: 500, fields: { floor: number"
                    + " 2:Floor, active: bool ActiveState/Id } }"))
        .isEqualTo(
            new OpcUaEvents(
                "ns=2;s=Lifts",
                "ns=2;i=1001",
                Optional.of("ns=2;s=A1"),
                Optional.of("A1"),
                500,
                Map.of(
                    "floor", new EventField(FieldType.NUMBER, "2:Floor"),
                    "active", new EventField(FieldType.BOOL, "ActiveState/Id"))));
  }

  static Stream<Edit> edits() {
    return Stream.of(
        trips("kind: counter, opc_ua: { every: 1s }", "unknown key 'every' in an OPC UA node"),
        trips("kind: counter, opc_ua: { }", "no value, method or event here"),
        trips(
            "kind: binary, command: true, opc_ua: { method: \"${node}.Reset\" }",
            "'method' means nothing without 'object'"),
        trips(
            "kind: binary, command: true, opc_ua: { node: \"${node}.Reset\", object: \"${node}\" }",
            "'object' means nothing without 'method'"),
        trips(
            "kind: binary, command: true, opc_ua: { node: \"${node}.A\", object: \"${node}\","
                + " method: \"${node}.Reset\" }",
            "a second value, method or event here: node, method; keep one of them"),
        trips(
            "kind: binary, opc_ua: { object: \"${node}\", method: \"${node}.Reset\" }",
            "a method is called, and never read; add 'command: true', or name a 'node'"),
        trips(
            "kind: analog, command: true, opc_ua: { object: \"${node}\", method: \"${node}.Set\" }",
            "the written value goes nowhere; put \"{value}\" among 'arguments'"),
        trips(
            "kind: counter, opc_ua: { event: AlarmConditionType }",
            "only an event point has 'event'; make it 'kind: event', or name a 'node'"),
        trips(
            "kind: event, opc_ua: { node: \"${node}.Trips\" }",
            "an event point needs 'event'; add it"),
        trips(
            "kind: event, opc_ua: { event: AlarmConditonType }",
            "'AlarmConditonType' is no event type of the standard; did you mean"
                + " 'AlarmConditionType'?"),
        trips(
            "kind: event, opc_ua: { event: BaseEventType, min_severity: 1001 }",
            "'1001' is not a whole number from 1 to 1000"),
        trips(
            "kind: event, opc_ua: { event: BaseEventType, fields: { floor: Floor } }",
            "'Floor' is not a type and a browse path; write text, number or bool and a path"),
        trips(
            "kind: event, private: [card], opc_ua: { event: BaseEventType }",
            "the event has no field 'card'"),
        trips(
            "kind: event, modbus: { register: coil, address: 0 }",
            "an event point comes by MQTT or OPC UA"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void aWrongSourceIsSaidWithItsPlace(Edit edit) {
    assertThat(edit.answer()).matches("(?s).*" + TEMPLATE + ":14:[0-9]+: .*").contains(edit.line());
  }

  @Test
  void aPolledConnectionHasNoEvents() {
    assertThat(
            ExampleSite.whole()
                .with(TEMPLATE, TRIPS, "kind: event, opc_ua: { event: BaseEventType }")
                .with("site.yaml", "    mode: subscribe ", "    mode: poll ")
                .load()
                .problems())
        .extracting(problem -> problem.position() + ": " + problem.message())
        .anyMatch(
            line ->
                line.matches("site.yaml:[0-9]+:[0-9]+: .*")
                    && line.contains(
                        "is polled, but point 'trips' is an event, which no read gives; make it"
                            + " 'mode: subscribe', or take the point out"));
  }
}
