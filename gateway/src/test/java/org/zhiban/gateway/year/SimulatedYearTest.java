package org.zhiban.gateway.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.figures.MadeAgain;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Reminder;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.figures.Period;
import org.zhiban.rules.figures.Records;

/**
 * A month of a site of two hundred equipments, or the whole year with {@code
 * -Dzhiban.year.days=365}: faults and calls, holidays, a gateway that is off for days, a lift that
 * is taken out of service, and people who forget.
 */
@Timeout(900)
class SimulatedYearTest {
  private static final LocalDate START = LocalDate.of(2027, 1, 1);
  private static final int DAYS = Integer.getInteger("zhiban.year.days", 31);
  private static final LocalDate END = START.plusDays(DAYS);

  /** In which everybody catches up. */
  private static final int DAYS_AFTER = 30;

  private static final LocalDate REST_FROM = LocalDate.of(2027, 1, 6);
  private static final LocalDate REST_TO = LocalDate.of(2027, 1, 27);

  @TempDir(factory = FolderInMemory.class)
  Path data;

  @SuppressWarnings("NullAway.Init") // set before each test
  SimulatedYearTest() {}

  /** The gateway is off over a holiday, for two days, and for single ones. */
  private static boolean off(LocalDate day) {
    return day.equals(LocalDate.of(2027, 1, 16))
        || day.equals(LocalDate.of(2027, 1, 17))
        || (!day.isBefore(LocalDate.of(2027, 2, 16)) && day.isBefore(LocalDate.of(2027, 2, 20)))
        || day.equals(LocalDate.of(2027, 6, 3))
        || day.equals(LocalDate.of(2027, 10, 31));
  }

  @Test
  void a_year_leaves_no_order_without_an_end_and_no_visit_doubled_or_lost() {
    long began = System.nanoTime();
    try (SimulatedYear year = new SimulatedYear(data, START, 20270101)) {
      for (LocalDate day = START; day.isBefore(END); day = day.plusDays(1)) {
        if (day.equals(REST_FROM) || day.equals(REST_TO)) {
          year.startsAgain(day.equals(REST_FROM));
        }
        if (!off(day)) {
          year.day(day, false);
        }
      }
      for (int day = 0; day < DAYS_AFTER; day++) {
        year.day(END.plusDays(day), true);
      }
      System.err.printf(
          "a year of %d orders and %d steps in %d s%n",
          year.orders().size(),
          year.deeds(),
          Duration.ofNanos(System.nanoTime() - began).toSeconds());
      List<WorkOrder> orders = year.recorded();
      everyOrderHasAnEndOrAReason(year, orders);
      noVisitIsDoubledOrLost(year);
      everyGapIsKeptOrOnRecord(year);
      aSpreadsheetMakesTheSameFigures(year);
    }
  }

  /** By month, and in it by area, class and contractor ([R9] [R24] [Q1] to [Q5]). */
  private static void aSpreadsheetMakesTheSameFigures(SimulatedYear year) {
    Period all = new Period(at(year, START), at(year, END), year.now());
    for (Period.OfMonth month : all.months(year.site().zone())) {
      Period part = month.part();
      Records records = year.store().query(q -> q.figures().records(part.from(), part.to()));
      assertThat(MadeAgain.compared(year.site(), records, part))
          .contains("mttr", "mtbf", "availability", "re_repair", "pm_compliance", "closed")
          .contains("attainment_resolve", "visit_rate", "first_time_fix", "mtta", "backlog");
    }
  }

  private static Instant at(SimulatedYear year, LocalDate day) {
    return day.atStartOfDay(year.site().zone()).toInstant();
  }

