package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/** Files that are copied while samples go on arriving. */
final class HistoryHoldTest {
  private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");
  private static final PointRef FLOW = new PointRef("pump-b1", "flow");

  /** In memory at most; with so few, blocks are written and merged all the time. */
  private static final int HEAD = 40;

  @TempDir Path data;
  @TempDir Path copy;

  private static FileHistorian open(Path folder) {
    return open(folder, List.of(FLOW));
  }

  private static FileHistorian open(Path folder, List<PointRef> points) {
    return FileHistorian.open(
        folder,
        new PointIndex(points),
        new HistorySettings(Duration.ofDays(10), false, HEAD, Duration.ofHours(1), 16, 500),
        InstantSource.fixed(T0.plus(Duration.ofHours(1))));
  }

  private static void append(FileHistorian historian, int value) {
    SampleBatch batch = new SampleBatch(1);
    batch.good(0, value, T0.toEpochMilli() + value);
    historian.append(batch);
  }

  private static List<Integer> values(FileHistorian historian) {
    return historian.raw(FLOW, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE).stream()
        .map(PointValue::value)
        .map(Double::intValue)
        .toList();
  }

  private void copy(HistoryCut cut) throws IOException {
    Path to = Files.createDirectories(copy.resolve(FileHistorian.FOLDER));
    for (HistoryCut.Part part : cut.parts()) {
      Path from = data.resolve(FileHistorian.FOLDER).resolve(part.name());
      try (InputStream in = Files.newInputStream(from)) {
        Files.write(to.resolve(part.name()), in.readNBytes((int) part.bytes()));
      }
    }
    Files.write(to.resolve(HistoryCut.MARKER), cut.marker());
  }

  private List<String> files() throws IOException {
    try (var files = Files.list(data.resolve(FileHistorian.FOLDER))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void theHistoryOfASiteWithoutPointsIsCopiedToo() throws IOException {
    try (FileHistorian historian = open(data, List.of());
        HistoryHold hold = historian.hold()) {
      copy(hold.cut());
    }
    try (FileHistorian copied = open(copy)) {
      append(copied, 7);
      assertThat(values(copied)).containsExactly(7);
    }
  }

  @Test
  void a_copy_holds_what_was_appended_before_the_cut_and_nothing_else() throws Exception {
    AtomicInteger next = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    try (FileHistorian historian = open(data)) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!enough.get()) {
                      append(historian, next.get());
                      next.incrementAndGet();
                    }
                  });
      while (next.get() < 20 * HEAD) {
        Thread.onSpinWait();
      }
      HistoryCut cut;
      int before;
      try (HistoryHold hold = historian.hold()) {
        before = next.get();
        cut = hold.cut();
        // As long as a copy may take: enough for many blocks to be written and merged.
        while (next.get() < before + 20 * HEAD) {
          Thread.onSpinWait();
        }
        copy(cut);
      }
      enough.set(true);
      writer.join();
      assertThat(cut.head()).isBetween((long) before, (long) next.get());
      try (FileHistorian copied = open(copy)) {
        assertThat(values(copied)).isEqualTo(IntStream.range(0, (int) cut.head()).boxed().toList());
      }
      assertThat(values(historian)).isEqualTo(IntStream.range(0, next.get()).boxed().toList());
    }
  }

  @Test
  void no_file_goes_away_while_it_is_held_and_what_waited_is_done_after() throws Exception {
    try (FileHistorian historian = open(data)) {
      List<String> held;
      long during;
      try (HistoryHold hold = historian.hold()) {
        held = hold.cut().parts().stream().map(HistoryCut.Part::name).toList();
        for (int value = 0; value < 20 * HEAD; value++) {
          append(historian, value);
        }
        assertThat(files()).containsAll(held);
        assertThat(files().stream().filter(name -> name.endsWith(".chunks")).count())
            .as("eight blocks of a size would be one")
            .isGreaterThanOrEqualTo(Compaction.FAN_IN);
        during = log();
      }
      long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      // What is still in memory alone, up to two heads of the twenty, stays in the log.
      while (2 * log() > during) {
        assertThat(System.nanoTime()).as("the log shrinks again").isLessThan(until);
        Thread.onSpinWait();
      }
    }
  }

  private long log() throws IOException {
    return files().stream().filter(name -> name.endsWith(".samples")).count();
  }

  @Test
  void every_batch_and_chunk_is_proven_and_a_flipped_bit_is_found_in_its_file() throws Exception {
    try (FileHistorian historian = open(data)) {
      for (int value = 0; value < 3 * HEAD; value++) {
        append(historian, value);
      }
    }
    HistoryProof whole = HistoryProof.of(data);
    assertThat(whole.damaged()).isEmpty();
    assertThat(whole.head()).isEqualTo(3 * HEAD);
    for (String name : List.copyOf(files())) {
      if (name.endsWith(".chunks") || name.endsWith(".samples")) {
        Path file = data.resolve(FileHistorian.FOLDER).resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        byte[] flipped = bytes.clone();
        flipped[30] ^= 4;
        Files.write(file, flipped);
        assertThat(HistoryProof.of(data).damaged()).containsExactly(name);
        Files.write(file, bytes);
      }
    }
  }
}
