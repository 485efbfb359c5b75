package org.zhiban.rules.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhiban.model.report.PeriodReport.Kind;
import org.zhiban.rules.TestSites;

/** Weeks end on Friday at 17:30 in Shanghai, months with their last day [K2] [R9]. */
final class ReportPeriodsTest {
  private static final Instant T = Instant.parse("2026-10-15T02:00:00Z");

  private final ReportPeriods periods = new ReportPeriods(TestSites.handingOver("17:00"));

  private Optional<String> next(Kind kind, String last, String now) {
    return periods
        .next(kind, last.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(last)), at(now))
        .map(period -> period.id() + " " + period.from() + " " + period.to());
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }

  @Test
  void aWeekIsOverAtTheEndOfFridaysWork() {
    assertThat(next(Kind.WEEK, "", "2026-11-27T09:29:59Z"))
        .contains("week-2026-11-20 2026-11-13T09:30:00Z 2026-11-20T09:30:00Z");
    assertThat(next(Kind.WEEK, "", "2026-11-27T09:30:00Z"))
        .contains("week-2026-11-27 2026-11-20T09:30:00Z 2026-11-27T09:30:00Z");
    assertThat(next(Kind.WEEK, "2026-11-20T09:30:00Z", "2026-11-27T09:29:59Z")).isEmpty();
    assertThat(next(Kind.WEEK, "2026-11-18T09:30:00Z", "2026-11-27T09:30:00Z"))
        .as("it ended on Wednesdays before")
        .contains("week-2026-11-20 2026-11-18T09:30:00Z 2026-11-20T09:30:00Z");
  }

  @Test
  void aMonthIsOverAtTheSitesMidnight() {
    assertThat(next(Kind.MONTH, "", "2026-11-30T15:59:59Z"))
        .contains("month-2026-10 2026-09-30T16:00:00Z 2026-10-31T16:00:00Z");
    assertThat(next(Kind.MONTH, "2026-10-31T16:00:00Z", "2026-11-30T15:59:59Z")).isEmpty();
    assertThat(next(Kind.MONTH, "2026-10-31T16:00:00Z", "2026-11-30T16:00:00Z"))
        .contains("month-2026-11 2026-10-31T16:00:00Z 2026-11-30T16:00:00Z");
  }

  @Test
  void underAClockThatIsDeadNothingIsOver() {
    assertThat(next(Kind.MONTH, "", "2000-01-01T00:00:00Z")).isEmpty();
    assertThat(next(Kind.WEEK, "", "2000-01-01T00:00:00Z")).isEmpty();
  }

  /**
   * However long nobody looked, no moment is in two periods or in none, and none comes too soon.
   */
  @Property(tries = 200)
  void periodsFollowOneAnother(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 60_000) Integer> minutes,
      @ForAll Kind kind) {
    Instant now = T;
    List<ReportPeriods.Of> kept = new ArrayList<>();
    for (int length : minutes) {
      now = now.plus(Duration.ofMinutes(length));
      Optional<ReportPeriods.Of> next = next(kind, kept, now);
      while (next.isPresent()) {
        assertThat(next.get().to()).isBeforeOrEqualTo(now);
        kept.add(next.get());
        next = next(kind, kept, now);
      }
    }
    assertThat(kept).extracting(ReportPeriods.Of::id).doesNotHaveDuplicates();
    for (int place = 1; place < kept.size(); place++) {
      assertThat(kept.get(place).from()).isEqualTo(kept.get(place - 1).to());
    }
    Duration longest = kind == Kind.WEEK ? Duration.ofDays(7) : Duration.ofDays(31);
    assertThat(Duration.between(kept.getLast().to(), now)).isLessThan(longest);
  }

  private Optional<ReportPeriods.Of> next(Kind kind, List<ReportPeriods.Of> kept, Instant now) {
    return periods.next(
        kind, kept.isEmpty() ? Optional.empty() : Optional.of(kept.getLast().to()), now);
  }
}
