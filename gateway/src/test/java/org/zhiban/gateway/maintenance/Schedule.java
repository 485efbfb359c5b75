package org.zhiban.gateway.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.zhiban.gateway.config.Loading;
import org.zhiban.gateway.config.SecretSource;
import org.zhiban.gateway.config.SiteFiles;
import org.zhiban.gateway.config.SiteLoader;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.gateway.workorders.RecordedOrders;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.maintenance.ScheduleNote;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OtherOrders;

/** Equipment whose plans are worked off over a store on disk, at a time that is set. */
final class Schedule implements AutoCloseable {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private final OperationsStore store;
  private final OperationsDesk desk;
  private final LiveFeed feed = new LiveFeed();
  private final Map<String, Double> readings = new HashMap<>();
  private Site site;
  private OrderDesk orders;
  private PlanDesk plans;
  private Instant now;

  Schedule(Path folder, Instant now, String equipment, String plans) {
    this.store = SqliteOperationsStore.open(folder);
    this.desk = new OperationsDesk(store);
    this.now = now;
    this.site = site(equipment, plans);
    this.orders = new OrderDesk(site, desk, feed, () -> this.now);
    this.plans = new PlanDesk(site, desk, orders, feed, counters(), () -> this.now);
    desk.start();
  }

  private Readings counters() {
    return new Readings() {
      @Override
      public OptionalDouble now(PointRef counter) {
        Double reading = readings.get(counter.point());
        return reading == null ? OptionalDouble.empty() : OptionalDouble.of(reading);
      }

      @Override
      public OptionalDouble at(PointRef counter, Instant time) {
        return OptionalDouble.empty();
      }
    };
  }

  /** A counter reads something else; NaN: it does not answer. */
  void reads(String point, double reading) {
    if (Double.isNaN(reading)) {
      readings.remove(point);
    } else {
      readings.put(point, reading);
    }
  }

  /** An alarm of the pump's trip was raised. */
  void tripped(Instant at) {
    Alarm alarm =
        new Alarm(
            "t" + at.toEpochMilli(),
            "pump",
            "trip",
            "",
            Priority.P3,
            false,
            false,
            true,
            false,
            Suppression.NONE,
            Quality.GOOD,
            LocalizedText.same("trip"),
            1,
            Map.of(),
            at,
            at,
            Optional.of(at.plusSeconds(5)),
            Optional.empty(),
            Optional.empty());
    boolean done =
        store.transact(
            tx -> {
              tx.record(AlarmChange.of(AlarmChange.Kind.RAISED, alarm, at));
              return true;
            });
    assertThat(done).isTrue();
  }

  /** Noon of a day at the site. */
  static Instant noon(String day) {
    return LocalDate.parse(day).atTime(12, 0).atZone(ZONE).toInstant();
  }

