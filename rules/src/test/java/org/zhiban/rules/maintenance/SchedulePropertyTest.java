package org.zhiban.rules.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.ZONE;
import static org.zhiban.rules.TestSites.plan;
import static org.zhiban.rules.TestSites.pump;
import static org.zhiban.rules.TestSites.rrule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.Occurrence.State;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.rules.maintenance.PlanRequest.MeterAt;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;

/**
 * Every kind of plan together, over months in which people do, forget, put off and verify late, the
 * gateway is off and the plans change; beside a reference that counts days one by one.
 */
final class SchedulePropertyTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
  private static final List<String> COUNTED = List.of("half", "quarter", "float");
  private static final int GAP = 15;
  private static final int LARGER_GAP = 45;
  private static final double EVERY = 100;

  /** What a plan by dates may be, beside what it means. */
  private record Rule(String text, Predicate<LocalDate> names) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("FREQ=DAILY", _ -> true),
          new Rule("FREQ=WEEKLY;BYDAY=MO", day -> day.getDayOfWeek() == DayOfWeek.MONDAY),
          new Rule("FREQ=MONTHLY;BYMONTHDAY=5", day -> day.getDayOfMonth() == 5));

  private static Span days(int days) {
    return new Span(days, Span.Unit.DAY);
  }

  private static Site site(Rule rule) {
    return pump(
        Map.of("half", FIRST.minusDays(9), "quarter", FIRST.minusDays(30)),
        Set.of(LocalDate.of(2026, 12, 5), LocalDate.of(2027, 1, 1)),
        plan("dates", Level.DAILY, rrule(rule.text), Optional.empty(), List.of()),
        plan(
            "half",
            Level.HALF_MONTHLY,
            new PlanSpec.Ceiling(days(GAP)),
            Optional.of(days(2)),
            List.of()),
        plan(
            "quarter",
            Level.QUARTERLY,
            new PlanSpec.Ceiling(days(LARGER_GAP)),
            Optional.of(days(5)),
            List.of("half")),
        plan("float", Level.MONTHLY, new PlanSpec.Floating(days(20)), Optional.empty(), List.of()),
        plan(
            "meter",
            Level.OVERHAUL,
            new PlanSpec.Meter("flow", EVERY),
            Optional.empty(),
            List.of()),
        plan(
            "check",
            Level.EVENT,
            new PlanSpec.After(Optional.of("dry"), Optional.empty(), days(1)),
            Optional.empty(),
            List.of()));
  }

  /** One life of the schedule. */
  private static final class Life {
    private final Ledger record = new Ledger();
    private final Map<String, List<Instant>> worked = new HashMap<>();
    private final List<String> unverified = new ArrayList<>();
    private Instant now = FIRST.atTime(7, 0).atZone(ZONE).toInstant();
    private LocalDate lookedAt = FIRST;
    private Rule rule = RULES.getFirst();
    private double run;
    private Optional<Instant> happened = Optional.empty();

    void step(int drawn) {
      // Small numbers are drawn most: spread, so that everything happens about as often.
      int choice = Math.floorMod(drawn * 0x9E3779B9, 97_000);
      int hours = 1 + choice % 97;
      int action = choice / 97 % 10;
      int which = choice / 970;
      now = now.plus(Duration.ofHours(action == 9 ? hours * 6L : hours));
      plan();
      switch (action) {
        case 0, 1, 2, 3 -> complete(which, action < 3);
        case 4 -> verify();
        case 5 -> putOff(which);
        case 6 -> {
          rule = RULES.get(which % RULES.size());
          lookedAt = LocalDate.ofInstant(now, ZONE);
        }
        case 7 -> run += which % 60;
        case 8 -> happened = Optional.of(now);
        default -> {}
      }
      plan();
      Map<String, Occurrence> before = Map.copyOf(record.rows);
      int orders = record.orders;
      plan();
      assertThat(record.rows).as("planning again changes nothing").isEqualTo(before);
      assertThat(record.orders).isEqualTo(orders);
      look();
      lookedAt = LocalDate.ofInstant(now, ZONE);
    }

    private void plan() {
      Map<PlanAt, Instant> events = new HashMap<>();
      happened.ifPresent(time -> events.put(new PlanAt("check", "pump"), time));
      record.occasions =
          new PlanRequest.Occasions(
              Map.of(new MeterAt(new PlanAt("meter", "pump"), "flow"), run), events);
      record.plan(site(rule), now);
    }

    private List<String> toDo() {
      return record.rows.entrySet().stream()
          .filter(e -> e.getValue().state() == State.DUE)
          .filter(e -> e.getValue().workOrder().filter(record.open::contains).isPresent())
          .map(Map.Entry::getKey)
          .sorted()
          .toList();
    }

    private void complete(int which, boolean agreed) {
      List<String> keys = toDo();
      if (keys.isEmpty()) {
        return;
      }
      String key = keys.get(which % keys.size());
      String plan = record.row(key).plan();
      record.complete(key, now);
      worked.computeIfAbsent(plan, _ -> new ArrayList<>()).add(now);
      unverified.add(key);
      if (agreed) {
        verify();
      }
    }

    private void verify() {
      for (String key : unverified) {
        if (record.row(key).plan().equals("meter")) {
          run = 0;
        }
        record.verify(key);
      }
      unverified.clear();
    }

    private void putOff(int which) {
      List<String> keys = toDo();
      if (!keys.isEmpty()) {
        Instant again =
            LocalDate.ofInstant(now, ZONE).plusDays(1).atTime(8, 30).atZone(ZONE).toInstant();
        record.putOff(keys.get(which % keys.size()), again);
      }
    }

    private void look() {
      LocalDate today = LocalDate.ofInstant(now, ZONE);
      everyDateHasItsVisit(today);
      nothingIsDoubled();
      nothingThatBeganIsForgotten();
      gap("half", GAP, FIRST.minusDays(9));
      gap("quarter", LARGER_GAP, FIRST.minusDays(30));
      occasions();
    }

    private void everyDateHasItsVisit(LocalDate today) {
      Set<LocalDate> there = new HashSet<>();
      for (Occurrence o : of("dates")) {
        assertThat(there.add(o.nominal())).isTrue();
        if (o.nominal().isAfter(today) && o.workOrder().isEmpty()) {
          assertThat(rule.names.test(o.nominal())).as("%s by %s", o, rule).isTrue();
        }
      }
      for (LocalDate day = lookedAt; !day.isAfter(today.plusDays(35)); day = day.plusDays(1)) {
        if (rule.names.test(day)) {
          assertThat(there).as("by %s", rule).contains(day);
        }
      }
    }

    private void nothingIsDoubled() {
      List<String> orders =
          record.rows.values().stream().flatMap(o -> o.workOrder().stream()).toList();
      assertThat(orders).as("an order does one visit").doesNotHaveDuplicates();
      assertThat(record.open).as("no order is without a visit").isSubsetOf(orders);
      for (String plan : COUNTED) {
        assertThat(ahead(plan)).as(plan).hasSize(1);
      }
      assertThat(due("meter")).hasSizeLessThan(2);
      assertThat(ahead("check")).hasSizeLessThan(2);
      assertThat(of("dates").stream().filter(this::toBeDone)).hasSizeLessThan(2);
    }

    private boolean toBeDone(Occurrence o) {
      return o.state() == State.DUE && o.workOrder().filter(record.open::contains).isPresent();
    }

    private void nothingThatBeganIsForgotten() {
      for (Occurrence o : record.rows.values()) {
        if (o.state() == State.DUE && o.absorbedBy().isPresent()) {
          Occurrence larger = larger(o).orElseThrow();
          assertThat(larger.workOrder().isPresent() || !larger.dueAt().isAfter(o.dueAt()))
              .as("%s is due no later than %s", larger, o)
              .isTrue();
        }
        if (o.state() == State.DUE && o.workOrder().isEmpty() && !o.startAt().isAfter(now)) {
          assertThat(o.absorbedBy()).as("%s", o).contains("quarter");
          Occurrence larger = larger(o).orElseThrow();
          assertThat(worked(larger) || now.isBefore(o.dueAt())).as("%s waits in time", o).isTrue();
        }
      }
    }

    /** The longest time without work, day by day. */
    private void gap(String plan, int gap, LocalDate before) {
      List<LocalDate> work = new ArrayList<>(List.of(before));
      List.of(plan, "quarter")
          .forEach(
              by ->
                  worked
                      .getOrDefault(by, List.of())
                      .forEach(time -> work.add(LocalDate.ofInstant(time, ZONE))));
      Set<LocalDate> broken = new HashSet<>();
      for (LocalDate day : work) {
        LocalDate latest = day.plusDays(gap);
        boolean kept = work.stream().anyMatch(it -> it.isAfter(day) && !it.isAfter(latest));
        Instant end = latest.plusDays(1).atStartOfDay(ZONE).toInstant();
        if (!kept && !now.isBefore(end)) {
          broken.add(latest);
        }
      }
      assertThat(
              record.notes.stream()
                  .filter(note -> note.kind() == ScheduleNote.Kind.GAP_BROKEN)
                  .filter(note -> note.plan().equals(plan))
                  .map(ScheduleNote::day))
          .as("broken gaps of %s", plan)
          .containsExactlyInAnyOrderElementsOf(broken);
    }

    private void occasions() {
      if (run >= EVERY) {
        assertThat(due("meter")).hasSize(1);
      }
      Optional<Instant> answered =
          worked.getOrDefault("check", List.of()).stream().reduce((_, later) -> later);
      if (happened.isPresent() && answered.filter(it -> !it.isBefore(happened.get())).isEmpty()) {
        assertThat(ahead("check")).as("the alarm of %s is answered", happened).hasSize(1);
      }
    }

    private List<Occurrence> of(String plan) {
      return record.rows.values().stream().filter(o -> o.plan().equals(plan)).toList();
    }

    private List<Occurrence> due(String plan) {
      return of(plan).stream().filter(o -> o.state() == State.DUE).toList();
    }

    /** What is due and not done, by itself or with the larger one. */
    private List<Occurrence> ahead(String plan) {
      return due(plan).stream()
          .filter(o -> !worked(o))
          .filter(o -> o.absorbedBy().isEmpty() || !worked(larger(o).orElseThrow()))
          .toList();
    }

    private boolean worked(Occurrence o) {
      return o.workOrder().filter(record.completed::containsKey).isPresent();
    }

    /** The first of the larger ones that may be done on one day with a smaller one. */
    private Optional<Occurrence> larger(Occurrence smaller) {
      return due("quarter").stream()
          .filter(o -> !o.nominal().isAfter(lastDay(smaller)))
          .filter(o -> !smaller.nominal().isAfter(lastDay(o)))
          .min(Comparator.comparing(Occurrence::nominal));
    }

    private static LocalDate lastDay(Occurrence o) {
      return LocalDate.ofInstant(o.dueAt().minusNanos(1), ZONE);
    }
  }

  @Property(tries = 300)
  void nothingIsDoubledNothingIsLostAndEveryGapIsKeptOrOnRecord(
      @ForAll @Size(min = 10, max = 80) List<@IntRange(min = 0, max = 97_000) Integer> choices) {
    Life life = new Life();
    life.plan();
    choices.forEach(life::step);
  }
}
