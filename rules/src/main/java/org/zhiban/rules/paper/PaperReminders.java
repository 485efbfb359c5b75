package org.zhiban.rules.paper;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.paper.PaperReminder;
import org.zhiban.model.paper.PaperReminder.Step;
import org.zhiban.rules.SaneClock;

/** Which steps before the end of papers are new, and what each asks for. */
public final class PaperReminders {
  /** A day begins when people come: nobody is called at midnight for a paper. */
  private static final Duration MORNING = Duration.ofHours(8);

  /** What is on record of a day later than this was seen by a clock that was wrong. */
  private static final Duration TOLERATED_STEP_BACK = Duration.ofDays(1);

  private PaperReminders() {}

  /**
   * A step that came and is not on record.
   *
   * @param asksForOrder somebody has to renew the paper, and no order says so yet
   */
  public record Due(PaperReminder reminder, boolean asksForOrder) {}

  /** The earliest time that no record made by a clock that was right can have. */
  public static Instant untrueAfter(Instant now) {
    return now.plus(TOLERATED_STEP_BACK);
  }

  /**
   * What is to be put on record. Of several steps of a paper that came while nobody looked the last
   * is told, and of a warranty that is over nothing. A clock that is dead reminds of nothing.
   *
   * @param known every reminder of these papers that is on record
   */
  public static List<Due> due(
      List<Paper> papers, List<PaperReminder> known, ZoneId zone, Instant now) {
    if (!SaneClock.sane(now)) {
      return List.of();
    }
    LocalDate today = LocalDate.ofInstant(now.minus(MORNING), zone);
    Set<String> seen = new HashSet<>();
    Set<String> ordered = new HashSet<>();
    for (PaperReminder one : known) {
      if (!one.at().isAfter(untrueAfter(now))) {
        seen.add(key(one.paper(), one.step()));
      }
      one.workOrder().ifPresent(_ -> ordered.add(one.paper().id()));
    }
    List<Due> due = new ArrayList<>();
    for (Paper paper : papers) {
      List<Step> reached =
          Step.of(paper.type()).stream()
              .filter(step -> !today.isBefore(step.day(paper.validUntil())))
              .toList();
      for (Step step : reached) {
        if (seen.add(key(paper, step))) {
          boolean told = step == reached.getLast() && (step != Step.MONTH || left(paper, today));
          due.add(
              new Due(
                  new PaperReminder(paper, step, now, told, Optional.empty()),
                  step == Step.DAYS_30 && !ordered.contains(paper.id())));
        }
      }
    }
    return due;
  }

  private static boolean left(Paper paper, LocalDate today) {
    return paper.daysLeft(today) >= 0;
  }

  private static String key(Paper paper, Step step) {
    return paper.id() + step;
  }
}
