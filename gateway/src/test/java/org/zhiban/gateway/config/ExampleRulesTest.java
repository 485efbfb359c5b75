package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.gateway.config.ExampleParts.SITE;
import static org.zhiban.gateway.config.ExampleParts.equipment;
import static org.zhiban.gateway.config.ExampleParts.expression;
import static org.zhiban.gateway.config.ExampleParts.get;
import static org.zhiban.gateway.config.ExampleParts.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.LimitKind;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/** Every kind of key of a rule of the example site means what it says. */
class ExampleRulesTest {
  @Test
  void aRuleWithEverythingAroundIt() {
    RuleSpec dryRun = rule("pump-b1", "dry_run");

    assertThat(dryRun.equipment()).contains("pump-b1");
    assertThat(dryRun.condition())
        .isEqualTo(
            new Condition.When(
                expression(
                    "running && inlet_pressure < 0.02", "templates/booster-pump.yaml", 33, 11)));
    assertThat(dryRun.onDelay()).isEqualTo(Duration.ofSeconds(30));
    assertThat(dryRun.offDelay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(dryRun.priority()).isEqualTo(Priority.P2);
    assertThat(dryRun.message())
        .isEqualTo(
            new LocalizedText(
                "无水空转，进水压力 {inlet_pressure} MPa", "Running dry, suction {inlet_pressure} MPa"));
    assertThat(dryRun.order())
        .contains(
            new OrderSpec(
                "plumbing",
                Urgency.URGENT,
                Severity.MODERATE,
                Optional.of(Duration.ofMinutes(1)),
                Optional.empty(),
                OrderSpec.Merge.ORDER,
                Map.of(),
                new OrderSpec.Verify.Normal(
                    Duration.ofMinutes(10),
                    Optional.of(
                        new OrderSpec.Exercised(
                            "running", OptionalInt.of(1), OptionalInt.empty())))));
    assertThat(dryRun.position())
        .isEqualTo(new SourcePosition("templates/booster-pump.yaml", 32, 3));
    assertThat(dryRun.text())
        .startsWith("dry_run:\n  when: running && inlet_pressure < 0.02           # CEL over")
        .endsWith("exercised: { point: running, starts: 1 } } }");
  }

  @Test
  void aThresholdOfSeveralPointsWithLimitsOfTheirOwn() {
    RuleSpec voltage = rule("feeder-1", "voltage");

    assertThat(voltage.condition())
        .isEqualTo(
            new Condition.Threshold(
                List.of(
                    new PointRef("feeder-1", "voltage_a"),
                    new PointRef("feeder-1", "voltage_b"),
                    new PointRef("feeder-1", "voltage_c")),
                2,
                List.of(
                    limit(LimitKind.LOW_LOW, 150, Duration.ofSeconds(3), Priority.P2),
                    limit(LimitKind.LOW, 190, Duration.ofSeconds(10), Priority.P2),
                    limit(LimitKind.HIGH, 242, Duration.ofMinutes(10), Priority.P3),
                    limit(LimitKind.HIGH_HIGH, 250, Duration.ofSeconds(10), Priority.P2))));
    assertThat(voltage.priority()).as("the most pressing of the limits").isEqualTo(Priority.P2);
  }

  private static Condition.Limit limit(
      LimitKind kind, double at, Duration delay, Priority priority) {
    return new Condition.Limit(kind, at, Optional.of(delay), Optional.of(priority));
  }

  @Test
  void theOtherKindsOfRules() {
    assertThat(rule("pump-b1", "start_failed").condition())
        .isEqualTo(
            new Condition.Discrepancy(
                new PointRef("pump-b1", "start"),
                new PointRef("pump-b1", "running"),
                Duration.ofSeconds(10)));
    assertThat(rule("pump-b1", "motor_heating").condition())
        .isEqualTo(
            new Condition.Rate(
                new PointRef("pump-b1", "motor_temp"),
                OptionalDouble.of(5),
                OptionalDouble.empty(),
                Duration.ofMinutes(1),
                Duration.ofMinutes(3),
                10));
    assertThat(rule("pump-b1", "silent").condition())
        .isEqualTo(
            new Condition.NoData(
                List.of(
                    new PointRef("pump-b1", "outlet_pressure"), new PointRef("pump-b1", "running")),
                Duration.ofSeconds(60)));
    assertThat(rule("feeder-1", "unbalance").condition())
        .isEqualTo(
            new Condition.Deviation(
                List.of(
                    new PointRef("feeder-1", "voltage_a"),
                    new PointRef("feeder-1", "voltage_b"),
                    new PointRef("feeder-1", "voltage_c")),
                new Condition.Amount(0.04, true),
                Optional.of(expression("power > 1000", "templates/energy-meter.yaml", 21, 89))));
    assertThat(rule("fire-1", "more_shielded").condition())
        .isEqualTo(
            new Condition.Change(new PointRef("fire-1", "shielded_count"), Condition.Direction.UP));
    assertThat(rule("door-b2-e", "denials").condition())
        .isEqualTo(
            new Condition.Count(
                expression("door.type == \"denied\"", "templates/door-controller.yaml", 26, 33),
                5,
                Optional.of(Duration.ofMinutes(5)),
                OptionalDouble.empty(),
                0,
                List.of()));
    assertThat(rule("gate-n", "low_confidence").condition())
        .isEqualTo(
            new Condition.Count(
                expression("plate.confidence < 80", "templates/lpr-camera.yaml", 12, 38),
                0,
                Optional.empty(),
                OptionalDouble.of(0.15),
                50,
                List.of()));
    assertThat(rule("gate-n", "no_plate").condition())
        .isEqualTo(
            new Condition.Sequence(
                expression("loop_occupied", "templates/lpr-camera.yaml", 13, 40),
                Optional.empty(),
                Optional.of(expression("plate", "templates/lpr-camera.yaml", 13, 75)),
                Duration.ofSeconds(60),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty()));
    Condition.Sequence forced = (Condition.Sequence) rule("door-b2-e", "forced").condition();
    assertThat(forced.late()).isEqualTo(Duration.ofSeconds(3));
    assertThat(forced.maxAge()).contains(Duration.ofMinutes(2));
    assertThat(forced.unless())
        .contains(expression("fire_release", "templates/door-controller.yaml", 22, 15));
    assertThat(forced.unlessPrecededBy()).isPresent();
  }

  @Test
  void lifeSafetyOfATemplateIsLifeSafetyOfItsRules() {
    assertThat(equipment("fire-1").lifeSafety()).isTrue();
    assertThat(equipment("fire-1").rules().values()).allMatch(RuleSpec::lifeSafety);
    assertThat(rule("lift-a1", "entrapment").lifeSafety()).isTrue();
    assertThat(rule("lift-a1", "silent").lifeSafety()).isFalse();
  }

  @Test
  void keysOfRules() {
    RuleSpec fire = rule("fire-1", "fire_alarm");
    OrderSpec order = fire.order().orElseThrow();

    assertThat(fire.latch()).isTrue();
    assertThat(fire.key()).containsExactly("loop_no", "device_no");
    assertThat(order.merge()).isEqualTo(OrderSpec.Merge.INCIDENT);
    assertThat(order.verify()).isEqualTo(new OrderSpec.Verify.Manual());
    assertThat(rule("fire-1", "on_battery").escalation())
        .contains(
            new RuleSpec.Escalation(
                Optional.of(expression("battery_fault", "templates/fire-panel.yaml", 21, 83)),
                Optional.empty(),
                Priority.P1));
    assertThat(rule("fire-1", "manual_mode").unlessPermit()).isTrue();
    assertThat(rule("lift-a1", "mains_lost").inhibits()).containsExactly("silent");
    assertThat(rule("lift-a1", "entrapment").order().orElseThrow().clocks())
        .containsExactly(
            Map.entry("respond", Duration.ofMinutes(1)),
            Map.entry("arrive", Duration.ofMinutes(30)),
            Map.entry("make_safe", Duration.ofMinutes(60)));
  }

  @Test
  void aTextInBracesGoesOnBehindItsComma() {
    assertThat(rule("lift-a1", "bell").message())
        .isEqualTo(new LocalizedText("轿厢警铃，请接听对讲", "Car bell, answer the intercom"));
  }

  @Test
  void rulesOfTheSite() {
    RuleSpec lost = get(SITE.rules(), "pump_room_pressure_lost");
    RuleSpec balance = get(SITE.rules(), "meter_balance");

    assertThat(lost.equipment()).contains("pump-b1");
    assertThat(balance.enabled()).isFalse();
    assertThat(balance.equipment()).isEmpty();
    assertThat(balance.condition())
        .isEqualTo(
            new Condition.Balance(
                new PointRef("feeder-1", "energy"),
                List.of(),
                new Condition.Amount(0.05, true),
                Duration.ofDays(1)));
  }
}
