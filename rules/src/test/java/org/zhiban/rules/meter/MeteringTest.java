package org.zhiban.rules.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;
import org.zhiban.rules.TestSites;

/** Which reading is taken, and what is said where it is not. */
final class MeteringTest {
  private static final Instant T = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant NOW = T.plus(Duration.ofDays(60));

  private static Instant day(int day) {
    return T.plus(Duration.ofDays(day));
  }

  private static Metering.Outcome read(List<Reading> standing, Meters.Saying said) {
    return Metering.read(Meters.meter("80"), standing, said.said(), "li", NOW);
  }

  private static String refusal(Metering.Outcome outcome) {
    return outcome instanceof Metering.Outcome.Refused(var reason)
        ? reason.getClass().getSimpleName()
        : "";
  }

  /** The last was read on day 10; dials of three digits. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "100, 100, false, -",
        "100, 100.1, false, -",
        "100, 99.9, false, Lower",
        "100, 99.9, true, NotRolled",
        "500, 3, true, NotRolled",
        "500.1, 3, true, -",
        "990, 3, false, Lower",
        "990, 995, true, NotRolled",
        "990, 1000, false, TooLong",
        "990, 991.00001, false, TooLong",
      })
  void aLowerReadingWantsAReason(String last, String value, boolean rolled, String refused) {
    Metering.Outcome outcome =
        read(List.of(Meters.reading(1, last, day(10))), Meters.read(value, day(20)).rolled(rolled));
    assertThat(refusal(outcome)).isEqualTo(refused == null ? "" : refused);
  }

  @Test
  void threeTimesTheUsualADayIsTakenWhereItIsConfirmed() {
    List<Reading> month =
        List.of(
            Meters.reading(1, "100", day(0)),
            Meters.reading(2, "110", day(5)),
            Meters.reading(3, "120", day(10)));
    assertThat(refusal(read(month, Meters.read("150", day(15))))).isEmpty();
    assertThat(refusal(read(month, Meters.read("150.1", day(15))))).isEqualTo("Unusual");
    assertThat(refusal(read(month, Meters.read("150.1", day(15)).confirmed(true)))).isEmpty();
    assertThat(refusal(read(month, Meters.read("126", day(10).plusSeconds(60)))))
        .as("within a day")
        .isEmpty();
    assertThat(refusal(read(month.subList(0, 2), Meters.read("900", day(6)))))
        .as("nothing usual is known of less than seven days")
        .isEmpty();
    assertThat(refusal(read(month, Meters.read("3", day(15)).rolled(true)))).isEqualTo("NotRolled");
  }

  @Test
  void aPhoneThatSendsLateIsPutWhereItBelongs() {
    List<Reading> standing =
        List.of(Meters.reading(1, "100", day(0)), Meters.reading(2, "200", day(10)));
    assertThat(refusal(read(standing, Meters.read("150", day(5))))).isEmpty();
    assertThat(refusal(read(standing, Meters.read("210", day(5))))).isEqualTo("LaterMisfits");
    assertThat(refusal(read(standing, Meters.read("90", day(5))))).isEqualTo("Lower");
    assertThat(refusal(read(standing, Meters.read("200", day(10))))).isEqualTo("SameTime");
    assertThat(refusal(read(standing, Meters.read("200", NOW.plus(Metering.AHEAD).plusMillis(1)))))
        .isEqualTo("WrongField");
    Metering.Outcome.Done ahead =
        (Metering.Outcome.Done) read(standing, Meters.read("200", NOW.plus(Metering.AHEAD)));
    assertThat(ahead.reading().orElseThrow().readAt()).isEqualTo(NOW);
  }

  @Test
  void anExchangeCarriesWhatWasUsedOverBothDials() {
    Meter meter = Meters.meter("80");
    List<Reading> readings = new ArrayList<>(List.of(Meters.reading(1, "990", day(0))));
    Metering.Outcome.Done exchanged =
        (Metering.Outcome.Done)
            Metering.read(
                meter,
                readings,
                Meters.read("5", day(10)).rolled(true).exchanged(true).said(),
                "li",
                NOW);
    readings.add(exchanged.reading().orElseThrow());
    readings.add(Meters.reading(3, "4.5", day(20)));
    // 15 on the dial that went, times 80; 3.5 on the one that came with 1, times 10.
    assertThat(MeterBook.of(meter, readings).total()).isEqualByComparingTo("1235");
  }

  @Test
  void aMonthEndsWithinTheStepThatCrossesItsEnd() {
    MeterBook book =
        MeterBook.of(
            Meters.meter("1"),
            List.of(
                Meters.reading(1, "100", Instant.parse("2026-11-20T16:00:00Z")),
                Meters.reading(2, "120", Instant.parse("2026-12-10T16:00:00Z"))));
    assertThat(book.months(TestSites.ZONE))
        .extracting(
            MeterBook.Month::month,
            it -> it.used().stripTrailingZeros().toPlainString(),
            MeterBook.Month::whole)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(YearMonth.of(2026, 11), "10", false),
            org.assertj.core.groups.Tuple.tuple(YearMonth.of(2026, 12), "10", false));
  }

  @Test
  void aReadingIsVoidedWhereTheLaterOnesStillFit() {
    Meter meter = Meters.meter("80");
    Reading first = Meters.reading(1, "990", day(0));
    Reading rolled = Meters.reading(2, new BigDecimal(5), day(10), true, Optional.empty());
    Reading last = Meters.reading(3, "20", day(20));
    List<Reading> all = List.of(first, rolled, last);
    assertThat(refusal(Metering.voided(meter, all, rolled, "misread", "ma", NOW)))
        .isEqualTo("LaterMisfits");
    assertThat(refusal(Metering.voided(meter, all, last, " ", "ma", NOW))).isEqualTo("WrongField");
    Metering.Outcome.Done done =
        (Metering.Outcome.Done) Metering.voided(meter, all, last, "misread", "ma", NOW);
    Reading gone = done.reading().orElseThrow();
    assertThat(gone.value()).isEqualTo(last.value());
    assertThat(MeterBook.of(meter, List.of(first, rolled, gone)).total())
        .isEqualByComparingTo("1200");
    assertThat(refusal(Metering.voided(meter, all, gone, "misread", "ma", NOW)))
        .isEqualTo("Voided");
  }

  private static Metering.Described described(String ratio, int digits) {
    return new Metering.Described(
        "Corridors",
        Meter.Measure.ELECTRICITY,
        "kWh",
        Optional.empty(),
        Meter.Scope.COMMON,
        Optional.empty(),
        Optional.of("electric"),
        2,
        new Metering.Counter(Optional.of("S1"), digits, new BigDecimal(ratio)));
  }

  @Test
  void aRatioThatWasWrongIsCorrectedWithAReason() {
    Meter meter = Meters.meter("80");
    List<Reading> readings =
        List.of(Meters.reading(1, "100", day(0)), Meters.reading(2, "110", day(10)));
    assertThat(refusal(Metering.change(meter, readings, described("60.0", 3), Optional.empty())))
        .isEqualTo("WrongField");
    Metering.Outcome.Done done =
        (Metering.Outcome.Done)
            Metering.change(meter, readings, described("60.0", 3), Optional.of("CT 300/5"));
    assertThat(MeterBook.of(done.meter(), readings).total()).isEqualByComparingTo("600");
    assertThat(refusal(Metering.change(meter, readings, described("80", 2), Optional.of("two"))))
        .isEqualTo("LaterMisfits");
    assertThat(refusal(Metering.change(meter, readings, described("80", 3), Optional.empty())))
        .isEmpty();
  }

  @Test
  void aMeterOffTheRegisterIsReadNoMoreSinceThen() {
    Meter gone = Meters.meter("1").retired(day(30));
    assertThat(refusal(Metering.retire(gone, NOW))).isEqualTo("Retired");
    assertThat(refusal(Metering.read(gone, List.of(), Meters.read("1", day(30)).said(), "li", NOW)))
        .isEqualTo("Retired");
    assertThat(
            refusal(
                Metering.read(
                    gone, List.of(), Meters.read("1", day(30).minusMillis(1)).said(), "li", NOW)))
        .as("from a phone that was offline")
        .isEmpty();
  }

  @Test
  void aMeterIsDescribedWhole() {
    for (Metering.Described bad :
        List.of(
            described("0", 3), described("1000000", 3), described("1", 0), described("1", 11))) {
      assertThat(refusal(Metering.register("EM-1", bad, false, NOW))).isEqualTo("WrongField");
    }
    assertThat(refusal(Metering.register("EM-1", described("1", 5), true, NOW))).isEqualTo("Taken");
    assertThat(refusal(Metering.register("a b", described("1", 5), false, NOW)))
        .isEqualTo("WrongField");
    assertThat(refusal(Metering.register("EM-1", described("1", 5), false, NOW))).isEmpty();
  }
}
