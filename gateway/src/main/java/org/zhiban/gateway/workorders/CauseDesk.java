package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.UnderCause;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.CommonCause;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.OrderStep;

/**
 * Lets orders wait for the order of their cause, and go on or end with it. It knows which alarms
 * stand because of which rule, and says whose orders are to be looked at when that changes.
 */
final class CauseDesk {
  private final CommonCause rules;
  private final OrderDesk orders;

  /** By alarm, the rule because of which it stands. */
  private final Map<String, String> causes = new HashMap<>();

  /** Families of faults that hold an alarm more, and alarms that stand by themselves now. */
  private final Map<String, Long> holding = new HashMap<>();

  private final Map<String, Long> standing = new HashMap<>();
  private long heard;

  CauseDesk(Site site, OrderDesk orders) {
    this.rules = new CommonCause(site);
    this.orders = orders;
  }

  /** Hears how an alarm stands now. */
  synchronized void hear(Alarm alarm) {
    if (alarm.active() && alarm.suppression() instanceof Suppression.ByDesign(String rule)) {
      String cause = FaultMemory.familyOf(rule);
      if (!cause.equals(causes.put(alarm.id(), cause))) {
        holding.put(cause, ++heard);
      }
    } else if (causes.remove(alarm.id()) != null && alarm.active()) {
      standing.put(alarm.id(), ++heard);
    }
  }

  /** What is to be looked at, each with the place at which it was heard last. */
  record Asked(Map<String, Long> holding, Map<String, Long> standing) {
    Asked {
      holding = Map.copyOf(holding);
      standing = Map.copyOf(standing);
    }

    boolean nothing() {
      return holding.isEmpty() && standing.isEmpty();
    }
  }

  synchronized Asked asked() {
    return new Asked(holding, standing);
  }

  /** It was looked at; what was heard meanwhile stays. */
  synchronized void looked(Asked at) {
    at.holding().forEach(holding::remove);
    at.standing().forEach(standing::remove);
  }

  /** Numbers of the orders that are to be looked at. */
  List<String> orders(OperationsQueries q, Asked asked) {
    List<String> found = new ArrayList<>();
    for (String cause : asked.holding().keySet()) {
      String equipment = cause.substring(0, cause.indexOf('/'));
      q
          .orders(
              OrderStatus.OPEN,
              Optional.empty(),
              Optional.of(equipment).filter(id -> !id.isEmpty()),
              new Page.Request(Page.Request.MAX, Optional.empty()))
          .items()
          .stream()
          .filter(order -> family(order).filter(cause::equals).isPresent())
          .map(WorkOrder::id)
          .forEach(found::add);
    }
    asked.standing().keySet().forEach(alarm -> q.orderOfAlarm(alarm).ifPresent(found::add));
    return found;
  }

  private static Optional<String> family(WorkOrder order) {
    return order
        .fault()
        .filter(fault -> !FaultMemory.nothingIsRepaired(fault))
        .map(FaultMemory::family);
  }

  private synchronized List<String> heldBy(WorkOrder order) {
    return family(order).stream()
        .flatMap(
            cause ->
                causes.entrySet().stream()
                    .filter(held -> held.getValue().equals(cause))
                    .map(Map.Entry::getKey))
        .sorted()
        .toList();
  }

  /** What becomes of an order that waits for another; empty: it waits on, or for none. */
  Optional<OrderStep> next(OperationsTransaction tx, WorkOrder order, Instant now) {
    Optional<OrderStep> step = rules.next(order, alarms(tx, order), new RecordedOrders(tx), now);
    step.ifPresent(
        it -> {
          orders.moved(tx, it);
          it.order().cause().ifPresent(waits -> link(tx, it.order(), waits.order(), now));
        });
    return step;
  }

  private static List<Alarm> alarms(OperationsQueries q, WorkOrder order) {
    return order.alarms().stream().flatMap(id -> q.alarm(id).stream()).toList();
  }

  private static void link(OperationsTransaction tx, WorkOrder order, String cause, Instant now) {
    tx.links().add(new OrderLink(order.id(), cause, OrderLink.Kind.COMMON_CAUSE, now));
  }

  /** The orders beside this one that changed: those that wait for it, and what it is to them. */
  List<WorkOrder> beside(OperationsTransaction tx, WorkOrder order, Instant now) {
    order.cause().ifPresent(waits -> link(tx, order, waits.order(), now));
    return order.status().open() ? found(tx, order, now) : over(tx, order, now);
  }

  private List<WorkOrder> found(OperationsTransaction tx, WorkOrder cause, Instant now) {
    List<WorkOrder> changed = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(cause.id()));
    for (String alarm : heldBy(cause)) {
      Optional<WorkOrder> order =
          tx.orderOfAlarm(alarm)
              .filter(seen::add)
              .flatMap(tx::order)
              .filter(it -> it.status().open());
      if (order.isPresent()) {
        link(tx, order.get(), cause.id(), now);
        if (!CommonCause.decided(tx.orderHistory(order.get().id()))) {
          rules
              .found(order.get(), cause, alarms(tx, order.get()), new RecordedOrders(tx), now)
              .ifPresent(
                  step -> {
                    orders.moved(tx, step);
                    changed.add(step.order());
                  });
        }
      }
    }
    return changed;
  }

  private List<WorkOrder> over(OperationsTransaction tx, WorkOrder cause, Instant now) {
    return tx.links().of(cause.id()).stream()
        .filter(link -> link.kind() == OrderLink.Kind.COMMON_CAUSE)
        .filter(link -> link.other().equals(cause.id()))
        .flatMap(link -> tx.order(link.order()).stream())
        .filter(order -> waitsFor(order, cause))
        .flatMap(order -> next(tx, order, now).stream())
        .map(OrderStep::order)
        .toList();
  }

  private static boolean waitsFor(WorkOrder order, WorkOrder cause) {
    return order.cause().map(UnderCause::order).filter(cause.id()::equals).isPresent();
  }
}
