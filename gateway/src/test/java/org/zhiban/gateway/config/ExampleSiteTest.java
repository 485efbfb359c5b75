package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.LimitKind;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Expression;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.Span;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;

/** Every kind of key of the example site means what it says. */
class ExampleSiteTest {
  private static final Site SITE = ExampleSite.whole().site();

  private static Equipment equipment(String id) {
    return get(SITE.equipment(), id);
  }

  private static PointSpec point(String equipment, String point) {
    return get(equipment(equipment).points(), point);
  }

  private static RuleSpec rule(String equipment, String rule) {
    return get(equipment(equipment).rules(), rule);
  }

  private static PlanSpec plan(String id) {
    return get(SITE.plans(), id);
  }

  private static <V> V get(Map<String, V> map, String key) {
    return Optional.ofNullable(map.get(key)).orElseThrow();
  }

  private static Expression expression(String text, String file, int line, int column) {
    return new Expression(text, new SourcePosition(file, line, column));
  }

  @Test
  void theExampleLoadsWithoutAnError() {
    assertThat(ExampleSite.whole().lines(Problem.Severity.ERROR)).isEmpty();
  }

  @Test
  void theExampleIsWarnedOfPlansThatNobodyHasAndOfAnUnquotedComma() {
    assertThat(ExampleSite.whole().lines(Problem.Severity.WARNING))
        .containsExactly(
            "plans/plans.yaml:8:3: warning: no equipment has the plan 'pump-before-flood'; name it"
                + " in 'maintenance' of a template or an equipment",
            "plans/plans.yaml:22:3: warning: no equipment has the plan 'lift-overhaul'; name it in"
                + " 'maintenance' of a template or an equipment",
            "templates/elevator.yaml:16:109: warning: a comma in a text in braces ends the text for"
                + " YAML; quote the text");
  }

