package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.telemetry.Historian.Bucket;

/** Files of steps that a disk or a crash left otherwise than they were written. */
class RolledDamageTest extends RolledHistory {
  /** A byte that the disk gives back otherwise than it was written. */
  private static void flip(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x10;
    Files.write(file, bytes);
  }

  @Test
  void damagedStepsAreSeenAndMadeAgainWhileThereAreSamples() throws IOException {
    retention = Duration.ofDays(30);
    reopen();
    live(0, new Random(11), 100);
    live(1, new Random(12), 100);
    tidy(3);
    Random random = new Random(13);
    for (int round = 0; round < 100; round++) {
      List<Path> files = new ArrayList<>(files(".minutes"));
      files.addAll(files(".hours"));
      Path hit = files.get(random.nextInt(files.size()));
      flip(hit, random.nextInt((int) Files.size(hit)));
      compare();
      reopen();
      compare();
      compareAfterRounds();
      for (Path aside : files(".damaged")) {
        Files.delete(aside);
      }
    }
  }

  /** What a question found to be damaged is made again in the next rounds. */
  private void compareAfterRounds() {
    flush();
    flush();
    compare();
    assertThat(files(".minutes")).hasSize(2);
    assertThat(files(".hours")).hasSize(1);
  }

  @Test
  void whereTheMinutesOfADayAreDamagedItsHoursAreThere() throws IOException {
    live(0, new Random(14), 100);
    live(1, new Random(15), 100);
    tidy(9);
    for (Path minutes : files(".minutes")) {
      flip(minutes, 3);
    }
    compare(T0, EVER, Duration.ofHours(1));
    compare(T0, EVER, Duration.ofDays(1));
    historian.buckets(FLOW, T0, EVER, Duration.ofMinutes(1));
    flush();
    compare(T0, EVER, Duration.ofHours(1));
    assertThat(HistoryProof.of(data).damaged()).isEmpty();
  }

  @Test
  void damagedHoursAreMadeAgainOfTheMinutes() throws IOException {
    live(0, new Random(16), 100);
    live(1, new Random(17), 100);
    tidy(9);
    flip(files(".hours").getFirst(), 30);
    historian.close();
    assertThat(HistoryProof.of(data).damaged()).hasSize(1);
    open();
    compare();
    flush();
    flush();
    compare();
    assertThat(files(".hours")).hasSize(1);
    assertThat(files(".damaged")).hasSize(1);
  }

  /** A step that was cut off left an older file of a day beside the new one, and older hours. */
  @Test
  void filesOfAStepThatWasCutOffAreMadeGoodOf() throws IOException {
    live(0, new Random(18), 100);
    tidy(2);
    Path folder = data.resolve(FileHistorian.FOLDER);
    Path aside = Files.createDirectory(data.resolve("aside"));
    for (String ending : List.of(".minutes", ".hours")) {
      for (Path file : files(ending)) {
        Files.copy(file, aside.resolve(file.getFileName()));
      }
    }
    append(new Kept(0, T0.toEpochMilli() + 5, 77, false));
    tidy(3);
    historian.close();
    try (var older = Files.list(aside)) {
      for (Path file : older.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.write(folder.resolve("2026-09-28_0-1.minutes.unfinished"), new byte[] {1, 2});
    assertThat(files(".minutes")).hasSize(2);
    open();
    compare();
    tidy(9);
    assertThat(files(".minutes")).hasSize(1);
    assertThat(files(".unfinished")).isEmpty();
    compare();
  }

  /** The same file may be damaged again: what lay aside gives way. */
  @Test
  void damageOfTheSameFileForTheSecondTimeHoldsUpNothing() throws IOException {
    live(0, new Random(30), 100);
    live(1, new Random(31), 100);
    tidy(9);
    for (int round = 0; round < 3; round++) {
      flip(files(".hours").getFirst(), 30);
      compare();
      flush();
      flush();
      assertThat(historian.figures().trouble()).isEmpty();
      assertThat(files(".hours")).hasSize(1);
      compare();
    }
  }

  @Test
  void whereOnlyTheHoursOfADayAreLeftALateSampleIsAddedToThem() throws IOException {
    live(0, new Random(32), 100);
    tidy(9);
    Files.delete(files(".minutes").getFirst());
    reopen();
    compare(T0, EVER, Duration.ofHours(1));
    append(new Kept(0, T0.toEpochMilli() + 20_000, -9, false));
    List<Bucket> days = historian.buckets(FLOW, T0, day(1), Duration.ofDays(1));
    assertThat(days).hasSize(1);
    assertThat(days.getFirst().count())
        .isEqualTo(expected(0, T0, day(1), Duration.ofDays(1)).getFirst().count());
    assertThat(days.getFirst().min()).hasValue(-9);
  }

  /** Samples that cannot be read any more are in the steps that were made before. */
  @Test
  void whatIsDamagedAfterItWasRolledUpIsNotTakenOutByALateSample() throws IOException {
    retention = Duration.ofDays(30);
    reopen();
    live(0, new Random(33), 200);
    tidy(3);
    List<Bucket> before = historian.buckets(FLOW, T0, day(1), Duration.ofDays(1));
    for (Path block : files(".chunks")) {
      flip(block, 3);
    }
    append(new Kept(1, T0.toEpochMilli() + 20_000, -9, false));
    tidy(4);
    assertThat(historian.figures().trouble()).isPresent();
    retention = Duration.ofDays(3);
    tidy(20);
    assertThat(historian.buckets(FLOW, T0, day(1), Duration.ofDays(1))).isEqualTo(before);
  }

  @Test
  void aQuestionAboutNoTimeHasNoAnswer() {
    live(0, new Random(34), 10);
    Instant old = Instant.parse("1960-01-01T00:00:00Z");
    assertThat(historian.buckets(FLOW, old, old.plusSeconds(86_400), Duration.ofHours(1)))
        .isEmpty();
    assertThat(
            historian.buckets(FLOW, Instant.MAX.minusSeconds(9), Instant.MAX, Duration.ofHours(1)))
        .isEmpty();
  }

  @Test
  void aDayThatCannotBeRolledUpStaysForAWhileAndHoldsUpNoOther() throws IOException {
    live(0, new Random(19), 100);
    tidy(1);
    List<Path> unreadable = files(".chunks");
    for (Path file : unreadable) {
      Files.delete(file);
      Files.createDirectory(file);
    }
    for (int number = 1; number < 13; number++) {
      live(number, new Random(20 + number), 100);
      historian.settled();
      assertThat(historian.figures().trouble().isPresent()).isEqualTo(number >= 2);
      assertThat(Files.exists(unreadable.getFirst())).isEqualTo(number <= 11);
    }
    live(13, new Random(99), 100);
    historian.settled();
    flush();
    flush();
    assertThat(historian.figures().trouble()).isEmpty();
    compare(day(2), EVER, Duration.ofHours(1));
    for (Path file : unreadable) {
      assertThat(file).doesNotExist();
    }
  }
}
