package org.zhiban.gateway.telemetry.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/** A disk that fills: the oldest history gives way, a day at a time, and no more than needed. */
class RoomTest {
  private static final PointRef FLOW = new PointRef("pump", "flow");
  private static final Instant T0 = Instant.parse("2026-11-21T12:00:00Z");
  private static final int DAYS = 6;

  @TempDir Path data;
  private Instant now = T0;

  /** Each file of a day takes so much of a disk on which all but one more would fit. */
  private Room roomFor(int days) {
    return new Room(() -> Room.RESERVE + days - blocks());
  }

  private long blocks() {
    try (var files = Files.list(data.resolve(FileHistorian.FOLDER))) {
      return files.filter(Block::named).count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private FileHistorian open(Instant at, Room room) {
    now = at;
    return FileHistorian.open(
        data,
        new PointIndex(List.of(FLOW)),
        new HistorySettings(Duration.ofDays(400), false, 2, Duration.ofHours(1), 16, 4_000),
        () -> now,
        room);
  }

  private static Instant day(int number) {
    return T0.plus(Duration.ofDays(number));
  }

  private static void append(FileHistorian historian, int number) {
    SampleBatch batch = new SampleBatch(2);
    batch.good(0, number, day(number).toEpochMilli());
    batch.good(0, number, day(number).plusSeconds(1).toEpochMilli());
    historian.append(batch);
  }

  private void write() {
    for (int number = 0; number < DAYS; number++) {
      try (FileHistorian historian = open(day(number), roomFor(100))) {
        append(historian, number);
        historian.settled();
      }
    }
    assertThat(blocks()).isEqualTo(DAYS);
  }

  private static List<Integer> values(FileHistorian historian) {
    return historian.raw(FLOW, day(-1), day(DAYS + 1), 100).stream()
        .map(value -> (int) value.value())
        .distinct()
        .toList();
  }

  /** A minute passes, and something more is to be kept. */
  private void minute(FileHistorian historian) {
    now = now.plus(Duration.ofMinutes(1));
    SampleBatch batch = new SampleBatch(1);
    batch.good(0, DAYS, now.toEpochMilli());
    historian.append(batch);
    historian.settled();
  }

  @Test
  void theOldestDaysGiveWayOneAMinuteUntilThereIsRoomAndAreCounted() {
    write();
    try (FileHistorian historian = open(day(DAYS), roomFor(5))) {
      historian.settled();
      assertThat(historian.figures().givenWay()).isEqualTo(2);
      assertThat(values(historian)).containsExactly(1, 2, 3, 4, 5);
      minute(historian);
      assertThat(values(historian)).containsExactly(1, 2, 3, 4, 5, 6);
    }
    try (FileHistorian historian = open(day(DAYS), roomFor(3))) {
      historian.settled();
      long before = historian.figures().givenWay();
      minute(historian);
      assertThat(historian.figures().givenWay() - before).as("one a minute").isEqualTo(2);
      minute(historian);
      minute(historian);
      assertThat(values(historian)).containsExactly(4, 5, 6);
      assertThat(historian.figures().trouble()).isEmpty();
    }
  }

  @Test
  void yesterdayAndTodayStayHoweverFullItIs() {
    write();
    try (FileHistorian historian = open(day(DAYS - 1), roomFor(-1_000))) {
      historian.settled();
      for (int minute = 0; minute < 10; minute++) {
        minute(historian);
      }
      assertThat(historian.figures().givenWay()).isEqualTo(8);
      assertThat(values(historian)).containsExactly(4, 5, 6);
    }
  }

  @Test
  void whatFreesNothingIsTriedOnceAnHour() {
    write();
    try (FileHistorian historian = open(day(DAYS), new Room(() -> 0))) {
      historian.settled();
      for (int minute = 0; minute < 59; minute++) {
        minute(historian);
      }
      assertThat(historian.figures().givenWay()).isEqualTo(2);
      minute(historian);
      assertThat(historian.figures().givenWay()).isEqualTo(4);
    }
  }

  @Test
  void withRoomNothingGivesWay() {
    write();
    try (FileHistorian historian = open(day(DAYS), roomFor(DAYS))) {
      append(historian, DAYS);
      historian.settled();
      assertThat(historian.figures().givenWay()).isZero();
      assertThat(values(historian)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void littleRoomIsToldOfLongBefore() {
    assertThat(new Room(() -> 900L << 20).warning())
        .contains(
            "the disk of the data folder has 900 MB left; below 256 MB the oldest history gives"
                + " way");
    assertThat(new Room(() -> 1L << 30).warning()).isEmpty();
  }
}