  @Test
  void theHeader() {
    assertThat(SITE.id()).isEqualTo("huidu");
    assertThat(SITE.name()).isEqualTo(LocalizedText.same("汇都花园"));
    assertThat(SITE.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(SITE.language()).isEqualTo(Language.ZH);
  }

  @Test
  void theConnections() {
    assertThat(SITE.connections().keySet())
        .containsExactly("pump-room", "fire-link", "meter-bus", "lift-controller", "security-bus");
    assertThat(get(SITE.connections(), "pump-room"))
        .isEqualTo(
            new ModbusConnection(
                "pump-room",
                new ModbusConnection.Tcp("127.0.0.1", 5020),
                Duration.ofSeconds(1),
                125,
                16,
                Duration.ZERO,
                1,
                new SourcePosition("site.yaml", 10, 3)));
    assertThat(((ModbusConnection) get(SITE.connections(), "fire-link")).link())
        .isEqualTo(new ModbusConnection.RtuOverTcp("127.0.0.1", 5021));
    assertThat(get(SITE.connections(), "meter-bus"))
        .isEqualTo(
            new ModbusConnection(
                "meter-bus",
                new ModbusConnection.Serial("/dev/ttyS1", 9600, ModbusConnection.Parity.NONE, 8, 1),
                Duration.ofSeconds(1),
                125,
                16,
                Duration.ofMillis(5),
                1,
                new SourcePosition("site.yaml", 23, 3)));
    assertThat(get(SITE.connections(), "lift-controller"))
        .isEqualTo(
            new OpcUaConnection(
                "lift-controller",
                "opc.tcp://127.0.0.1:4840",
                OpcUaConnection.Security.NONE,
                OpcUaConnection.Mode.SUBSCRIBE,
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                Optional.empty(),
                Optional.empty(),
                false,
                new SourcePosition("site.yaml", 29, 3)));
    assertThat(get(SITE.connections(), "security-bus"))
        .isEqualTo(
            new MqttConnection(
                "security-bus",
                "tcp://127.0.0.1:1883",
                MqttConnection.Version.V5,
                "huidu-gateway",
                Optional.of("gateway"),
                Optional.of(new Secret("geheim")),
                Optional.empty(),
                new SourcePosition("site.yaml", 35, 3)));
  }

  @Test
  void anEquipmentTakesClassPointsRulesAndMaintenanceFromItsTemplate() {
    Equipment pump = equipment("pump-b1");

    assertThat(pump.name()).isEqualTo(LocalizedText.same("1#生活水泵"));
    assertThat(pump.equipmentClass()).isEqualTo("pump");
    assertThat(pump.template()).contains("booster-pump");
    assertThat(pump.lifeSafety()).isFalse();
    assertThat(pump.location()).contains("B1/水泵房");
    assertThat(pump.area()).contains("east");
    assertThat(pump.connection()).contains("pump-room");
    assertThat(pump.unit()).isEqualTo(OptionalInt.of(1));
    assertThat(pump.parent()).contains("feeder-1");
    assertThat(pump.owner()).contains("li-wei");
    assertThat(pump.maintenance()).containsExactly("pump-daily", "pump-monthly", "pump-service");
    assertThat(pump.points().keySet())
        .containsExactly(
            "outlet_pressure",
            "inlet_pressure",
            "flow",
            "motor_temp",
            "run_hours",
            "running",
            "tripped",
            "mode",
            "start");
    assertThat(pump.rules().keySet())
        .containsExactly("dry_run", "low_pressure", "start_failed", "motor_heating", "silent");
  }

  @Test
  void anEquipmentWithoutTelemetryHasAClassOfItsOwn() {
    Equipment slide = equipment("playground-1");

    assertThat(slide.equipmentClass()).isEqualTo("amenity");
    assertThat(slide.template()).isEmpty();
    assertThat(slide.connection()).isEmpty();
    assertThat(slide.points()).isEmpty();
  }

  @Test
  void theLastCompletionsStandWithTheEquipment() {
    assertThat(equipment("lift-a1").lastDone())
        .containsEntry("lift-half-monthly", LocalDate.of(2026, 11, 10))
        .containsEntry("lift-yearly", LocalDate.of(2026, 3, 15))
        .hasSize(4);
  }

  @Test
  void anAnalogPoint() {
    assertThat(point("pump-b1", "outlet_pressure"))
        .isEqualTo(
            new PointSpec(
                "outlet_pressure",
                new LocalizedText("出水压力", "Outlet pressure"),
                PointKind.ANALOG,
                Optional.of("MPa"),
                Optional.of(Duration.ofSeconds(1)),
                0.002,
                Optional.of(new ValueRange(0, 2.5)),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                    new PointSource.Modbus(
                        PointSource.Table.INPUT,
                        0,
                        PointSource.DataType.UINT16,
                        PointSource.ByteOrder.ABCD,
                        0.001,
                        0,
                        OptionalInt.empty(),
                        1)),
                Set.of(),
                new SourcePosition("templates/booster-pump.yaml", 8, 3)));
  }

  @Test
  void aBitOfARegisterAndADiscreteInput() {
    assertThat(point("pump-b1", "tripped").source())
        .contains(
            new PointSource.Modbus(
                PointSource.Table.HOLDING,
                100,
                PointSource.DataType.BIT,
                PointSource.ByteOrder.ABCD,
                1,
                0,
                OptionalInt.of(3),
                1));
    assertThat(point("pump-b1", "running").source())
        .contains(
            new PointSource.Modbus(
                PointSource.Table.DISCRETE,
                0,
                PointSource.DataType.BIT,
                PointSource.ByteOrder.ABCD,
                1,
                0,
                OptionalInt.empty(),
                1));
  }

  @Test
  void aWideNumberTakesItsByteOrderAndItsLength() {
    PointSource.Modbus temperature =
        (PointSource.Modbus) point("pump-b1", "motor_temp").source().orElseThrow();

    assertThat(temperature.byteOrder()).isEqualTo(PointSource.ByteOrder.CDAB);
    assertThat(temperature.length()).isEqualTo(2);
  }

  @Test
  void statesOfADeviceThatSaysNumbersAndOfOneThatSaysWords() {
    assertThat(point("pump-b1", "mode").states())
        .containsExactly(
            new PointState("0", "stopped"),
            new PointState("1", "auto"),
            new PointState("2", "hand"));
    assertThat(point("door-b2-e", "contact").states())
        .containsExactly(new PointState("closed", "closed"), new PointState("open", "open"));
  }

  @Test
  void aCommandPointHasItsInterlockAndReadBack() {
    PointSpec start = point("pump-b1", "start");

    assertThat(start.command()).isTrue();
    assertThat(start.interlock())
        .contains(
            expression("mode == \"auto\" && !tripped", "templates/booster-pump.yaml", 27, 16));
    assertThat(start.readBack()).contains("running");
  }