  private static void everyOrderHasAnEndOrAReason(SimulatedYear year, List<WorkOrder> orders) {
    assertThat(orders).hasSizeGreaterThan(50 * DAYS);
    assertThat(orders.stream().map(WorkOrder::id).sorted().toList())
        .containsExactlyElementsOf(new TreeSet<>(year.orders().keySet()));
    Set<OrderStatus> seen = new HashSet<>();
    for (WorkOrder order : orders) {
      seen.add(order.status());
      assertThat(order).isEqualTo(year.orders().get(order.id()));
      List<OrderChange> history = year.store().query(q -> q.orderHistory(order.id()));
      OrderChange last = history.getLast();
      assertThat(last.to()).as(order.id()).isEqualTo(order.status());
      if (order.status().open()) {
        assertThat(order.openedAt())
            .as("%s stands open: %s", order.id(), history)
            .isAfter(END.plusDays(DAYS_AFTER - 5).atStartOfDay(year.site().zone()).toInstant());
      } else if (order.status() == OrderStatus.CLOSED) {
        OrderChange closing =
            history.reversed().stream()
                .filter(line -> line.to() == OrderStatus.CLOSED)
                .filter(line -> line.from().filter(OrderStatus.CLOSED::equals).isEmpty())
                .findFirst()
                .orElseThrow();
        if (closing.action().equals("self_cleared")) {
          assertThat(order.priority().orElseThrow()).isIn(Priority.P3, Priority.P4);
        } else {
          OrderChange agreed =
              history.reversed().stream()
                  .filter(line -> line.action().equals("verify"))
                  .findFirst()
                  .orElseThrow();
          assertThat(order.doers()).as(order.id()).doesNotContain(agreed.actor());
        }
      } else {
        OrderChange ending =
            history.reversed().stream()
                .filter(line -> line.from().filter(line.to()::equals).isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(ending.note()).as("why %s ended so: %s", order.id(), history).isPresent();
      }
      everyBrokenPromiseWasToldOnce(year, order, history);
    }
    assertThat(seen).contains(OrderStatus.CLOSED, OrderStatus.CANCELLED, OrderStatus.REJECTED);
  }

  private static void everyBrokenPromiseWasToldOnce(
      SimulatedYear year, WorkOrder order, List<OrderChange> history) {
    List<String> told =
        year.store().query(q -> q.followUps().reminders(order.id())).stream()
            .filter(step -> step.step() == Reminder.Step.BREACHED)
            .map(step -> step.clock() + "@" + step.cycle())
            .toList();
    assertThat(told)
        .as("%s: %s", order.id(), history)
        .containsAll(
            order.clocks().stream()
                .filter(clock -> clock.state() == Clock.State.BREACHED)
                .map(clock -> clock.name() + "@" + clock.cycle())
                .toList());
    assertThat(history.stream().filter(line -> line.action().equals("breached")))
        .as(order.id())
        .hasSameSizeAs(told);
  }

  private static void noVisitIsDoubledOrLost(SimulatedYear year) {
    List<Occurrence> visits =
        year.store().query(q -> q.schedule().occurrences(START, END.minusDays(1)));
    Set<String> skipped = new HashSet<>();
    notes(year, ScheduleNote.Kind.SKIPPED)
        .forEach(note -> skipped.add(note.plan() + "@" + note.equipment() + "@" + note.day()));
    List<String> wanted = new ArrayList<>();
    for (Equipment equipment : year.site().equipment().values()) {
      for (String plan : equipment.maintenance()) {
        if (YearReference.DATES.containsKey(plan)) {
          START
              .datesUntil(END)
              .filter(YearReference.DATES.get(plan))
              .map(day -> plan + "@" + equipment.id() + "@" + day)
              .filter(key -> !skipped.contains(key))
              .forEach(wanted::add);
        }
      }
    }
    assertThat(wanted).hasSizeGreaterThan(40 * DAYS);
    assertThat(
            visits.stream()
                .filter(visit -> YearReference.DATES.containsKey(visit.plan()))
                .map(v -> v.plan() + "@" + v.equipment() + "@" + v.nominal())
                .sorted()
                .toList())
        .containsExactlyElementsOf(wanted.stream().sorted().toList());
    assertThat(skipped).allMatch(key -> key.contains("@" + LargeSite.RESTING + "@"));
    Set<String> orders = new HashSet<>();
    for (Occurrence visit : visits) {
      if (visit.state() == Occurrence.State.DONE) {
        assertThat(visit.workOrder()).as("%s", visit).isPresent();
        assertThat(orders.add(visit.workOrder().get())).as("%s", visit).isTrue();
        assertThat(year.orders().get(visit.workOrder().get()))
            .extracting(WorkOrder::status)
            .isEqualTo(OrderStatus.CLOSED);
      }
    }
  }

  private static List<ScheduleNote> notes(SimulatedYear year, ScheduleNote.Kind kind) {
    return year
        .store()
        .query(q -> q.schedule().scheduleNotes(Instant.EPOCH, year.now().plusSeconds(1)))
        .stream()
        .filter(note -> note.kind() == kind)
        .toList();
  }

  private static void everyGapIsKeptOrOnRecord(SimulatedYear year) {
    List<Occurrence> visits =
        year.store().query(q -> q.schedule().occurrences(START.minusYears(1), END.plusYears(1)));
    LocalDate today = LocalDate.ofInstant(year.now(), year.site().zone());
    int gaps = 0;
    Set<String> broken = new TreeSet<>();
    for (Equipment lift : year.site().equipment().values()) {
      for (Map.Entry<String, Integer> ceiling : YearReference.CEILINGS.entrySet()) {
        if (!lift.maintenance().contains(ceiling.getKey()) || lift.id().equals(LargeSite.RESTING)) {
          continue;
        }
        Set<String> by = YearReference.DONE_BY.getOrDefault(ceiling.getKey(), Set.of());
        TreeSet<LocalDate> worked = new TreeSet<>();
        by.forEach(
            plan -> {
              if (lift.lastDone().containsKey(plan)) {
                worked.add(lift.lastDone().get(plan));
              }
            });
        visits.stream()
            .filter(v -> v.equipment().equals(lift.id()) && by.contains(v.plan()))
            .filter(v -> v.state() == Occurrence.State.DONE)
            .flatMap(v -> v.doneAt().stream())
            .map(time -> LocalDate.ofInstant(time, year.site().zone()))
            .forEach(worked::add);
        LocalDate before = worked.removeFirst();
        if (before.isBefore(START)) {
          LocalDate last = before;
          for (LocalDate day : worked) {
            if (!day.isBefore(START)) {
              break;
            }
            last = day;
          }
          before = last;
        }
        worked.add(today);
        for (LocalDate day : worked.tailSet(START)) {
          gaps++;
          LocalDate latest = before.plusDays(ceiling.getValue());
          if (day.isAfter(latest)) {
            broken.add(ceiling.getKey() + "@" + lift.id() + "@" + latest);
          }
          before = day;
        }
      }
    }
    assertThat(gaps).isGreaterThan(DAYS);
    assertThat(
            notes(year, ScheduleNote.Kind.GAP_BROKEN).stream()
                .filter(note -> !note.equipment().equals(LargeSite.RESTING))
                .map(note -> note.plan() + "@" + note.equipment() + "@" + note.day()))
        .containsExactlyInAnyOrderElementsOf(broken);
    System.err.printf("%d gaps, of which %d were broken and are on record%n", gaps, broken.size());
  }
}
