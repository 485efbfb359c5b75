package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.Historian.Backlog;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/** Files that a crash or a disk left otherwise than they were written, and days that are over. */
class HistoryDamageTest {
  private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");
  private static final PointRef FLOW = new PointRef("pump-b1", "flow");

  @TempDir Path data;

  private FileHistorian open(int headSamples, Instant now) {
    return FileHistorian.open(
        data,
        new PointIndex(List.of(FLOW)),
        new HistorySettings(
            Duration.ofDays(10), true, headSamples, Duration.ofHours(1), 16, 1 << 20),
        InstantSource.fixed(now));
  }

  private FileHistorian open() {
    return open(1_000_000, T0);
  }

  /** One batch of three samples from a value on, a second apart. */
  private static void append(FileHistorian historian, int value) {
    append(historian, value, T0);
  }

  private static void append(FileHistorian historian, int value, Instant start) {
    SampleBatch batch = new SampleBatch(3);
    for (int i = 0; i < 3; i++) {
      batch.good(0, value + i, start.toEpochMilli() + (value + i) * 1000L);
    }
    historian.append(batch);
  }

  private static List<Integer> values(FileHistorian historian) {
    return historian.raw(FLOW, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE).stream()
        .map(PointValue::value)
        .map(Double::intValue)
        .toList();
  }

  private static List<Integer> from0To(int end) {
    return java.util.stream.IntStream.range(0, end).boxed().toList();
  }

  private List<Path> files(Predicate<String> named) throws IOException {
    try (var files = Files.list(data.resolve(FileHistorian.FOLDER))) {
      return files.filter(path -> named.test(path.getFileName().toString())).sorted().toList();
    }
  }

  private Path log() throws IOException {
    return files(name -> name.endsWith(".samples")).getFirst();
  }

  private Path write(int batches) throws IOException {
    try (FileHistorian historian = open()) {
      for (int batch = 0; batch < batches; batch++) {
        append(historian, batch * 3);
      }
    }
    return log();
  }

  @Test
  void a_batch_torn_at_any_byte_is_as_if_it_had_never_been() throws IOException {
    write(2);
    try (FileHistorian historian = open()) {
      append(historian, 6);
    }
    // Every start begins a file of its own, named by what was appended before it.
    Path torn = files(name -> name.endsWith(".samples")).getLast();
    byte[] whole = Files.readAllBytes(torn);
    for (int length = 0; length < whole.length; length++) {
      Files.write(torn, Arrays.copyOf(whole, length));
      try (FileHistorian historian = open()) {
        assertThat(historian.head()).isEqualTo(6);
        assertThat(values(historian)).isEqualTo(from0To(6));
        append(historian, 6);
        assertThat(values(historian)).isEqualTo(from0To(9));
      }
      try (FileHistorian historian = open()) {
        assertThat(values(historian)).isEqualTo(from0To(9));
      }
    }
  }

  @Test
  void a_damaged_batch_costs_that_batch_alone_and_is_counted() throws IOException {
    Path log = write(5);
    byte[] bytes = Files.readAllBytes(log);
    int frame = (bytes.length - LogSegment.HEADER) / 5;
    bytes[LogSegment.HEADER + 2 * frame + frame / 2] ^= 0x40;
    Files.write(log, bytes);
    try (FileHistorian historian = open()) {
      assertThat(values(historian)).containsExactly(0, 1, 2, 3, 4, 5, 9, 10, 11, 12, 13, 14);
      assertThat(historian.head()).isEqualTo(15);
      Backlog backlog = historian.readAfter(0, 100);
      assertThat(backlog.rows()).hasSize(12);
      assertThat(backlog.next()).isEqualTo(15);
    }
  }

  @Test
  void a_log_that_is_gone_is_counted_as_missing_and_numbers_are_not_used_twice()
      throws IOException {
    try (FileHistorian historian = open(3, T0)) {
      for (int batch = 0; batch < 4; batch++) {
        append(historian, batch * 3);
        awaitStored(historian, 3L * (batch + 1));
      }
    }
    for (Path path : files(name -> name.endsWith(".samples"))) {
      Files.delete(path);
    }
    try (FileHistorian historian = open()) {
      assertThat(historian.head()).isEqualTo(12);
      assertThat(values(historian)).isEqualTo(from0To(12));
      Backlog backlog = historian.readAfter(5, 100);
      assertThat(backlog.rows()).isEmpty();
      assertThat(backlog.next()).isEqualTo(12);
    }
  }

