package org.zhiban.gateway.rehearsal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.zhiban.gateway.acquisition.Acquisition;
import org.zhiban.gateway.acquisition.EventRecords;
import org.zhiban.gateway.acquisition.Intake;
import org.zhiban.gateway.acquisition.PointBoard;
import org.zhiban.gateway.alarms.AlarmDesk;
import org.zhiban.gateway.change.HotChange;
import org.zhiban.gateway.config.SiteAgain;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.notify.NotificationDesk;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.security.PrivateFields;
import org.zhiban.gateway.security.SiteKey;
import org.zhiban.gateway.telemetry.history.FileHistorian;
import org.zhiban.gateway.telemetry.history.HistorySettings;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.MemoryChange;

/**
 * The live way of a sample on a data folder, from the intake to both stores, on a clock that leaps
 * two seconds: pumps that fail at random, and people who see to the alarms.
 */
final class LivedPumps implements AutoCloseable {
  static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(2);

  private final PointIndex index;
  private final Random dice;
  private final OperationsStore store;
  private final FileHistorian historian;
  private final OperationsDesk desk;
  private final CompiledRules rules;
  private final AlarmDesk alarms;
  private final OrderDesk orders;
  private final Acquisition acquisition;
  private volatile Instant now;
  private volatile boolean closing;

  LivedPumps(CompiledRules rules, Path data, Instant begin, long seed) {
    this.rules = rules;
    Site site = rules.site();
    index = rules.index();
    dice = new Random(seed);
    now = begin;
    InstantSource clock = () -> now;
    store = SqliteOperationsStore.open(data);
    historian =
        FileHistorian.open(
            data,
            index,
            new HistorySettings(
                Duration.ofDays(400), false, 4_000, Duration.ofHours(1), 64, 1 << 16),
            clock);
    desk = new OperationsDesk(store);
    LiveFeed feed = new LiveFeed();
    orders = new OrderDesk(site, desk, feed, clock);
    alarms =
        new AlarmDesk(
            desk,
            orders,
            new NotificationDesk(site, desk, () -> {}, clock),
            new EventRecords(site, index, new PrivateFields(SiteKey.of(data), false)),
            feed,
            clock);
    acquisition =
        Acquisition.of(
            site,
            rules,
            new PointBoard(index.size()),
            historian,
            new Unhurried(),
            feed,
            clock,
            () -> clock.millis() * 1_000_000);
    desk.start();
    acquisition.start(store, new SampleBatch(1), List.of());
  }

  /** Writes what the rules remember only at the end: nobody pulls the plug here. */
  private final class Unhurried implements Intake.Findings {
    @Override
    public void record(List<AlarmChange> changes, List<PointEvent> events, Runnable committed)
        throws InterruptedException {
      alarms.record(changes, events, committed);
    }

    @Override
    public void clockSet(Duration by) throws InterruptedException {
      alarms.clockSet(by);
    }

    @Override
    public void remember(MemoryChange change) throws InterruptedException {
      if (closing) {
        alarms.remember(change);
      }
    }
  }

  /** What changes its rules. */
  HotChange changes(SiteAgain files, Runnable changed) {
    return new HotChange(rules, files, acquisition.intake(), alarms, _ -> {}, changed);
  }

  Instant now() {
    return now;
  }

  OperationsStore store() {
    return store;
  }

  /** Lives on for so many steps of two seconds. */
  void live(int steps) throws InterruptedException {
    for (int step = 0; step < steps; step++) {
      now = now.plus(STEP);
      read();
      if (step % 50 == 49) {
        seeTo();
      }
      orders.workOff();
      desk.ask(_ -> true).join();
    }
  }

  /** Returns when all that was read is on disk: what is no news would be answered at once. */
  void settle() throws InterruptedException {
    CountDownLatch committed = new CountDownLatch(1);
    SampleBatch last = new SampleBatch(1);
    last.good(at("pump-1", "running"), 1, now.toEpochMilli());
    acquisition.intake().past(last, committed::countDown);
    if (!committed.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError("not committed: " + now);
    }
  }

  private final double[] pressure = {50, 50};
  private final double[] temp = {20, 20};

  private void read() throws InterruptedException {
    SampleBatch batch = new SampleBatch(8);
    for (int pump = 0; pump < 2; pump++) {
      String id = "pump-" + (pump + 1);
      // Long waves with noise, so that every limit is passed now and then, and slowly.
      pressure[pump] = 25 + 30 * Math.sin(now.getEpochSecond() / (70.0 + 20 * pump));
      temp[pump] = Math.max(0, temp[pump] + dice.nextInt(-3, 4) + (dice.nextInt(40) == 0 ? 25 : 0));
      if (dice.nextInt(30) == 0) {
        batch.bad(at(id, "pressure"), QualityReason.TIMEOUT, now.toEpochMilli());
      } else {
        batch.good(at(id, "pressure"), pressure[pump] + dice.nextInt(-4, 5), now.toEpochMilli());
      }
      batch.good(at(id, "temp"), temp[pump], now.toEpochMilli());
      batch.good(at(id, "running"), dice.nextInt(60) == 0 ? 0 : 1, now.toEpochMilli());
      batch.good(at(id, "tripped"), dice.nextInt(25) == 0 ? 1 : 0, now.toEpochMilli());
    }
    acquisition.intake().samples(batch, () -> {});
    acquisition.intake().look(_ -> true).join();
  }

  private int at(String equipment, String point) {
    return index.number(new PointRef(equipment, point));
  }

  /** A person acknowledges one alarm, resets another, shelves a third. */
  private void seeTo() {
    List<Alarm> standing = store.query(q -> q.standingAlarms());
    for (Alarm alarm : standing) {
      int choice = dice.nextInt(5);
      alarms
          .say(
              acquisition.intake(),
              (engine, at) ->
                  switch (choice) {
                    case 0, 1 -> engine.acknowledge(alarm.id(), "he-lin", Optional.empty(), at);
                    case 2 -> engine.reset(alarm.id(), "he-lin", Optional.empty(), at);
                    case 3 ->
                        engine.shelve(
                            alarm.id(),
                            "he-lin",
                            Optional.of("test"),
                            Instant.ofEpochMilli(at).plusSeconds(120),
                            at);
                    default -> engine.unshelve(alarm.id(), "he-lin", Optional.empty(), at);
                  },
              _ -> true)
          .join();
    }
  }

  @Override
  public void close() {
    closing = true;
    acquisition.close();
    desk.close();
    store.close();
    historian.close();
  }
}