  @Test
  void variablesAreFilledIn() {
    assertThat(point("lift-a1", "floor").source())
        .contains(new PointSource.OpcUa("ns=2;s=A1.Floor"));
    assertThat(equipment("lift-a1").vars()).isEqualTo(Map.of("node", "ns=2;s=A1"));
  }

  @Test
  void anEventPoint() {
    PointSpec door = point("door-b2-e", "door");

    assertThat(door.kind()).isEqualTo(PointKind.EVENT);
    assertThat(door.privateFields()).containsExactly("cred");
    assertThat(door.source())
        .contains(
            new PointSource.Mqtt(
                "site/huidu/access/d07/event",
                "",
                Optional.of("/ts"),
                Optional.of("/id"),
                PointSource.Update.FIRST_WINS,
                Optional.empty(),
                Map.of(
                    "type", new PointSource.EventField(PointSource.FieldType.TEXT, "/type"),
                    "cred", new PointSource.EventField(PointSource.FieldType.TEXT, "/cred"))));
    PointSource.Mqtt plate = (PointSource.Mqtt) point("gate-n", "plate").source().orElseThrow();
    assertThat(plate.update()).isEqualTo(PointSource.Update.LAST_WINS);
    assertThat(get(plate.fields(), "confidence").type()).isEqualTo(PointSource.FieldType.NUMBER);
  }

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

  @Test
  void plans() {
    assertThat(plan("pump-daily").recurrence())
        .isEqualTo(
            new PlanSpec.Rule(
                "FREQ=DAILY;BYHOUR=9",
                Optional.empty(),
                new SourcePosition("plans/plans.yaml", 5, 65)));
    assertThat(plan("pump-service").recurrence())
        .isEqualTo(
            new PlanSpec.FirstOf(
                List.of(
                    new PlanSpec.Floating(new Span(365, Span.Unit.DAY)),
                    new PlanSpec.Meter("run_hours", 2000))));
    assertThat(plan("pump-before-flood").season())
        .contains(new PlanSpec.Season(MonthDay.of(5, 15), MonthDay.of(9, 30)));
    PlanSpec halfYearly = plan("lift-half-yearly");
    assertThat(halfYearly.level()).isEqualTo(Level.HALF_YEARLY);
    assertThat(halfYearly.trade()).isEqualTo("elevator");
    assertThat(halfYearly.contractor()).contains("otis-sh");
    assertThat(halfYearly.recurrence())
        .isEqualTo(new PlanSpec.Ceiling(new Span(183, Span.Unit.DAY)));
    assertThat(halfYearly.lead()).contains(new Span(7, Span.Unit.DAY));
    assertThat(halfYearly.window())
        .contains(new PlanSpec.Window(LocalTime.MIDNIGHT, LocalTime.of(5, 0)));
    assertThat(halfYearly.statutory()).isTrue();
    assertThat(halfYearly.absorbs()).containsExactly("lift-quarterly", "lift-half-monthly");
    assertThat(halfYearly.checklist()).contains("lift-half-monthly");
    assertThat(plan("fire-quarterly").recurrence())
        .isEqualTo(
            new PlanSpec.Rule(
                "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
                Optional.of(LocalDate.of(2026, 1, 10)),
                new SourcePosition("plans/plans.yaml", 16, 63)));
    assertThat(plan("fire-after-alarm").recurrence())
        .isEqualTo(
            new PlanSpec.After(
                Optional.of("fire_alarm"), Optional.empty(), new Span(24, Span.Unit.HOUR)));
  }

