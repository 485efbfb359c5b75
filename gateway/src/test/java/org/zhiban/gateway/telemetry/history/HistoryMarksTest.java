package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.gateway.storage.Folders;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * The two small files on which the whole history hangs, torn, changed and gone: whose a sample is,
 * and up to where the log is in blocks.
 */
class HistoryMarksTest {
  private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");
  private static final PointRef FLOW = new PointRef("pump-b1", "flow");
  private static final PointRef LEVEL = new PointRef("tank-b1", "level");
  private static final int STEPS = 3;
  private static final int SAMPLES = 3;

  @TempDir Path data;

  private FileHistorian open(boolean queued, PointRef... points) {
    return FileHistorian.open(
        data,
        new PointIndex(List.of(points)),
        new HistorySettings(Duration.ofDays(40), queued, SAMPLES, Duration.ofHours(1), 16, 1),
        InstantSource.fixed(T0),
        new Room(() -> Long.MAX_VALUE));
  }

  private FileHistorian open(boolean queued) {
    return open(queued, FLOW, LEVEL);
  }

  private Path file(String name) {
    return data.resolve(FileHistorian.FOLDER).resolve(name);
  }

  /** Steps of three samples of a day, the last over midnight, and one sample that is in the log. */
  private void write(boolean queued) {
    try (FileHistorian historian = open(queued)) {
      for (int step = 0; step < STEPS; step++) {
        SampleBatch batch = new SampleBatch(SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
          int value = step * SAMPLES + i;
          batch.good(0, value, T0.toEpochMilli() + value * Duration.ofHours(2).toMillis());
        }
        historian.append(batch);
        historian.settled();
      }
      SampleBatch last = new SampleBatch(1);
      last.good(1, 7, T0.toEpochMilli());
      historian.append(last);
    }
  }

  private static List<Integer> values(FileHistorian historian, PointRef point) {
    return historian.raw(point, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE).stream()
        .map(PointValue::value)
        .map(Double::intValue)
        .toList();
  }

  private void assertEverythingOnce(boolean queued) {
    try (FileHistorian historian = open(queued)) {
      assertThat(values(historian, FLOW))
          .isEqualTo(IntStream.range(0, STEPS * SAMPLES).boxed().toList());
      assertThat(values(historian, LEVEL)).containsExactly(7);
      assertThat(historian.head()).isEqualTo(STEPS * SAMPLES + 1);
    }
  }

  /** A file with each of its ends, with a bit of each byte changed, and gone. */
  private static Stream<byte[]> damaged(byte[] whole) {
    return Stream.concat(
        IntStream.range(0, whole.length).mapToObj(length -> Arrays.copyOf(whole, length)),
        IntStream.range(0, whole.length)
            .mapToObj(
                at -> {
                  byte[] changed = whole.clone();
                  changed[at] ^= (byte) (1 << at % 8);
                  return changed;
                }));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> old = Files.list(to)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  /** Without forwarding the log holds only what is not yet in blocks. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void howeverTheMarkIsDamagedEverythingIsThereOnce(boolean queued) throws IOException {
    write(queued);
    Path kept = Files.createDirectory(data.resolve("kept"));
    copy(file("."), kept);
    byte[] whole = Files.readAllBytes(file("stored"));
    for (byte[] content : damaged(whole).toList()) {
      copy(kept, file("."));
      Files.write(file("stored"), content);
      assertEverythingOnce(queued);
      assertEverythingOnce(queued);
    }
    copy(kept, file("."));
    Files.delete(file("stored"));
    assertEverythingOnce(queued);
    assertEverythingOnce(queued);
  }

  @Test
  void aMarkOfAVersionBeforeIsRead() throws IOException {
    write(true);
    Files.write(file("stored"), ByteBuffer.allocate(8).putLong(STEPS * SAMPLES).array());
    assertEverythingOnce(true);
  }

  @Test
  void whoseASampleIsIsKnownHoweverTheListIsDamaged() throws IOException {
    write(true);
    byte[] whole = Files.readAllBytes(file("series"));
    for (String name : List.of("series", "series.copy")) {
      for (byte[] content : damaged(whole).toList()) {
        Files.write(file(name), content);
        assertEverythingOnce(true);
        assertThat(file(name)).as("made anew").hasBinaryContent(whole);
      }
      Files.delete(file(name));
      assertEverythingOnce(true);
    }
  }

  @Test
  void withoutTheListAndItsCopyNothingIsTakenForAnother() throws IOException {
    write(true);
    byte[] whole = Files.readAllBytes(file("series"));
    Path folder = data.resolve(FileHistorian.FOLDER);
    for (byte[] content : damaged(whole).toList()) {
      Files.write(file("series"), content);
      Files.write(file("series.copy"), content);
      assertRefused(folder);
    }
    Files.delete(file("series"));
    Files.delete(file("series.copy"));
    assertRefused(folder);
    Folders.delete(folder);
    try (FileHistorian historian = open(true)) {
      assertThat(values(historian, FLOW)).isEmpty();
    }
  }

  private void assertRefused(Path folder) {
    assertThatThrownBy(() -> open(true, LEVEL, FLOW).close())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(file("series").toString())
        .hasMessageContaining("last backup")
        .hasMessageContaining("move the folder " + folder + " aside");
    assertThatThrownBy(() -> RecordedHistory.open(data).close())
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(file("series").toString());
  }

  @Test
  void aListOfAVersionBeforeIsReadAndWrittenAnew() throws IOException {
    write(true);
    byte[] whole = Files.readAllBytes(file("series"));
    Files.writeString(file("series"), "pump-b1\tflow\ntank-b1\tlevel\n");
    Files.delete(file("series.copy"));
    assertEverythingOnce(true);
    assertThat(file("series")).hasBinaryContent(whole);
    assertThat(file("series.copy")).hasBinaryContent(whole);
  }
}
