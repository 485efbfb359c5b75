package org.zhiban.gateway.year;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Consumer;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.maintenance.PlanDesk;
import org.zhiban.gateway.maintenance.Readings;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.workorders.FollowUpDesk;
import org.zhiban.gateway.workorders.HandoverDesk;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.gateway.workorders.RecordedOrders;
import org.zhiban.gateway.workorders.ReportDesk;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderOutcome;

/** A site lived through day by day, over a real store, by the desks that a gateway has. */
final class SimulatedYear implements AutoCloseable {
  private final OperationsStore store;
  private final OperationsDesk desk;
  private final LiveFeed feed = new LiveFeed();
  private final Random random;
  private final Map<String, WorkOrder> orders = new LinkedHashMap<>();
  private final List<WorkOrder> moved = new ArrayList<>();

  /** Those that somebody may still think of. */
  private final Map<String, WorkOrder> around = new LinkedHashMap<>();

  private final Faults faults;
  private Site site = LargeSite.of(false);
  private People people;
  private OrderDesk orderDesk;
  private ReportDesk reports;
  private PlanDesk planDesk;
  private FollowUpDesk followUps;
  private HandoverDesk handovers;
  private OrderActions actions;
  private Instant now;
  private int deeds;

  SimulatedYear(Path folder, LocalDate start, long seed) {
    this.random = new Random(seed);
    this.now = start.atStartOfDay(site.zone()).toInstant();
    this.store = SqliteOperationsStore.open(folder);
    this.desk = new OperationsDesk(store);
    this.faults = new Faults(site, random);
    begin(site);
    desk.start();
    feed.watch(
        happening -> {
          if (happening instanceof Happening.OrderStep(var order)) {
            known(order);
          }
          followUps.hear(happening);
        });
  }

  /** The gateway starts, with the site as it stands. */
  private void begin(Site as) {
    site = as;
    people = new People(site, random);
    actions = new OrderActions(site);
    orderDesk = new OrderDesk(site, desk, feed, () -> now);
    reports = new ReportDesk(site, orderDesk);
    planDesk = new PlanDesk(site, desk, orderDesk, feed, noCounters(), () -> now);
    followUps = new FollowUpDesk(site, desk, orderDesk, feed, () -> {}, () -> now);
    handovers = new HandoverDesk(site, desk, feed, () -> {}, () -> now);
    boolean begun =
        store.query(
            q -> {
              followUps.begin(q);
              return true;
            });
    assertThat(begun).isTrue();
  }

  void startsAgain(boolean resting) {
    begin(LargeSite.of(resting));
  }

  Site site() {
    return site;
  }

  Instant now() {
    return now;
  }

  OperationsStore store() {
    return store;
  }

  /** The orders as the run knows them. */
  Map<String, WorkOrder> orders() {
    return orders;
  }

  int deeds() {
    return deeds;
  }

  private static Readings noCounters() {
    return new Readings() {
      @Override
      public OptionalDouble now(PointRef counter) {
        return OptionalDouble.empty();
      }

      @Override
      public OptionalDouble at(PointRef counter, Instant time) {
        return OptionalDouble.empty();
      }
    };
  }

  /**
   * One day.
   *
   * @param diligent nothing new breaks, and everybody does the next step
   */
  void day(LocalDate day, boolean diligent) {
    at(day, 0, 5);
    plans();
    for (int[] time : new int[][] {{1, 30}, {9, 5}, {11, 0}, {14, 30}, {17, 0}, {22, 30}}) {
      at(day, time[0], time[1]);
      if (time[0] == 9 || time[0] == 17) {
        plans();
      }
      orderDesk.workOff();
      settled();
      timeRunsOn();
      boolean night = time[0] < 6;
      transact(
          tx -> {
            alarms(tx, diligent ? 0 : random.nextInt(8));
            if (!diligent) {
              calls(tx);
            }
            work(tx, night, diligent);
          });
      moved.forEach(order -> followUps.hear(new Happening.OrderStep(order)));
      moved.clear();
    }
  }

