package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits of plans and rule tests. */
class PlanMessagesTest {
  private static Edit plan(String text, String other, String line) {
    return new Edit("plans/plans.yaml", text, other, line);
  }

  private static Edit test(String text, String other, String line) {
    return new Edit("tests/pump.yaml", text, other, line);
  }

  static Stream<Edit> edits() {
    return Stream.of(plans(), tests()).flatMap(List::stream);
  }

  private static List<Edit> plans() {
    return List.of(
        plan(
            "pump-daily:        { level: daily,   trade: plumbing, rrule: \"FREQ=DAILY;BYHOUR=9\"",
            "pump-daily:        { level: daily,   trade: plumbing, rrule: \"FREQ=DALY;BYHOUR=9\"",
            "plans/plans.yaml:5:64: 'FREQ=DALY;BYHOUR=9' is not a recurrence rule: Unknown FREQ"
                + " value DALY; write it like FREQ=MONTHLY;BYMONTHDAY=5 (RFC 5545, 3.3.10)"),
        plan(
            "\"FREQ=DAILY;BYHOUR=9\"",
            "\"FREQ=HOURLY\"",
            "plans/plans.yaml:5:64: a plan has at most one visit a day; use FREQ=DAILY or longer"
                + " with one BYHOUR, or write two plans"),
        plan(
            "from: 2026-01-10, ",
            "",
            "plans/plans.yaml:16:62: an interval over 1 counts from somewhere; add 'from:"
                + " 2026-01-10', the first date"),
        plan(
            "floating: 365d, checklist: meter-yearly",
            "checklist: meter-yearly",
            "plans/plans.yaml:21:22: no recurrence here; add one of: rrule, floating, ceiling,"
                + " meter, after, first_of"),
        plan(
            "floating: 3650d, ",
            "floating: 3650d, ceiling: 3650d, ",
            "plans/plans.yaml:22:97: a second recurrence here: floating, ceiling; keep one of"
                + " them"),
        plan(
            "ceiling: 15d,  lead: 2d",
            "ceiling: 15d,  lead: 20d",
            "plans/plans.yaml:10:104: a lead of 20d leaves nothing of the gap of 15d; write a"
                + " shorter lead"),
        plan(
            "absorbs: [lift-half-monthly], checklist",
            "absorbs: [lift-half-montly], checklist",
            "plans/plans.yaml:11:159: there is no plan 'lift-half-montly'; did you mean"
                + " 'lift-half-monthly'?"),
        plan(
            "contractor: otis-sh, floating",
            "contractor: otis, floating",
            "plans/plans.yaml:22:71: there is no contractor 'otis'; there are these contractors:"
                + " otis-sh"),
        plan(
            "checklist: lpr-weekly }",
            "checklist: lpr-weekley }",
            "plans/plans.yaml:20:100: there is no checklist 'lpr-weekley'; did you mean"
                + " 'lpr-weekly'?"),
        plan(
            "season: { from: 05-15, to: 09-30 }",
            "season: { from: 05-15, to: 09-31 }",
            "plans/plans.yaml:8:84: '09-31' is not a day of the year; write month and day like"
                + " 05-15"),
        plan(
            "after: { rule: fire_alarm,",
            "after: { rule: fire_alram,",
            "plans/plans.yaml:18:70: no equipment has a rule 'fire_alram'; did you mean"
                + " 'fire_alarm'?"),
        plan(
            "meter: { point: run_hours,",
            "meter: { point: hours,",
            "plans/plans.yaml:7:3: plan 'pump-service' counts 'hours', which 'pump-b1' does not"
                + " have; name a counter of the equipment, or take the plan out of its"
                + " 'maintenance'"),
        plan(
            "reading: outlet_pressure",
            "reading: outlet",
            "plans/plans.yaml:25:3: the checklist reads 'outlet', which 'pump-b1' does not have;"
                + " name a point of the equipment, or give its plan another checklist"),
        plan(
            "working: [2027-02-14]",
            "working: [2027-02-17]",
            "plans/plans.yaml:38:12: 2027-02-17 is both closed and worked; take it out of one"
                + " list"));
  }

  private static List<Edit> tests() {
    return List.of(
        test(
            "equipment: pump-b1",
            "equipment: pump-b3",
            "tests/pump.yaml:5:16: there is no equipment 'pump-b3'; did you mean 'pump-b1'?"),
        test(
            "flow: 12",
            "flov: 12",
            "tests/pump.yaml:7:35: there is no point 'flov' here; did you mean 'flow'?"),
        test(
            "running: true",
            "running: 1",
            "tests/pump.yaml:7:29: '1' is not true or false; write true or false, without quotes"),
        test(
            "{ at: 41s, alarms: [dry_run] }",
            "{ at: 41s, alarms: [dry_rnu] }",
            "tests/pump.yaml:11:29: there is no rule 'dry_rnu' at 'pump-b1'; did you mean"
                + " 'dry_run'?"),
        test(
            "{ at: 41s, alarms: [dry_run] }",
            "{ at: 41s }",
            "tests/pump.yaml:11:9: none of alarms, not_alarms, orders, not_orders, priorities"
                + " stands here; add one or more of them"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void oneEditIsAnsweredWithItsLine(Edit edit) {
    assertThat(edit.answer()).isEqualTo(edit.line());
  }

  @Test
  void aMeasuredValueIsNoCounterAndWarnedOf() {
    assertThat(
            ExampleSite.whole()
                .with(
                    "plans/plans.yaml",
                    "meter: { point: run_hours,",
                    "meter: { point: outlet_pressure,")
                .load()
                .problems())
        .extracting(problem -> problem.line("site"))
        .contains(
            "site/plans/plans.yaml:7:3: warning: plan 'pump-service' counts 'outlet_pressure',"
                + " which at 'pump-b1' is a measured value that may fall; name a counter; where it"
                + " only ever rises, write 'kind: counter' at the point");
  }
}
