package org.zhiban.gateway.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.acquisition.Acquisition;
import org.zhiban.gateway.acquisition.EventRecords;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.alarms.AlarmDesk.Said;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.notify.NotificationDesk;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.StoreThatGoes;
import org.zhiban.gateway.security.PrivateFields;
import org.zhiban.gateway.security.SiteKey;
import org.zhiban.gateway.storage.StoreUnavailableException;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.SampleBatch;

/** A person's word to an alarm while the store is away. */
@Timeout(60)
class AlarmDeskTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path data;

  private final Site site = ExampleSite.whole().site();
  private final PointIndex index = site.pointIndex();
  private StoreThatGoes store;
  private FileHistorian historian;
  private OperationsDesk desk;
  private AlarmDesk alarms;
  private Acquisition acquisition;

  @SuppressWarnings("NullAway.Init") // set before each test
  AlarmDeskTest() {}

  @BeforeEach
  void start() throws InterruptedException {
    store = new StoreThatGoes(data);
    historian =
        FileHistorian.open(data, index, HistorySettings.of(Duration.ofDays(30), false), CLOCK);
    desk = new OperationsDesk(store);
    LiveFeed feed = new LiveFeed();
    alarms =
        new AlarmDesk(
            desk,
            new OrderDesk(site, desk, feed, CLOCK),
            new NotificationDesk(site, desk, () -> {}, CLOCK),
            new EventRecords(site, index, new PrivateFields(SiteKey.of(data), false)),
            feed,
            CLOCK);
    acquisition =
        Acquisition.of(
            site,
            HotChange.compiled(site),
            new PointBoard(index.size()),
            historian,
            alarms,
            feed,
            CLOCK,
            () -> CLOCK.millis() * 1_000_000);
    desk.start();
    acquisition.start(store, new SampleBatch(1), List.of());
    SampleBatch batch = new SampleBatch(3);
    for (String point : List.of("loop_no", "device_no", "fire")) {
      batch.good(index.number(new PointRef("fire-1", point)), 1, CLOCK.millis());
    }
    acquisition.intake().samples(batch, () -> {});
    await().until(() -> !standing().isEmpty());
  }

  @AfterEach
  void stop() {
    store.comeBack();
    acquisition.close();
    desk.close();
    historian.close();
    store.close();
  }

  private List<Alarm> standing() {
    return store.query(OperationsQueries::standingAlarms);
  }

  private CompletableFuture<Said<String>> acknowledge(String alarm) {
    return alarms.say(
        acquisition.intake(),
        (engine, now) -> engine.acknowledge(alarm, "he-lin", Optional.empty(), now),
        tx -> tx.alarm(alarm).orElseThrow().id());
  }

  @Test
  void where_the_store_is_away_the_word_is_not_said() throws InterruptedException {
    String alarm = standing().getFirst().id();
    store.leave();
    CompletableFuture<Integer> finding = desk.record(_ -> 1);
    await().until(desk::failing);
    assertThat(acknowledge(alarm))
        .failsWithin(SOON)
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(StoreUnavailableException.class);

    store.comeBack();
    assertThat(finding).succeedsWithin(SOON);
    assertThat(acknowledge(alarm)).succeedsWithin(SOON).isEqualTo(new Said.Recorded<>(alarm));
    assertThat(standing().getFirst().acknowledged()).isTrue();
  }

  /** The rules have taken the step already: who said it is told so, and it is not taken back. */
  @Test
  void a_word_that_was_said_as_the_store_went_away_holds_and_is_recorded_when_it_is_back() {
    String alarm = standing().getFirst().id();
    store.leave();
    assertThat(acknowledge(alarm)).succeedsWithin(SOON).isEqualTo(new Said.Unrecorded<>());

    store.comeBack();
    await().until(() -> standing().getFirst().acknowledged());
  }
}
