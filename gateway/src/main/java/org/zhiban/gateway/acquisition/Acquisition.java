package org.zhiban.gateway.acquisition;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.RawRegisters;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.telemetry.ExceptionFilter;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.RejectedMessage;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.RuleMemory;
import org.zhiban.rules.alarm.SiteWork;

/**
 * The intake with all that stands around it: the engine, the history writer and the state of the
 * links.
 */
public final class Acquisition implements AutoCloseable {
  private final AlarmEngine engine;
  private final HistoryWriter history;
  private final Intake intake;
  private final Intake.Findings findings;
  private final InstantSource clock;
  private final Site site;
  private final PointIndex index;
  private final ToldEvents told;
  private final Map<String, Driver> drivers = new ConcurrentSkipListMap<>();

  private Acquisition(
      AlarmEngine engine,
      HistoryWriter history,
      Intake intake,
      Intake.Findings findings,
      InstantSource clock,
      Site site,
      PointIndex index,
      ToldEvents told) {
    this.engine = engine;
    this.history = history;
    this.intake = intake;
    this.findings = findings;
    this.clock = clock;
    this.site = site;
    this.index = index;
    this.told = told;
  }

  /**
   * Wires it; nothing runs yet.
   *
   * @param nanos counts nanoseconds from anywhere and is never set: how the rules know that
   *     somebody set the clock
   */
  public static Acquisition of(
      Site site,
      CompiledRules rules,
      PointBoard board,
      Historian historian,
      Intake.Findings findings,
      LiveFeed feed,
      InstantSource clock,
      LongSupplier nanos) {
    PointTable table = new PointTable(rules.index().size());
    AlarmEngine engine = new AlarmEngine(rules, table);
    HistoryWriter history = new HistoryWriter(historian, rules.index(), clock.millis());
    ToldEvents told =
        new ToldEvents(
            point ->
                site.point(rules.index().ref(point))
                    .source()
                    .filter(PointSource::correctsEvents)
                    .isPresent());
    Intake intake =
        new Intake(
            engine,
            table,
            board,
            ExceptionFilter.of(site, rules.index()),
            told,
            history,
            findings,
            status -> feed.tell(new Happening.LinkStep(status)),
            new ClockWatch(clock, nanos));
    return new Acquisition(engine, history, intake, findings, clock, site, rules.index(), told);
  }

  /**
   * Goes on where the gateway stopped, and takes samples from now on.
   *
   * @param commanded what was last written to points that are never read
   * @param work what people work at
   */
  public void start(OperationsStore store, SampleBatch commanded, List<SiteWork> work) {
    List<Alarm> standing = store.query(q -> q.standingAlarms());
    Collection<RuleMemory> memory = store.query(q -> q.ruleMemory());
    recallEvents(store);
    List<AlarmChange> changes =
        new ArrayList<>(engine.restore(standing, memory, work, clock.millis()));
    changes.addAll(intake.recall(commanded));
    history.start();
    if (!changes.isEmpty()) {
      try {
        findings.record(changes, List.of(), () -> {});
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    intake.start();
  }

  /** The latest events on record of each equipment that has event points, oldest first. */
  private void recallEvents(OperationsStore store) {
    Page.Request latest = new Page.Request(ToldEvents.KEPT, Optional.empty());
    for (Equipment equipment : site.equipment().values()) {
      boolean tells =
          equipment.points().values().stream().anyMatch(one -> one.kind() == PointKind.EVENT);
      if (tells) {
        store
            .query(
                q ->
                    q.events(
                        Optional.of(equipment.id()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        latest))
            .items()
            .reversed()
            .stream()
            .filter(event -> equipment.points().containsKey(event.point().point()))
            .forEach(event -> told.recall(index.number(event.point()), event));
      }
    }
  }

  /** Keeps a link's driver, so that its state can be asked. */
  public void watch(String connection, Driver driver) {
    drivers.put(connection, driver);
  }

  /** The driver of a connection; empty where nothing goes through it. */
  public Optional<Driver> driver(String connection) {
    return Optional.ofNullable(drivers.get(connection));
  }

  /** Has something done with every link's driver. */
  public void eachDriver(Consumer<Driver> what) {
    drivers.values().forEach(what);
  }

  /** How every link does now. */
  public Map<String, LinkStatus> links() {
    Map<String, LinkStatus> states = new java.util.LinkedHashMap<>();
    drivers.forEach((connection, driver) -> states.put(connection, driver.status()));
    return states;
  }

  /**
   * The last messages of a connection that could not be used; empty where there is no such link.
   */
  public Optional<List<RejectedMessage>> rejected(String connection) {
    return driver(connection)
        .map(driver -> driver.rejected().values().stream().flatMap(List::stream))
        .map(
            all -> all.sorted(Comparator.comparing(RejectedMessage::received).reversed()).toList());
  }

  /** The last exchanges of a connection, the latest first; empty where there is no such link. */
  public Optional<List<Exchange>> log(String connection) {
    return driver(connection).map(driver -> driver.log().latest());
  }

  /** The registers that a point of a connection was last read from; see {@link Driver}. */
  public Optional<RawRegisters> registers(String connection, PointRef point) {
    return driver(connection).flatMap(driver -> driver.registers(point));
  }

  public Intake intake() {
    return intake;
  }

  public boolean historyFailing() {
    return history.failing();
  }

  /** Samples that could not be recorded since start. */
  public long historyDropped() {
    return history.dropped();
  }

  @Override
  public void close() {
    intake.close();
    history.close();
  }
}
