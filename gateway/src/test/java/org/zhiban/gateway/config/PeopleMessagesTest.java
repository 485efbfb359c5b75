package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits of {@code site.yaml} about people, clocks and notification. */
class PeopleMessagesTest {
  private static Edit site(String text, String other, String line) {
    return new Edit("site.yaml", text, other, line);
  }

  static Stream<Edit> edits() {
    return Stream.of(people()).flatMap(List::stream);
  }

  private static List<Edit> people() {
    return List.of(
        site(
            "  visit: 1wd",
            "  responsible: { lift_safety: [zhao-mni] }",
            "site.yaml:83:32: there is no member of staff 'zhao-mni'; did you mean 'zhao-min'?"),
        site(
            "  visit: 1wd",
            "  auto_dispatch: alarm",
            "site.yaml:83:18: 'alarm' is not what is dispatched by itself; did you mean 'alarms'?"
                + " It is one of: off, alarms, plans, all"),
        site(
            "role: supervisor, ",
            "role: superviser, ",
            "site.yaml:59:38: 'superviser' is not a role; did you mean 'supervisor'? It is one of:"
                + " operator, desk, technician, supervisor, manager, approver, admin"),
        site(
            "shift: day }",
            "shift: dya }",
            "site.yaml:57:108: there is no shift 'dya'; did you mean 'day'?"),
        site(
            "areas: [east], shift",
            "areas: [esat], shift",
            "site.yaml:57:94: there is no area 'esat'; did you mean 'east'?"),
        site(
            "role: approver, level: 1 }",
            "role: approver }",
            "site.yaml:63:5: an approver needs a 'level'; add 'level: 1'"),
        site(
            "role: manager }",
            "role: manager, level: 1 }",
            "site.yaml:62:48: only an approver has a 'level'; take it out, or change 'role'"),
        site(
            "{ id: he-lin, ",
            "{ id: admin, ",
            "site.yaml:60:11: 'admin' is the first administrator, whom the gateway makes itself;"
                + " choose another id"),
        site(
            "day:   { from: \"08:00\"",
            "day:   { from: \"8:00\"",
            "site.yaml:67:18: '8:00' is not a time of day; write it like \"08:30\""),
        site(
            "days: [mo, tu, we, th, fr]",
            "days: [mo, mo]",
            "site.yaml:69:29: 'mo' stands twice in this list; keep one"),
        site(
            "from: \"08:30\", to: \"17:30\"",
            "from: \"18:30\", to: \"17:30\"",
            "site.yaml:69:65: the working hours end before they begin; write a later 'to'"),
        site(
            "chain: [supervisor, manager, approver-1] }",
            "chain: [supervisor, boss] }",
            "site.yaml:86:42: 'boss' is not a step of approval; it is one of: operator, desk,"
                + " technician, supervisor, manager, admin, approver-1 (and so on by level),"
                + " outside"),
        site(
            "up_to: 5000,",
            "up_to: 1000,",
            "site.yaml:87:7: tiers rise without a gap; the one before ends at 2000.0; sort them by"
                + " 'up_to', with one 'above' the last of these at the end"),
        site(
            "handover_at: shift_end",
            "handover_at: evening",
            "site.yaml:84:16: 'evening' is not shift_end or a time of day; write shift_end or a"
                + " time like \"17:00\""),
        site(
            "visit: 1wd",
            "visit: 1 day",
            "site.yaml:83:10: '1 day' is not a length of time; write a whole number and m, h, d or"
                + " wd (working days): 30m, 15d, 1wd"),
        site(
            "{ at: 2m, to: [voice] }",
            "{ at: 2m, to: [vioce] }",
            "site.yaml:96:134: there is no channel or member of staff or roster 'vioce'; did you"
                + " mean 'voice'?"),
        site(
            "{ at: 2m, to: [voice] }",
            "{ at: 1m, to: [voice] }",
            "site.yaml:96:53: the steps do not follow one another in time; sort them by 'at'"),
        site(
            "hours: \"00:00-24:00\"",
            "hours: \"00:00-25:00\"",
            "site.yaml:97:47: '00:00-25:00' is not hours of the day; write them like"
                + " \"08:00-17:30\"; a second time before the first passes midnight"),
        site(
            "webhook: \"${env:WECOM_WEBHOOK}\", optional: true",
            "webhook: \"${env:WECOM_WEBHOOK}\"",
            "site.yaml:92:41: the variable WECOM_WEBHOOK is not set; set WECOM_WEBHOOK in the"
                + " environment, or write ${file:PATH}"),
        site(
            "checkpoints: [pump-b1, lift-a1, gate-n]",
            "checkpoints: [pump-b1, lift-a2, gate-n]",
            "site.yaml:102:122: there is no equipment 'lift-a2'; did you mean 'lift-a1'?"),
        site(
            "{ equipment: lift-a1, kind",
            "{ equipment: lift-b9, kind",
            "site.yaml:105:18: there is no equipment 'lift-b9'; did you mean 'lift-a1'?"),
        site(
            "token: ${env:INFLUX_TOKEN}",
            "token: ${env:INFLUX}",
            "site.yaml:113:12: the variable INFLUX is not set; set INFLUX in the environment, or"
                + " write ${file:PATH}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void oneEditIsAnsweredWithItsLine(Edit edit) {
    assertThat(edit.answer()).isEqualTo(edit.line());
  }
}
