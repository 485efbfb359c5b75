package org.zhiban.rules.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;
import org.zhiban.rules.TestSites;

/** What was used is what passed on the dials times their ratios, and never less than nothing. */
final class MeterPropertyTest {
  private static final Instant T = Instant.parse("2026-01-14T03:07:00Z");

  /**
   * The time until somebody comes, and what passes on the dial until then.
   *
   * @param tenths of the unit; less than half of the dial of three digits
   * @param exchange what hangs there from then on: its ratio in hundredths; 0: what hung there
   */
  record Walk(int minutes, int tenths, int exchange) {}

  @Provide
  Arbitrary<List<Walk>> walks() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 60 * 24 * 50),
            Arbitraries.integers().between(0, 4_999),
            Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 20_000))))
        .as(Walk::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(24);
  }

  private static BigDecimal tenths(long count) {
    return BigDecimal.valueOf(count, 1);
  }

  @Property
  void whatWasUsedIsWhatPassedOnTheDialsWhoeverSendsLate(
      @ForAll("walks") List<Walk> walks, @ForAll Random order) {
    Meter meter = Meters.meter("80");
    List<Reading> readings = new ArrayList<>();
    BigDecimal ratio = new BigDecimal("80");
    BigDecimal passed = BigDecimal.ZERO;
    long shown = 7_777;
    Instant at = T;
    boolean turned = false;
    readings.add(Meters.reading(1, tenths(shown), at, false, Optional.empty()));
    for (Walk walk : walks) {
      at = at.plus(Duration.ofMinutes(walk.minutes()));
      long after = shown + walk.tenths();
      passed = passed.add(tenths(walk.tenths()).multiply(ratio));
      turned |= after >= 10_000;
      Optional<Reading.Exchange> exchange =
          Optional.of(walk)
              .filter(it -> it.exchange() > 0)
              .map(
                  it ->
                      Meters.exchange(
                          BigDecimal.valueOf(it.exchange(), 2), tenths(it.exchange() % 9_000)));
      readings.add(
          Meters.reading(
              readings.size() + 1, tenths(after % 10_000), at, after >= 10_000, exchange));
      shown = exchange.isPresent() ? walk.exchange() % 9_000 : after % 10_000;
      ratio = exchange.map(it -> it.dial().ratio()).orElse(ratio);
    }
    List<Reading> arrived = new ArrayList<>(readings);
    Collections.shuffle(arrived, order);
    MeterBook book = MeterBook.of(meter, arrived);
    assertThat(book.total()).isEqualByComparingTo(passed);
    assertThat(book.steps()).extracting(MeterBook.Step::reading).isEqualTo(readings);
    assertThat(book.steps()).noneMatch(step -> step.used().signum() < 0);
    List<MeterBook.Month> months = book.months(TestSites.ZONE);
    assertThat(months).noneMatch(month -> month.used().signum() < 0);
    assertThat(months.stream().map(MeterBook.Month::used).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(passed);
    assertThat(months.getFirst().from()).isEqualTo(T);
    assertThat(months.getLast().until()).isEqualTo(at);
    for (int i = 1; i < months.size(); i++) {
      assertThat(months.get(i).from()).isEqualTo(months.get(i - 1).until());
      assertThat(months.get(i).month()).isEqualTo(months.get(i - 1).month().plusMonths(1));
    }
    Statistics.label("rolled over and exchanged")
        .collect(turned && walks.stream().anyMatch(it -> it.exchange() > 0));
    Statistics.label("rolled over and exchanged")
        .coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
  }

  /** Whatever is said. */
  record Said(String what, int at, int tenths, boolean flag) {}

  @Provide
  Arbitrary<List<Said>> said() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("read")),
                Tuple.of(1, Arbitraries.just("exchange")),
                Tuple.of(2, Arbitraries.just("void"))),
            Arbitraries.integers().between(0, 400),
            Arbitraries.integers().between(0, 10_500),
            Arbitraries.of(true, false))
        .as(Said::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  @Property
  void whateverIsTakenOrVoidedTheBookStaysWhole(@ForAll("said") List<Said> all) {
    Meter meter = Meters.meter("1.5");
    List<Reading> readings = new ArrayList<>();
    Instant now = T.plus(Duration.ofHours(401));
    int taken = 0;
    for (Said said : all) {
      List<Reading> standing = readings.stream().filter(Reading::stands).toList();
      List<Reading> before = List.copyOf(readings);
      Metering.Outcome outcome =
          said.what().equals("void") && !readings.isEmpty()
              ? Metering.voided(
                  meter,
                  standing,
                  readings.get(said.tenths() % readings.size()),
                  "wrong",
                  "ma",
                  now)
              : Metering.read(
                  meter,
                  standing,
                  Meters.read(tenths(said.tenths()), T.plus(Duration.ofHours(said.at())))
                      .rolled(said.flag())
                      .exchanged(said.what().equals("exchange"))
                      .said(),
                  "li",
                  now);
      if (outcome instanceof Metering.Outcome.Done(var next, var reading)) {
        assertThat(next.version()).isEqualTo(meter.version() + 1);
        meter = next;
        Reading given = reading.orElseThrow();
        if (given.number() > readings.size()) {
          readings.add(given);
          taken++;
        } else {
          readings.set(given.number() - 1, given);
        }
        assertThat(meter.readings()).isEqualTo(readings.size());
      } else {
        assertThat(readings).isEqualTo(before);
      }
      MeterBook book = MeterBook.of(meter, readings);
      assertThat(book.steps()).noneMatch(step -> step.used().signum() < 0);
      assertThat(book.months(TestSites.ZONE)).noneMatch(month -> month.used().signum() < 0);
    }
    Statistics.collect(taken > 2);
    Statistics.coverage(coverage -> coverage.check(true).percentage(p -> p > 20));
  }
}
