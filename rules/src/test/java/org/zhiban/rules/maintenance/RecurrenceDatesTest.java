package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.ZONE;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RecurrenceDatesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
  private static final LocalDate LATER = TODAY.plusYears(10);

  private static RecurrenceDates rule(String rrule) {
    return RecurrenceDates.of(rrule, Optional.of(LocalDate.of(2026, 6, 30)), ZONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;COUNT=3;BYMONTH=4;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=9",
        "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=DAILY;UNTIL=20200101"
      })
  void a_rule_whose_days_never_come_has_none(String rrule) {
    assertThat(rule(rrule).between(TODAY, LATER)).isEmpty();
    assertThat(rule(rrule).between(TODAY, TODAY)).isEmpty();
  }

  /** The search is not given up where the next date is only far away. */
  @Test
  void a_day_of_leap_years_is_found_however_it_is_written() {
    for (String freq : new String[] {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}) {
      assertThat(rule("FREQ=" + freq + ";BYMONTH=2;BYMONTHDAY=29").between(TODAY, LATER))
          .as(freq)
          .extracting(LocalDateTime::toLocalDate)
          .containsExactly(
              LocalDate.of(2028, 2, 29), LocalDate.of(2032, 2, 29), LocalDate.of(2036, 2, 29));
    }
  }

  /** However it is written, it includes its last day. */
  @ParameterizedTest
  @ValueSource(strings = {"20261124", "20261124T090000", "20261124T010000Z"})
  void a_rule_that_ends_has_dates_until_then(String until) {
    assertThat(rule("FREQ=DAILY;BYHOUR=9;UNTIL=" + until).between(TODAY, LATER))
        .containsExactly(TODAY.atTime(9, 0), TODAY.plusDays(1).atTime(9, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "FREQ=YEARLY;INTERVAL=15, 2026-06-30, OVER",
    "FREQ=YEARLY;INTERVAL=9, 2026-06-30, COMES",
    "FREQ=YEARLY;INTERVAL=15, 2039-05-04, COMES",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29, 2026-06-30, COMES",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30, 2026-06-30, NEVER",
    "FREQ=YEARLY;UNTIL=20400101;BYMONTH=2;BYMONTHDAY=30, 2026-06-30, NEVER",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31, 2026-06-30, NEVER",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31, 2026-07-31, COMES",
    "FREQ=DAILY;UNTIL=20200101, 2026-06-30, OVER",
    "FREQ=DAILY;UNTIL=20261122, 2026-06-30, OVER",
    "FREQ=DAILY;UNTIL=20261123, 2026-06-30, COMES",
    "FREQ=DAILY;UNTIL=20261123T000000, 2026-06-30, COMES",
    "FREQ=DAILY;UNTIL=20261122T235959, 2026-06-30, OVER",
    "FREQ=DAILY;UNTIL=20261122T160000Z, 2026-06-30, COMES",
    "FREQ=DAILY;UNTIL=20261122T155959Z, 2026-06-30, OVER",
    "FREQ=DAILY;COUNT=3, 2026-06-30, OVER",
    "FREQ=DAILY;COUNT=3, 2027-06-30, COMES"
  })
  void what_is_to_be_expected_of_a_rule(
      String rrule, LocalDate from, RecurrenceDates.Outlook outlook) {
    assertThat(RecurrenceDates.of(rrule, Optional.of(from), ZONE).outlook(TODAY))
        .isEqualTo(outlook);
  }
}
