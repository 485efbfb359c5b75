package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.RuleCompiler;

/** An event that is told again is no second happening: the example's rule counts five denials. */
final class RepeatedEventTest {
  private static final PointRef DOOR = new PointRef("door-b2-e", "door");
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private final PointIndex index = site.pointIndex();
  private final Found found = new Found();

  private PointEvent denied(int number) {
    return denied(number, NOW.minusSeconds(1));
  }

  private PointEvent denied(int number, Instant time) {
    return new PointEvent(
        index.number(DOOR), "e" + number, time, NOW, Optional.empty(), Map.of("type", "denied"));
  }

  private static StoredEvent stored(PointEvent event) {
    return new StoredEvent(
        DOOR, event.id(), "denied", event.time(), event.received(), event.told(), event.fields());
  }

  /** What the rules make of events on a gateway that starts with what is on record. */
  private List<String> judged(List<PointEvent> events) throws InterruptedException {
    Compilation.Compiled rules = (Compilation.Compiled) RuleCompiler.compile(site, index);
    InstantSource clock = () -> NOW;
    try (FileHistorian history =
            FileHistorian.open(data, index, HistorySettings.of(Duration.ofDays(30), false), clock);
        SqliteOperationsStore store = SqliteOperationsStore.open(data);
        Acquisition acquisition =
            Acquisition.of(
                site,
                rules.rules(),
                new PointBoard(index.size()),
                history,
                found,
                new LiveFeed(),
                clock,
                System::nanoTime)) {
      acquisition.start(store, new SampleBatch(0), List.of());
      for (PointEvent event : events) {
        acquisition.intake().events(List.of(event), () -> {});
      }
    }
    return found.changes().stream().map(change -> change.alarm().rule()).toList();
  }

  private List<PointEvent> denials(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(this::denied).toList();
  }

  @Test
  void fiveHappeningsAreCounted() throws InterruptedException {
    assertThat(judged(denials(1, 5))).containsExactly("denials");
  }

  @Test
  void oneThatIsToldFiveTimesIsOne() throws InterruptedException {
    assertThat(judged(List.of(denied(1), denied(1), denied(1), denied(1), denied(1)))).isEmpty();
  }

  @Test
  void whatIsOnRecordAtTheStartIsNotJudgedAgain() throws InterruptedException {
    try (SqliteOperationsStore store = SqliteOperationsStore.open(data)) {
      denials(1, 4).forEach(event -> store.transact(tx -> tx.keep(stored(event), false)));
    }
    assertThat(judged(denials(1, 5))).isEmpty();
  }

  /** Only the latest are remembered: a memory that grows for ever is none. */
  @Test
  void theOldestAreForgotten() {
    ToldEvents told = new ToldEvents(_ -> false);
    for (int number = 0; number <= ToldEvents.KEPT; number++) {
      told.recall(index.number(DOOR), stored(denied(number)));
    }
    assertThat(told.fresh(List.of(denied(0), denied(1), denied(ToldEvents.KEPT))))
        .extracting(PointEvent::id)
        .containsExactly("e0", "e1");
  }

  /** It was switched off and counts from one again. */
  @Test
  void aKnownIdAtAnotherTimeIsAnotherHappening() {
    ToldEvents told = new ToldEvents(_ -> false);
    told.recall(index.number(DOOR), stored(denied(1)));
    assertThat(told.fresh(List.of(denied(1, NOW.plusSeconds(5)), denied(1)))).hasSize(1);
  }

  /** Without a time of its own, a record is known by its id alone, whenever it is delivered. */
  @Test
  void aRecordWithoutATimeIsKnownByItsId() {
    ToldEvents told = new ToldEvents(_ -> false);
    told.recall(index.number(DOOR), stored(denied(1, NOW)));
    Instant later = NOW.plusSeconds(60);
    PointEvent again =
        new PointEvent(index.number(DOOR), "e1", later, later, Optional.empty(), Map.of());
    assertThat(told.fresh(List.of(again))).isEmpty();
  }

  /** Its clock begins in 1970 with each power on, and so do its ids. */
  @Test
  void aDeviceWithoutABatteryTellsOtherHappeningsUnderTheSameIds() {
    ToldEvents told = new ToldEvents(_ -> false);
    PointEvent first = withoutBattery(47);
    assertThat(told.fresh(List.of(first, withoutBattery(47)))).containsExactly(first);
    assertThat(told.fresh(List.of(withoutBattery(73)))).as("after the next power on").hasSize(1);

    ToldEvents afterRestart = new ToldEvents(_ -> false);
    afterRestart.recall(index.number(DOOR), stored(first));
    assertThat(afterRestart.fresh(List.of(withoutBattery(47)))).isEmpty();
    assertThat(afterRestart.fresh(List.of(withoutBattery(73)))).hasSize(1);
  }

  private PointEvent withoutBattery(int second) {
    return new PointEvent(
        index.number(DOOR),
        "1",
        NOW,
        NOW,
        Optional.of(Instant.ofEpochSecond(second)),
        Map.of("type", "denied"));
  }

  /** A correction has the id of what it corrects, and is judged. */
  @Test
  void aPointWhoseLaterRecordsReplaceIsJudgedAtEach() {
    ToldEvents told = new ToldEvents(_ -> true);
    assertThat(told.fresh(List.of(denied(1), denied(1)))).hasSize(2);
  }
}