  /** The clock strikes until nothing more is due. */
  private void timeRunsOn() {
    handovers.workOff();
    while (followUps.due()) {
      followUps.workOff();
      settled();
    }
    settled();
  }

  private void at(LocalDate day, int hour, int minute) {
    now = day.atTime(LocalTime.of(hour, minute)).atZone(site.zone()).toInstant();
  }

  private void plans() {
    planDesk.workOff();
    settled();
  }

  /** The desk does one thing after another. */
  private void settled() {
    assertThat(desk.ask(_ -> true).join()).isTrue();
  }

  private void transact(Consumer<OperationsTransaction> work) {
    boolean done =
        store.transact(
            tx -> {
              work.accept(tx);
              return true;
            });
    assertThat(done).isTrue();
  }

  private void alarms(OperationsTransaction tx, int more) {
    for (AlarmChange change : faults.alarms(more, now)) {
      tx.record(change);
      orderDesk.consider(tx, change, Optional.empty(), now).forEach(this::keep);
    }
  }

  private void calls(OperationsTransaction tx) {
    Faults.Call call = faults.call(now);
    if (reports.take(tx, call.told(), call.said(), now)
        instanceof ReportDesk.Taken.Recorded(WorkOrder order, var _, var opened)) {
      keep(order);
      opened.forEach(this::keep);
    }
  }

  private void keep(WorkOrder order) {
    known(order);
    moved.add(order);
  }

  private void known(WorkOrder order) {
    orders.put(order.id(), order);
    around.put(order.id(), order);
  }

  /** By night those work who are there: on what is urgent, and on lifts. */
  private void work(OperationsTransaction tx, boolean night, boolean diligent) {
    Instant remembered = now.minus(Duration.ofDays(diligent ? 0 : 6));
    around.values().removeIf(order -> order.closedAt().filter(remembered::isAfter).isPresent());
    for (WorkOrder order : List.copyOf(around.values())) {
      boolean asleep =
          night && order.source() != OrderSource.ALARM && !order.trade().equals("elevator");
      if (!asleep) {
        acts(tx, order, diligent);
      }
    }
  }

  /** Whoever is at a checklist goes through it. */
  private void acts(OperationsTransaction tx, WorkOrder order, boolean diligent) {
    WorkOrder before = order;
    boolean ticking = true;
    while (ticking) {
      Optional<People.Deed> deed = people.with(before, diligent, now);
      if (deed.isEmpty()) {
        return;
      }
      takes(tx, before, deed.get());
      WorkOrder after = Objects.requireNonNull(orders.get(order.id()));
      ticking = deed.get().action() == OrderAction.TICK && after.version() > before.version();
      before = after;
    }
  }

  private void takes(OperationsTransaction tx, WorkOrder order, People.Deed deed) {
    OrderOutcome outcome =
        actions.apply(
            order, deed.action(), deed.actor(), deed.fields(), new RecordedOrders(tx), now);
    switch (outcome) {
      case OrderOutcome.Done(var step) -> {
        orderDesk.moved(tx, step);
        keep(step.order());
        deeds++;
      }
      case OrderOutcome.Found found -> {
        keep(orderDesk.found(tx, found, now));
        keep(tx.order(order.id()).orElseThrow());
        deeds++;
      }
      case OrderOutcome.Merged(var step, var into) -> {
        orderDesk.moved(tx, step);
        orderDesk.moved(tx, into);
        keep(step.order());
        keep(into.order());
        deeds++;
      }
      case OrderOutcome.Refused _ -> {}
    }
  }

  /** Every order that is on record. */
  List<WorkOrder> recorded() {
    return new ArrayList<>(store.query(q -> q.everyOrder(java.util.Set.of())));
  }

  @Override
  public void close() {
    desk.close();
    store.close();
  }
}
