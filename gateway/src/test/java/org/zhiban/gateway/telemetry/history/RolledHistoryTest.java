package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stays of days whose samples are kept no more: their steps by minute and by hour. */
class RolledHistoryTest extends RolledHistory {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void afterMonthsTheStepsAreThoseOfAllSamplesThatEverWere(long seed) {
    Random random = new Random(seed);
    for (int number = 0; number < 70; number++) {
      live(number, random, 20 + random.nextInt(60));
      if (random.nextInt(4) == 0) {
        reopen();
      }
      Instant from = day(random.nextInt(number + 1)).plusSeconds(60L * random.nextInt(3_000));
      Instant to = from.plusSeconds(60L * random.nextInt(20_000));
      Duration step = Duration.ofMinutes(List.of(1, 5, 60, 180, 1440).get(random.nextInt(5)));
      compare(from, to, step);
    }
    tidy(70);
    compare();
    assertThat(all(".chunks"))
        .as("days of samples")
        .extracting(file -> file.getFileName().toString().substring(0, 10))
        .allMatch(name -> name.compareTo("2026-12-03") >= 0);
    assertThat(all(".minutes")).hasSizeGreaterThanOrEqualTo(67);
    assertThat(all(".hours")).hasSize(4);
    assertThat(historian.raw(FLOW, T0, day(60), 10)).isEmpty();
    assertThat(historian.figures().rollupBytes()).isPositive();
  }

  @Test
  void ofDaysWithoutSamplesThereAreWholeMinutesOnly() {
    live(0, new Random(4), 400);
    tidy(8);
    assertThat(historian.raw(FLOW, T0, day(1), 1)).isEmpty();
    assertThat(historian.buckets(FLOW, T0, day(1), Duration.ofSeconds(30))).isEmpty();
    Duration minute = Duration.ofMinutes(1);
    assertThat(historian.buckets(FLOW, T0.plusSeconds(30), day(1).minusSeconds(30), minute))
        .isEqualTo(historian.buckets(FLOW, T0.plusSeconds(60), day(1).minusSeconds(60), minute));
    compare(T0.plusSeconds(660), day(1).minusSeconds(5_400), Duration.ofHours(1));
  }

  @Test
  void aSampleThatComesLateIsInTheStepsAtOnceAndAfterwards() {
    live(0, new Random(5), 100);
    tidy(2);
    assertThat(files(".minutes")).hasSize(1);
    append(new Kept(0, T0.toEpochMilli() + 61_000, -5, false));
    compare();
    tidy(3);
    compare();
    append(new Kept(1, T0.toEpochMilli() + 86_399_999, 7_000, false));
    tidy(9);
    assertThat(files(".chunks")).isEmpty();
    compare();
  }

  @Test
  void whatStaysOfADayThatGaveWayTakesInWhatComesLate() {
    live(0, new Random(6), 100);
    live(1, new Random(7), 100);
    tidy(2);
    room = 0;
    tidy(4);
    assertThat(historian.figures().givenWay()).isPositive();
    compare();
    room = Long.MAX_VALUE;
    reopen();
    for (int late = 0; late < 4; late++) {
      append(new Kept(0, T0.toEpochMilli() + 3_600_000L * late + 7, 900 + late, false));
      compare();
      reopen();
      flush();
      compare();
    }
    tidy(20);
    assertThat(files(".chunks")).isEmpty();
    compare();
  }

  @Test
  void withoutSamplesTheOldestMinutesGiveWayAndTheHoursStay() {
    live(0, new Random(8), 100);
    live(1, new Random(9), 100);
    tidy(9);
    assertThat(files(".minutes")).hasSize(2);
    room = 0;
    for (int round = 0; round < 4; round++) {
      flush();
    }
    assertThat(files(".minutes")).isEmpty();
    compare(T0, day(9), Duration.ofHours(1));
    compare(T0, day(9), Duration.ofDays(1));
    assertThat(historian.buckets(FLOW, T0, day(1), Duration.ofMinutes(1))).isEmpty();
    assertThat(historian.buckets(FLOW, T0.plusSeconds(60), day(1), Duration.ofHours(1)))
        .as("whole hours")
        .isEqualTo(historian.buckets(FLOW, T0.plusSeconds(3600), day(1), Duration.ofHours(1)));
  }

  @Test
  void afterTenYearsTheStepsGo() {
    live(0, new Random(10), 50);
    tidy(8);
    tidy(3_653);
    compare();
    tidy(3_655);
    assertThat(files(".minutes")).isEmpty();
    assertThat(historian.buckets(FLOW, T0, day(2), Duration.ofDays(1))).hasSize(1);
    tidy(3_690);
    assertThat(files(".hours")).isEmpty();
    assertThat(historian.buckets(FLOW, T0, day(2), Duration.ofDays(1))).isEmpty();
  }

  @Test
  void aCopyOfTheFilesHoldsTheStepsToo() throws IOException {
    live(0, new Random(25), 100);
    tidy(9);
    Path running;
    try (HistoryHold hold = historian.hold()) {
      HistoryCut cut = hold.cut();
      now = day(20);
      flush();
      running = copy(cut);
    }
    historian.close();
    data = copy(HistoryCut.of(data));
    open();
    compare();
    historian.close();
    data = running;
    open();
    compare();
  }

  private Path copy(HistoryCut cut) throws IOException {
    Path copy = Files.createTempDirectory(data, "copy");
    Path into = Files.createDirectory(copy.resolve(FileHistorian.FOLDER));
    for (HistoryCut.Part part : cut.parts()) {
      Files.copy(
          data.resolve(FileHistorian.FOLDER).resolve(part.name()), into.resolve(part.name()));
    }
    Files.write(into.resolve(HistoryCut.MARKER), cut.marker());
    return copy;
  }
}