  /** As from a disk that stumbles, or where no file can be opened for a moment. */
  @Test
  void a_log_that_cannot_be_read_for_a_moment_is_not_passed_over() throws IOException {
    try (FileHistorian historian = open()) {
      append(historian, 0);
      append(historian, 3);
      Path log = files(name -> name.endsWith(".samples")).getFirst();
      Path aside = data.resolve("aside");
      Files.move(log, aside);
      Files.createDirectory(log);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> historian.readAfter(0, 100))
            .isInstanceOf(StoreUnavailableException.class);
      }
      Files.delete(log);
      Files.move(aside, log);
      assertThat(historian.readAfter(0, 100).rows()).hasSize(6);
    }
  }

  private static void awaitStored(FileHistorian historian, long samples) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (historian.figures().appended() - historian.figures().inMemory() < samples) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void writeBlocks(int blocks) {
    try (FileHistorian historian = open(3, T0)) {
      for (int block = 0; block < blocks; block++) {
        append(historian, block * 3);
        awaitStored(historian, 3L * (block + 1));
      }
    }
  }

  private static boolean block(String name) {
    return name.endsWith(".chunks");
  }

  @Test
  void blocks_of_a_step_that_was_not_finished_are_made_anew_from_the_log() throws IOException {
    Path stored = data.resolve(FileHistorian.FOLDER).resolve("stored");
    writeBlocks(1);
    byte[] marker = Files.readAllBytes(stored);
    writeTwoMore();
    Files.write(stored, marker);
    Files.writeString(data.resolve(FileHistorian.FOLDER).resolve("x.chunks.unfinished"), "half");
    try (FileHistorian historian = open()) {
      assertThat(values(historian)).isEqualTo(from0To(9));
      assertThat(files(HistoryDamageTest::block)).hasSize(1);
      assertThat(files(name -> name.endsWith(".unfinished"))).isEmpty();
    }
  }

  private void writeTwoMore() {
    try (FileHistorian historian = open(3, T0)) {
      append(historian, 3);
      awaitStored(historian, 6);
      append(historian, 6);
      awaitStored(historian, 9);
    }
  }

  @Test
  void blocks_that_were_merged_and_not_yet_removed_count_once() throws IOException {
    writeBlocks(1);
    writeTwoMore();
    List<Path> before = files(HistoryDamageTest::block);
    List<Path> copies = new ArrayList<>();
    for (Path path : before) {
      copies.add(Files.copy(path, data.resolve(path.getFileName())));
    }
    // Two days later the day is over, and its blocks become one.
    try (FileHistorian historian = open(1_000_000, T0.plus(Duration.ofDays(3)))) {
      awaitBlocks(1);
      assertThat(values(historian)).isEqualTo(from0To(9));
    }
    for (Path copy : copies) {
      Files.move(
          copy,
          data.resolve(FileHistorian.FOLDER).resolve(copy.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileHistorian historian = open()) {
      assertThat(files(HistoryDamageTest::block)).hasSize(1);
      assertThat(values(historian)).isEqualTo(from0To(9));
    }
  }

  private void awaitBlocks(int count) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (files(HistoryDamageTest::block).size() != count) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  @Test
  void a_damaged_block_is_put_aside_and_the_others_are_read() throws IOException {
    writeBlocks(3);
    Path second = files(HistoryDamageTest::block).get(1);
    byte[] bytes = Files.readAllBytes(second);
    Files.write(second, Arrays.copyOf(bytes, bytes.length / 2));
    try (FileHistorian historian = open()) {
      assertThat(values(historian)).containsExactly(0, 1, 2, 6, 7, 8);
      assertThat(files(name -> name.endsWith(".damaged"))).hasSize(1);
    }
  }

  @Test
  void a_damaged_chunk_is_left_out_and_counted() throws IOException {
    writeBlocks(3);
    Path second = files(HistoryDamageTest::block).get(1);
    byte[] bytes = Files.readAllBytes(second);
    bytes[1] ^= 0x11;
    Files.write(second, bytes);
    try (FileHistorian historian = open()) {
      assertThat(values(historian)).containsExactly(0, 1, 2, 6, 7, 8);
      assertThat(historian.figures().damagedChunks()).isEqualTo(1);
    }
  }

  @Test
  void days_older_than_the_retention_are_deleted_as_files() throws IOException {
    Instant old = T0.minus(Duration.ofDays(9));
    try (FileHistorian historian = open(3, T0)) {
      append(historian, 0, old);
      awaitStored(historian, 3);
      append(historian, 3);
      awaitStored(historian, 6);
      assertThat(values(historian)).isEqualTo(from0To(6));
    }
    try (FileHistorian historian = open(1_000_000, T0.plus(Duration.ofDays(2)))) {
      historian.settled();
      assertThat(values(historian)).as("the clock may be a day ahead").isEqualTo(from0To(6));
    }
    try (FileHistorian historian = open(1_000_000, T0.plus(Duration.ofDays(3)))) {
      awaitBlocks(1);
      assertThat(values(historian)).containsExactly(3, 4, 5);
    }
  }

  @Test
  void released_files_of_the_log_are_deleted_and_others_are_kept() throws IOException {
    HistorySettings small =
        new HistorySettings(Duration.ofDays(10), true, 3, Duration.ofHours(1), 16, 1);
    try (FileHistorian historian =
        FileHistorian.open(data, new PointIndex(List.of(FLOW)), small, InstantSource.fixed(T0))) {
      for (int batch = 0; batch < 4; batch++) {
        append(historian, batch * 3);
        awaitStored(historian, 3L * (batch + 1));
      }
      assertThat(files(name -> name.endsWith(".samples"))).hasSize(4);
      historian.release(9);
      append(historian, 12);
      awaitStored(historian, 15);
      assertThat(historian.readAfter(9, 100).rows()).hasSize(6);
      assertThat(values(historian)).isEqualTo(from0To(15));
    }
    try (FileHistorian historian =
        FileHistorian.open(data, new PointIndex(List.of(FLOW)), small, InstantSource.fixed(T0))) {
      historian.release(9);
      append(historian, 15);
      awaitStored(historian, 18);
      assertThat(files(name -> name.endsWith(".samples")).size()).isLessThanOrEqualTo(4);
      assertThat(historian.readAfter(9, 100).rows()).hasSize(9);
    }
  }

  @Test
  void a_sample_of_no_time_is_not_kept_and_counted() {
    try (FileHistorian historian = open()) {
      SampleBatch batch = new SampleBatch(4);
      batch.good(0, 1, -1);
      batch.good(0, 2, Long.MAX_VALUE);
      batch.good(0, 3, T0.toEpochMilli());
      historian.append(batch);
      assertThat(values(historian)).containsExactly(3);
      assertThat(historian.figures().refused()).isEqualTo(2);
    }
  }
}
