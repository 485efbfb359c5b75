package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.SampleBatch;

/** A disk of a megabyte runs full in the middle of a batch, or of a block, and is freed again. */
class HistoryDiskFullTest {
  private static final PointRef FLOW = new PointRef("pump-b1", "flow");
  private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");
  private static final int BATCH = 100;

  @TempDir Path folder;
  private Path disk = Path.of("");
  private int appended;

  @BeforeEach
  void mount() throws IOException {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        done("mount", "-t", "tmpfs", "-o", "size=1m", "zhiban", disk.toString()),
        "this user may not mount a disk of its own");
  }

  @AfterEach
  void unmount() throws IOException {
    boolean _ = done("umount", disk.toString());
  }

  private static boolean done(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private FileHistorian open(int headSamples) {
    return FileHistorian.open(
        disk,
        new PointIndex(List.of(FLOW)),
        new HistorySettings(
            Duration.ofDays(400), true, headSamples, Duration.ofHours(1), 64, 40_000),
        InstantSource.fixed(T0));
  }

  /** Values that compress badly, and count. */
  private void append(FileHistorian historian) {
    SampleBatch batch = new SampleBatch(BATCH);
    for (int i = 0; i < BATCH; i++) {
      int number = appended + i;
      batch.good(0, number + Math.sqrt(number + 2) % 1, T0.toEpochMilli() + number * 7L);
    }
    historian.append(batch);
    appended += BATCH;
  }

  private void untilItIsFull(FileHistorian historian) {
    assertThatThrownBy(
            () -> {
              while (true) {
                append(historian);
              }
            })
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(disk.resolve(FileHistorian.FOLDER).toString())
        .hasMessageContaining("disk");
  }

  private void everythingOnce(FileHistorian historian) {
    assertThat(historian.head()).isEqualTo(appended);
    List<Integer> all = IntStream.range(0, appended).boxed().toList();
    assertThat(historian.raw(FLOW, Instant.EPOCH, Instant.MAX, Integer.MAX_VALUE))
        .extracting(PointValue::value)
        .extracting(Double::intValue)
        .isEqualTo(all);
    assertThat(historian.readAfter(0, Integer.MAX_VALUE).rows()).hasSize(appended);
  }

  private void fills(int headSamples) throws IOException {
    Path ballast = disk.resolve("ballast");
    for (int kibibytes : new int[] {400, 333, 222}) {
      Files.write(ballast, new byte[kibibytes << 10], StandardOpenOption.CREATE);
      try (FileHistorian historian = open(headSamples)) {
        untilItIsFull(historian);
        untilItIsFull(historian);
        everythingOnce(historian);
        Files.delete(ballast);
        append(historian);
        everythingOnce(historian);
        historian.settled();
        everythingOnce(historian);
      }
      try (FileHistorian historian = open(headSamples)) {
        everythingOnce(historian);
      }
    }
  }

  @Test
  void whatWasAppendedBeforeTheLogWasFullIsThereAndItGoesOn() throws IOException {
    fills(1_000_000);
  }

  @Test
  void soItIsWhereBlocksCannotBeWritten() throws IOException {
    fills(2_000);
  }
}
