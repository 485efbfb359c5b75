package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.gateway.config.ExampleParts.SITE;
import static org.zhiban.gateway.config.ExampleParts.get;
import static org.zhiban.gateway.config.ExampleParts.plan;

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
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.Language;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.site.Intake;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.Span;
import org.zhiban.model.staff.Role;
import org.zhiban.model.staff.StaffMember;

/** Every kind of key of the example site beside equipment and rules means what it says. */
class ExampleSiteTest {
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
                OptionalInt.empty(),
                Optional.empty()));
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
    assertThat(SITE.service().enteredWithin()).isEqualTo(Duration.ofDays(7));
    assertThat(SITE.service().approvals()).hasSize(3);
    assertThat(SITE.service().intake().autoDispatch()).isEqualTo(Intake.AutoDispatch.OFF);
    assertThat(SITE.service().intake().urgentTriggers())
        .extracting(LocalizedText::zh)
        .as("the four of [R3]")
        .containsExactly("爆管", "电器冒烟", "突然停水停电", "客户特别要求");
    assertThat(SITE.service().approvals().getLast().above()).isEqualTo(OptionalDouble.of(5000));
  }

  @Test
  void notification() {
    assertThat(get(SITE.notification().channels(), "duty-group"))
        .as("off, since its secret is not set")
        .isEqualTo(
            new NotificationSpec.Channel(
                "duty-group",
                "wecom",
                Optional.empty(),
                true,
                Optional.empty(),
                List.of(),
                Optional.empty()));
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
                Map.of(),
                new SourcePosition("tests/pump.yaml", 10, 9)),
            new RuleTest.Expected(
                Duration.ofSeconds(41),
                List.of("dry_run"),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                new SourcePosition("tests/pump.yaml", 11, 9)),
            new RuleTest.Expected(
                Duration.ofMinutes(2),
                List.of(),
                List.of(),
                List.of("dry_run"),
                List.of(),
                Map.of(),
                new SourcePosition("tests/pump.yaml", 12, 9)));
  }
}
