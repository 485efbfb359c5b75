package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.SelfCleared;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Corrective;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.dispatch.AutoDispatch;
import org.zhiban.rules.maintenance.VisitOutcome;
import org.zhiban.rules.workorder.AlarmOrders;
import org.zhiban.rules.workorder.Checklists;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.FaultRecord;
import org.zhiban.rules.workorder.LockOuts;
import org.zhiban.rules.workorder.OrderDecision;
import org.zhiban.rules.workorder.OrderDraft;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OrderStep;

/**
 * Carries out what the rules decide about orders, within the transaction that records the alarm.
 */
public final class OrderDesk {
  private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);

  private final Site site;
  private final AlarmOrders decisions;
  private final FaultDesk faults;
  private final VisitOutcome visits;
  private final AutoDispatch dispatch;
  private volatile Map<String, RuleSpec> rules;
  private final Chore chore;
  private final LiveFeed feed;
  private final InstantSource clock;

  public OrderDesk(Site site, OperationsDesk desk, LiveFeed feed, InstantSource clock) {
    this.site = site;
    this.decisions = new AlarmOrders(site);
    this.faults = new FaultDesk(site);
    this.visits = new VisitOutcome(site);
    this.dispatch = new AutoDispatch(site);
    this.chore = desk.chore("orders that are due");
    this.feed = feed;
    this.clock = clock;
    this.rules = byName(site);
  }

  private static Map<String, RuleSpec> byName(Site site) {
    Map<String, RuleSpec> rules = new HashMap<>();
    site.activeRules()
        .forEach(rule -> rules.put(name(rule.equipment().orElse(""), rule.id()), rule));
    return rules;
  }

  /** Orders by other rules of the same site from now on. */
  public void follow(CompiledRules next) {
    rules = byName(next.site());
  }

  private static String name(String equipment, String rule) {
    return equipment + "/" + rule;
  }

  /**
   * The orders that a step of an alarm opened or changed, its own first.
   *
   * @param exchange the raw exchange that carried the first bad value
   */
  public List<WorkOrder> consider(
      OperationsTransaction tx, AlarmChange change, Optional<String> exchange, Instant now) {
    return rule(change.alarm())
        .map(
            rule -> {
              String fault = AlarmOrders.fault(change, rule);
              FaultRecord known = known(tx, change.alarm(), fault, rule, now);
              return carryOut(
                  tx,
                  new Found(change.alarm().id(), fault, exchange),
                  decisions.decide(change, rule, known, now),
                  now);
            })
        .orElse(List.of());
  }

  /** The alarm that is decided about, and what carried its first bad value. */
  private record Found(String alarm, String fault, Optional<String> exchange) {}

  private Optional<RuleSpec> rule(Alarm alarm) {
    return Optional.ofNullable(rules.get(name(alarm.equipment(), alarm.rule())));
  }

  private FaultRecord known(
      OperationsTransaction tx, Alarm alarm, String fault, RuleSpec rule, Instant now) {
    Optional<WorkOrder> order =
        tx.orderOfFault(fault, now.minus(AlarmOrders.REOPENED_WITHIN))
            .map(found -> followed(tx, found));
    boolean waiting = tx.pendingOrder(alarm.id()).isPresent();
    int earlier =
        rule.order()
            .flatMap(o -> o.after())
            .map(
                after ->
                    tx.alarmsOfRule(
                        alarm.equipment(), alarm.rule(), now.minus(after.within()), alarm.id()))
            .orElse(0);
    return new FaultRecord(order, waiting, earlier, faults.itself(tx, alarm, fault, order, now));
  }

  /** What was put under another order is repaired under that one. */
  private static WorkOrder followed(OperationsTransaction tx, WorkOrder found) {
    WorkOrder order = found;
    while (order.mergedInto().flatMap(tx::order).isPresent()) {
      order = order.mergedInto().flatMap(tx::order).orElseThrow();
    }
    // A newer order of what the ended one was about: the store has one open order of a fault.
    return order.status().open() ? order : new RecordedOrders(tx).openBeside(order).orElse(order);
  }

  private List<WorkOrder> carryOut(
      OperationsTransaction tx, Found found, OrderDecision decision, Instant now) {
    return switch (decision) {
      case OrderDecision.Open(OrderDraft draft) -> {
        List<WorkOrder> changed =
            carriedOut(tx, open(tx, draft.carriedBy(found.exchange()), now), now);
        changed.set(0, given(tx, changed.getFirst(), now));
        yield changed;
      }
      case OrderDecision.Attach(OrderStep step) -> {
        tx.record(step.order(), step.change());
        yield carriedOut(tx, step, now);
      }
      case OrderDecision.ClearedItself(OrderStep step) -> {
        tx.record(step.order(), step.change());
        noted(tx, found, Optional.of(step.order().id()), now);
        yield List.of(step.order());
      }
      case OrderDecision.Wait(PendingOrder pending) -> {
        Optional<String> known = tx.pendingOrder(found.alarm()).flatMap(PendingOrder::exchange);
        tx.await(pending.carriedBy(known.or(found::exchange)));
        yield List.of();
      }
      case OrderDecision.Drop(String alarm, var reason) -> {
        log.info("alarm {}: no order, {}", alarm, reason);
        tx.forget(alarm);
        if (reason == OrderDecision.Reason.SELF_CLEARED) {
          noted(tx, found, Optional.empty(), now);
        }
        yield List.of();
      }
      case OrderDecision.Nothing _ -> List.of();
    };
  }

  private static void noted(
      OperationsTransaction tx, Found found, Optional<String> order, Instant now) {
    tx.faults().add(new SelfCleared(found.fault(), found.alarm(), now, order));
  }

  private List<WorkOrder> carriedOut(OperationsTransaction tx, OrderStep step, Instant now) {
    step.order().alarms().forEach(tx::forget);
    List<WorkOrder> changed = new ArrayList<>(List.of(step.order()));
    changed.addAll(remembered(tx, step, now));
    return changed;
  }

  /** What a fault that came back brings with it; the orders that were opened for its cause. */
  List<WorkOrder> remembered(OperationsTransaction tx, OrderStep step, Instant now) {
    return faults.after(tx, step, now).stream().map(opened -> given(tx, opened, now)).toList();
  }

  /** The same of a step by which somebody found out that the order before it is of a fault. */
  public List<WorkOrder> foundOut(
      OperationsTransaction tx, WorkOrder before, OrderStep step, Instant now) {
    return FaultMemory.foundOut(before, step)
        ? faults.afterFoundOut(tx, step, now).stream()
            .map(opened -> given(tx, opened, now))
            .toList()
        : List.of();
  }

  /** Gives a draft its number and saves it. */
  public OrderStep open(OperationsTransaction tx, OrderDraft draft, Instant now) {
    OrderStep step = draft.numbered(tx.nextOrderNumber(LocalDate.ofInstant(now, site.zone())));
    tx.record(step.order(), step.change());
    return step;
  }

  /** Gives a new order away, where the site says so; the order as it stands then. */
  public WorkOrder given(OperationsTransaction tx, WorkOrder order, Instant now) {
    if (!dispatch.concerns(order)) {
      return order;
    }
    OrderStep step = dispatch.after(order, tx.dispatch().workInHand(), now);
    tx.record(step.order(), step.change());
    return step.order();
  }

  /** Saves a step that a person took, and what it makes of the visit that the order does. */
  public void moved(OperationsTransaction tx, OrderStep step) {
    tx.record(step.order(), step.change());
    OrderStatus to = step.order().status();
    if (step.order().plan().isEmpty() || step.change().from().filter(to::equals).isPresent()) {
      return;
    }
    tx.schedule()
        .occurrenceOfOrder(step.order().id())
        .ifPresent(visit -> followed(tx, visit, step));
  }

  private void followed(OperationsTransaction tx, Occurrence visit, OrderStep step) {
    Optional<Occurrence> after = visits.after(visit, step.order().status(), step.change().time());
    after.ifPresent(tx.schedule()::update);
    if (visit.state() == Occurrence.State.DONE
        && after.filter(it -> it.state() == Occurrence.State.DUE).isPresent()) {
      visits
          .uncovered(visit, tx.schedule().absorbedVisits(visit.plan(), visit.equipment()))
          .forEach(tx.schedule()::update);
    }
  }

  /**
   * Saves a step that found something, the order which puts that right, and that the one led to the
   * other.
   */
  public WorkOrder found(OperationsTransaction tx, OrderOutcome.Found found, Instant now) {
    moved(tx, found.step());
    WorkOrder parent = found.step().order();
    WorkOrder child = open(tx, found.corrective(), now).order();
    tx.correctives().add(new Corrective(parent.id(), found.item(), child.id()));
    moved(tx, Checklists.followed(parent, found.item(), child.id(), now));
    return given(tx, child, now);
  }

  /**
   * Makes the orders whose hold-off is over and ends lock-outs. Called by the clock, each second.
   */
  public void workOff() {
    chore.run(
        this::due, orders -> orders.forEach(order -> feed.tell(new Happening.OrderStep(order))));
  }

  private List<WorkOrder> due(OperationsTransaction tx) {
    Instant now = clock.instant();
    List<WorkOrder> made = new ArrayList<>();
    for (WorkOrder order : tx.ordersLockingOut()) {
      LockOuts.over(order, now)
          .ifPresent(
              step -> {
                tx.record(step.order(), step.change());
                made.add(step.order());
              });
    }
    for (PendingOrder pending : tx.pendingOrders(now)) {
      Optional<Alarm> alarm = tx.alarm(pending.alarm());
      Optional<RuleSpec> rule = alarm.flatMap(this::rule);
      if (rule.isEmpty()) {
        log.warn("alarm {}: its rule is gone, so is the order that waited for it", pending.alarm());
        tx.forget(pending.alarm());
        continue;
      }
      String fault = AlarmOrders.fault(alarm.get(), rule.get());
      FaultRecord known = known(tx, alarm.get(), fault, rule.get(), now);
      made.addAll(
          carryOut(
              tx,
              new Found(pending.alarm(), fault, pending.exchange()),
              decisions.due(alarm.get(), rule.get(), known, now),
              now));
    }
    return made;
  }
}