  @Test
  void checklistsAndHolidays() {
    assertThat(get(SITE.checklists(), "pump-daily").items().getFirst().reading())
        .contains("outlet_pressure");
    assertThat(get(SITE.checklists(), "pump-monthly").items().get(1).photo()).isTrue();
    assertThat(SITE.holidays().closed())
        .containsExactlyInAnyOrder(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 2, 17));
    assertThat(SITE.holidays().working()).containsExactly(LocalDate.of(2027, 2, 14));
  }

  @Test
  void people() {
    assertThat(get(SITE.staff(), "li-wei"))
        .isEqualTo(
            new StaffMember(
                "li-wei",
                "李伟",
                Role.TECHNICIAN,
                List.of("electric", "plumbing", "fire"),
                List.of("east"),
                Optional.of("day"),
                OptionalInt.empty()));
    assertThat(get(SITE.staff(), "zhang-zj").level()).isEqualTo(OptionalInt.of(2));
    assertThat(get(SITE.shifts(), "night").from()).isEqualTo(LocalTime.of(20, 0));
    assertThat(SITE.workingHours().orElseThrow().days()).hasSize(5);
    assertThat(get(SITE.areas(), "west").name().zh()).isEqualTo("西区");
    assertThat(get(SITE.contractors(), "otis-sh").contact()).contains("400-000-0000");
  }

  @Test
  void serviceTargets() {
    assertThat(SITE.service().clocks())
        .containsEntry("respond", new Span(30, Span.Unit.MINUTE))
        .containsEntry("visit", new Span(1, Span.Unit.WORKING_DAY));
    assertThat(SITE.service().resolve())
        .containsEntry("serious_plan_and_start", new Span(72, Span.Unit.HOUR));
    assertThat(SITE.service().handoverAt()).contains("shift_end");
    assertThat(SITE.service().approvals()).hasSize(3);
    assertThat(SITE.service().approvals().getLast().above()).isEqualTo(OptionalDouble.of(5000));
  }

  @Test
  void notification() {
    assertThat(get(SITE.notification().channels(), "duty-group"))
        .as("off, since its secret is not set")
        .isEqualTo(
            new NotificationSpec.Channel("duty-group", "wecom", Optional.empty(), true, Map.of()));
    assertThat(get(SITE.notification().channels(), "voice").address())
        .contains(new Secret("http://127.0.0.1:9001/call"));
    NotificationSpec.Route first = SITE.notification().routes().getFirst();
    assertThat(first.priorities()).containsExactly(Priority.P1);
    assertThat(first.untilAcknowledged()).isTrue();
    assertThat(first.steps().getLast())
        .isEqualTo(new NotificationSpec.Step(Duration.ofMinutes(3), List.of("manager")));
    NotificationSpec.Route second = SITE.notification().routes().getLast();
    assertThat(second.from()).as("the whole day").isEmpty();
    assertThat(second.group()).contains(Duration.ofSeconds(30));
    assertThat(second.steps())
        .containsExactly(new NotificationSpec.Step(Duration.ZERO, List.of("duty-group")));
  }

  @Test
  void theRestOfTheSite() {
    assertThat(SITE.privacy().orElseThrow().maySee())
        .containsExactlyInAnyOrder(Role.MANAGER, Role.ADMIN);
    assertThat(SITE.patrols().getFirst().at()).contains(LocalTime.of(23, 30));
    assertThat(SITE.patrols().getFirst().checkpoints())
        .containsExactly("pump-b1", "lift-a1", "gate-n");
    assertThat(SITE.certificates().getFirst().validUntil()).isEqualTo(LocalDate.of(2027, 6, 30));
    assertThat(SITE.telemetry().retention()).isEqualTo(new Span(400, Span.Unit.DAY));
    assertThat(SITE.telemetry().influx().orElseThrow().token()).isEqualTo(new Secret("token-1"));
    assertThat(SITE.database()).isEmpty();
  }

  @Test
  void aRuleTest() {
    RuleTest test = SITE.tests().getFirst();

    assertThat(test.equipment()).isEqualTo("pump-b1");
    assertThat(test.given().getFirst().values())
        .isEqualTo(
            Map.of("running", true, "flow", 12.0, "inlet_pressure", 0.2, "outlet_pressure", 0.45));
    assertThat(test.expected())
        .containsExactly(
            new RuleTest.Expected(
                Duration.ofSeconds(39),
                List.of(),
                List.of("dry_run"),
                List.of(),
                List.of(),
                new SourcePosition("tests/pump.yaml", 10, 9)),
            new RuleTest.Expected(
                Duration.ofSeconds(41),
                List.of("dry_run"),
                List.of(),
                List.of(),
                List.of(),
                new SourcePosition("tests/pump.yaml", 11, 9)),
            new RuleTest.Expected(
                Duration.ofMinutes(2),
                List.of(),
                List.of(),
                List.of("dry_run"),
                List.of(),
                new SourcePosition("tests/pump.yaml", 12, 9)));
  }
}