  private static Site site(String equipment, String plans) {
    Loading loading =
        SiteLoader.load(
            SiteFiles.of(
                Map.of(
                    "site.yaml",
                    """
                    site: { id: s, name: { zh: 站, en: S }, timezone: Asia/Shanghai }
                    staff:
                      - { id: li, name: 李, role: technician, trades: [plumbing], areas: [all] }
                      - { id: zhao, name: 赵, role: supervisor, trades: [plumbing], areas: [all] }
                    connections:
                      room: { type: modbus_tcp, host: 127.0.0.1, port: 5020 }
                    equipment:
                    """
                        + equipment.indent(2),
                    "plans/plans.yaml",
                    "plans:\n" + plans.indent(2))),
            SecretSource.none());
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  /** The gateway is started again with another site. */
  void becomes(String equipment, String otherPlans) {
    site = site(equipment, otherPlans);
    orders = new OrderDesk(site, desk, feed, () -> now);
    plans = new PlanDesk(site, desk, orders, feed, counters(), () -> now);
  }

  /** Works the schedule off as the clock does, each minute. */
  void minutes(int times) {
    for (int minute = 0; minute < times; minute++) {
      plans.workOff();
      desk.ask(_ -> true).join();
      now = now.plus(Duration.ofMinutes(1));
    }
  }

  void at(Instant time) {
    now = time;
    minutes(2);
  }

  List<WorkOrder> orders() {
    return store
        .query(
            q ->
                q.orders(
                    Set.of(),
                    Optional.empty(),
                    Optional.empty(),
                    new Page.Request(Page.Request.MAX, Optional.empty())))
        .items();
  }

  List<Occurrence> visits() {
    return store.query(
        q -> q.schedule().occurrences(LocalDate.of(2000, 1, 1), LocalDate.of(2100, 1, 1)));
  }

  List<Occurrence> visits(Occurrence.State state) {
    return visits().stream().filter(o -> o.state() == state).toList();
  }

  List<ScheduleNote> notes(ScheduleNote.Kind kind) {
    return store.query(q -> q.schedule().scheduleNotes(Instant.EPOCH, now.plusSeconds(1))).stream()
        .filter(note -> note.kind() == kind)
        .toList();
  }

  /** A visit is on record already. */
  void record(Occurrence visit) {
    assertThat(store.<Boolean>transact(tx -> tx.schedule().addOccurrence(visit))).isTrue();
  }

  /** The technician does an order. */
  void complete(WorkOrder order) {
    WorkOrder done = order;
    for (OrderAction action : List.of(OrderAction.ACCEPT, OrderAction.START)) {
      done = step(done, action, "li", Role.TECHNICIAN, Map.of());
    }
    step(
        done,
        OrderAction.COMPLETE,
        "li",
        Role.TECHNICIAN,
        Map.of("cause", "wear", "action_taken", "greased"));
  }

  /** The supervisor agrees that it is done. */
  void verify(WorkOrder order) {
    step(order, OrderAction.VERIFY, "zhao", Role.SUPERVISOR, Map.of());
  }

  /** Cancelled as it was before the visit followed its order. */
  void cancelledAlone(WorkOrder order) {
    OrderOutcome outcome =
        new OrderActions(site)
            .apply(
                order,
                OrderAction.CANCEL,
                new Actor("zhao", Set.of(Role.SUPERVISOR)),
                Map.of("reason", "no access"),
                OtherOrders.NONE,
                now);
    assertThat(outcome).isInstanceOf(OrderOutcome.Done.class);
    boolean saved =
        store.transact(
            tx -> {
              tx.record(
                  ((OrderOutcome.Done) outcome).step().order(),
                  ((OrderOutcome.Done) outcome).step().change());
              return true;
            });
    assertThat(saved).isTrue();
  }

  WorkOrder order(String id) {
    return store.query(q -> q.order(id)).orElseThrow();
  }

  /** What the supervisor hears who finds that the work does not hold. */
  OrderOutcome reopened(WorkOrder order) {
    return apply(order, OrderAction.REOPEN, "zhao", Role.SUPERVISOR, Map.of("reason", "leaks"));
  }

  void reopen(WorkOrder order) {
    step(order, OrderAction.REOPEN, "zhao", Role.SUPERVISOR, Map.of("reason", "leaks"));
  }

  void cancel(WorkOrder order) {
    step(order, OrderAction.CANCEL, "zhao", Role.SUPERVISOR, Map.of("reason", "no access"));
  }

  private OrderOutcome apply(
      WorkOrder order, OrderAction action, String who, Role role, Map<String, String> fields) {
    return store.query(
        q ->
            new OrderActions(site)
                .apply(
                    order,
                    action,
                    new Actor(who, Set.of(role)),
                    fields,
                    new RecordedOrders(q),
                    now));
  }

  private WorkOrder step(
      WorkOrder order, OrderAction action, String who, Role role, Map<String, String> fields) {
    OrderOutcome outcome = apply(order, action, who, role, fields);
    assertThat(outcome).isInstanceOf(OrderOutcome.Done.class);
    OrderOutcome.Done done = (OrderOutcome.Done) outcome;
    boolean moved =
        store.transact(
            tx -> {
              orders.moved(tx, done.step());
              return true;
            });
    assertThat(moved).isTrue();
    return done.step().order();
  }

  List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    orders().forEach(order -> numbers.add(order.id()));
    return numbers;
  }

  @Override
  public void close() {
    desk.close();
    store.close();
  }
}
