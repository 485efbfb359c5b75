package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/** What was on disk when the gateway was killed, and is told again since nobody said so. */
class RetoldTest {
  private static final long START = Instant.parse("2026-11-23T01:00:00Z").toEpochMilli();
  private static final PointIndex INDEX =
      new PointIndex(List.of(new PointRef("m", "v"), new PointRef("m", "name")));

  @TempDir Path data;
  private long nanos = 7;

  private FileHistorian open() {
    return FileHistorian.open(
        data,
        INDEX,
        HistorySettings.of(Duration.ofDays(30), false),
        InstantSource.fixed(Instant.ofEpochMilli(START)));
  }

  private static SampleBatch values(long... secondsBeforeAndValue) {
    SampleBatch batch = new SampleBatch(secondsBeforeAndValue.length / 2);
    for (int at = 0; at < secondsBeforeAndValue.length; at += 2) {
      batch.good(
          0, (double) secondsBeforeAndValue[at + 1], START - 1_000 * secondsBeforeAndValue[at]);
    }
    return batch;
  }

  private Retold retold(FileHistorian historian) {
    return new Retold(historian, INDEX, START, () -> nanos);
  }

  private static List<Double> left(Retold retold, SampleBatch batch) {
    SampleBatch fresh = retold.without(batch);
    List<Double> left = new ArrayList<>();
    for (int row = 0; row < fresh.size(); row++) {
      left.add(fresh.value(row));
    }
    return left;
  }

  @Test
  void whatIsOnRecordIsLeftOutAndWhatFollowsIsKept() {
    try (FileHistorian historian = open()) {
      historian.append(values(9, 1, 8, 2, 7, 3));
      Retold retold = retold(historian);
      assertThat(left(retold, values(8, 2, 7, 3, 6, 4, 5, 5))).containsExactly(4.0, 5.0);
      assertThat(left(retold, values(7, 3))).as("it has caught up").containsExactly(3.0);
    }
  }

  @Test
  void anotherValueOfTheSameTimeIsKept() {
    try (FileHistorian historian = open()) {
      historian.append(values(9, 1));
      assertThat(left(retold(historian), values(9, 2))).containsExactly(2.0);
    }
  }

  @Test
  void whatIsToldForTheFirstTimeSinceTheStartIsNotLookedUp() {
    try (FileHistorian historian = open()) {
      historian.append(values(0, 1));
      SampleBatch batch = values(0, 1);
      assertThat(retold(historian).without(batch)).isSameAs(batch);
    }
  }

  @Test
  void textsAreComparedToo() {
    try (FileHistorian historian = open()) {
      SampleBatch name = new SampleBatch(1);
      name.text(1, "A", START - 1_000);
      historian.append(name);
      assertThat(retold(historian).without(name).isEmpty()).isTrue();
      SampleBatch other = new SampleBatch(1);
      other.text(1, "B", START - 1_000);
      assertThat(retold(historian).without(other).size()).isEqualTo(1);
    }
  }

  /** As a device does whose disk on this side was full for longer than it waits. */
  @Test
  void whatIsToldAgainLaterIsLeftOutToo() {
    try (FileHistorian historian = open()) {
      Retold retold = retold(historian);
      historian.append(retold.without(values(-1, 1, -2, 2)));
      assertThat(left(retold, values(-2, 2))).isEmpty();
      assertThat(left(retold, values(-1, 1, -2, 2, -3, 3))).containsExactly(3.0);
    }
  }

  @Test
  void whatIsToldAgainBeforeItIsOnRecordIsLeftOutToo() {
    try (FileHistorian historian = open()) {
      historian.append(values(-1, 1));
      Retold retold = retold(historian);
      assertThat(left(retold, values(-2, 2, -3, 3, -1, 1, -2, 2, -3, 3, -4, 4)))
          .containsExactly(2.0, 3.0, 4.0);
    }
  }

  @Test
  void whatComesLateIsKeptAndLookedUpNowAndThen() {
    try (FileHistorian historian = open()) {
      Retold retold = retold(historian);
      historian.append(retold.without(values(-9, 9)));
      historian.append(retold.without(values(-1, 1, -2, 2, -3, 3)));
      assertThat(left(retold, values(-1, 1))).as("it tells late by itself").containsExactly(1.0);
      nanos += 4_000_000_000L;
      assertThat(left(retold, values(-2, 2, -3, 3))).isEmpty();
    }
  }

  /** A clock that is set back by a day makes every time an old one. */
  @Test
  void aClockThatWasSetBackLosesNothing() {
    try (FileHistorian historian = open()) {
      Retold retold = retold(historian);
      historian.append(retold.without(values(-1, 1, -2, 2)));
      SampleBatch dayBefore = values(86_400, 2, 86_399, 2);
      assertThat(retold.without(dayBefore)).isSameAs(dayBefore);
    }
  }

  @Test
  void whatCouldNotBeLookedUpIsNotTakenForKept() {
    try (FileHistorian historian = open()) {
      boolean[] broken = {true};
      Historian stumbling =
          (Historian)
              Proxy.newProxyInstance(
                  Historian.class.getClassLoader(),
                  new Class<?>[] {Historian.class},
                  (_, method, given) -> {
                    if (broken[0]) {
                      throw new StoreUnavailableException("a disk stumbles");
                    }
                    return method.invoke(historian, given);
                  });
      Retold retold = new Retold(stumbling, INDEX, START, () -> nanos);
      SampleBatch batch = values(-2, 2, 9, 1);
      batch.text(1, "A", START - 1_000);
      assertThatThrownBy(() -> retold.without(batch)).isInstanceOf(StoreUnavailableException.class);
      broken[0] = false;
      assertThat(retold.without(batch)).isSameAs(batch);
    }
  }
}
