package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.config.problem.Problem;

/** A plan whose dates never come is an error where it stands; one that is over is warned of. */
class PlanDatesTest {
  private static final String NEVER =
      "this rule has no date, not in the ten years to come either; name a day that there is:"
          + " BYMONTHDAY=-1 is the last of a month, and an interval over 1 passes over the months"
          + " between";
  private static final String OVER =
      "this rule is over: it has no date in the ten years to come; take the plan out, or let"
          + " UNTIL, COUNT or 'from' reach further";

  private static List<String> lines(String recurrence) {
    return ExampleSite.whole()
        .with("plans/plans.yaml", "rrule: \"FREQ=DAILY;BYHOUR=9\"", recurrence)
        .load(LocalDate.of(2026, 11, 23))
        .problems()
        .stream()
        .filter(problem -> problem.position().line() == 5)
        .map(problem -> problem.line(""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rrule: \"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\"",
        "rrule: \"FREQ=YEARLY;INTERVAL=2;BYMONTH=4;BYMONTHDAY=31\", from: 2026-01-01"
      })
  void one_that_never_comes_is_an_error(String recurrence) {
    assertThat(lines(recurrence)).containsExactly("plans/plans.yaml:5:64: error: " + NEVER);
  }

  @Test
  void so_is_the_last_of_each_june() {
    assertThat(lines("rrule: \"FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31\", from: 2026-06-30"))
        .contains("plans/plans.yaml:5:64: error: " + NEVER);
    assertThat(lines("rrule: \"FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=-1\", from: 2026-06-30"))
        .isEmpty();
  }

  @Test
  void so_is_one_of_several() {
    assertThat(
            lines(
                "first_of: [ { floating: 9d }, { rrule: \"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\" }"
                    + " ]"))
        .containsExactly("plans/plans.yaml:5:96: error: " + NEVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rrule: \"FREQ=DAILY;UNTIL=20200101\"", "rrule: \"FREQ=DAILY;COUNT=3\""})
  void one_that_is_over_is_warned_of(String recurrence) {
    assertThat(lines(recurrence)).containsExactly("plans/plans.yaml:5:64: warning: " + OVER);
  }

  /** What was sound yesterday is not refused today. */
  @Test
  void time_alone_makes_no_error() {
    ExampleSite site =
        ExampleSite.whole()
            .with("plans/plans.yaml", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;UNTIL=20271231");
    assertThat(site.load(LocalDate.of(2070, 1, 1)).problems())
        .noneMatch(problem -> problem.severity() == Problem.Severity.ERROR)
        .anyMatch(problem -> problem.line("").contains(OVER));
  }
}
