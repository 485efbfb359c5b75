package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/** A history that is read from its files, beside whoever writes it. */
final class RecordedHistoryTest {
  /** Before midnight UTC, so that days are crossed. */
  private static final Instant T0 = Instant.parse("2026-11-21T23:30:00Z");

  private static final PointRef GONE = new PointRef("pump-b1", "gone");
  private static final PointRef PRESSURE = new PointRef("pump-b1", "pressure");
  private static final PointRef TEXT = new PointRef("gate-n", "plate");
  private static final PointIndex WRITTEN = new PointIndex(List.of(GONE, PRESSURE, TEXT));
  private static final PointIndex ASKED = new PointIndex(List.of(TEXT, PRESSURE));

  @TempDir Path folder;

  private FileHistorian open() {
    return FileHistorian.open(
        folder,
        WRITTEN,
        new HistorySettings(Duration.ofDays(400), false, 200, Duration.ofHours(1), 16, 4_000),
        InstantSource.fixed(T0.plus(Duration.ofHours(2))));
  }

  /** Writes an hour in batches of three points; gives what of it is asked for, in order. */
  private static List<String> write(FileHistorian historian) {
    List<String> expected = new ArrayList<>();
    Random dice = new Random(3);
    for (int second = 0; second < 3_600; second += 2) {
      long time = T0.plusSeconds(second).toEpochMilli();
      SampleBatch batch = new SampleBatch(3);
      batch.good(0, second, time);
      batch.good(1, dice.nextInt(100), time);
      batch.text(2, "沪A" + second, time + 1);
      historian.append(batch);
      expected.add(time + " pressure=" + batch.value(1));
      expected.add(time + 1 + " plate=沪A" + second);
    }
    return expected;
  }

  private List<String> played(Instant from, Instant to) {
    List<String> found = new ArrayList<>();
    try (RecordedHistory history = RecordedHistory.open(folder)) {
      Playback playback = history.play(ASKED, from, to);
      for (Optional<SampleBatch> batch = playback.next();
          batch.isPresent();
          batch = playback.next()) {
        found.addAll(words(batch.get()));
      }
      assertThat(history.damaged()).isZero();
    }
    return found;
  }

  private static List<String> words(SampleBatch batch) {
    List<String> words = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      String text = batch.text(row);
      words.add(
          batch.time(row)
              + " "
              + ASKED.ref(batch.point(row)).point()
              + "="
              + (text == null ? String.valueOf(batch.value(row)) : text));
    }
    return words;
  }

  @Test
  void isPlayedInOrderOfTimeWhileItIsWrittenAndWhenItIsNot() {
    Instant end = T0.plus(Duration.ofHours(1));
    List<String> expected;
    try (FileHistorian historian = open()) {
      expected = write(historian);
      assertThat(played(T0, end)).isEqualTo(expected);
    }
    assertThat(played(T0, end)).isEqualTo(expected);
    assertThat(played(T0.plusSeconds(1_000), T0.plusSeconds(2_000)))
        .isEqualTo(expected.subList(1_000, 2_000));
    assertThat(played(end, end.plusSeconds(60))).isEmpty();
  }

  @Test
  void knowsTheLastSampleBeforeATime() {
    try (FileHistorian historian = open()) {
      write(historian);
    }
    try (RecordedHistory history = RecordedHistory.open(folder)) {
      assertThat(words(history.before(ASKED, T0.plusSeconds(3_000))))
          .anySatisfy(one -> assertThat(one).endsWith("plate=沪A2998"))
          .anySatisfy(
              one -> assertThat(one).startsWith(T0.plusSeconds(2_998).toEpochMilli() + " press"))
          .hasSize(2);
      assertThat(words(history.before(ASKED, T0))).isEmpty();
    }
  }

  /** What merges or drops files meanwhile takes nothing from who opened them before. */
  @Test
  void staysReadableThoughItsFilesAreDropped() throws IOException {
    List<String> expected;
    try (FileHistorian historian = open()) {
      expected = write(historian);
    }
    List<String> found = new ArrayList<>();
    try (RecordedHistory history = RecordedHistory.open(folder)) {
      try (var files = Files.list(folder.resolve(FileHistorian.FOLDER))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Playback playback = history.play(ASKED, T0, T0.plus(Duration.ofHours(1)));
      playback.next().ifPresent(batch -> found.addAll(words(batch)));
      assertThat(found).containsExactly(expected.getFirst());
    }
  }

  /** The names and the bytes of every file stay as they are. */
  @Test
  void changesNothingInTheFolder() throws IOException {
    try (FileHistorian historian = open()) {
      write(historian);
    }
    Path half = folder.resolve(FileHistorian.FOLDER).resolve("log-torn.samples");
    Files.write(half, new byte[] {1, 2, 3});
    List<String> before = listed();

    played(T0, T0.plus(Duration.ofHours(1)));

    assertThat(listed()).isEqualTo(before);
  }

  private List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    try (var files = Files.list(folder.resolve(FileHistorian.FOLDER))) {
      for (Path file : files.sorted().toList()) {
        names.add(
            file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return names;
  }
}
