package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/**
 * What becomes of a fault that goes away by itself before anybody took it on: P1 and P2 stay for a
 * person, the others are over with a line on record, twice; the third time somebody must look. Life
 * safety is never over by itself.
 */
final class SelfClearing {
  /** How often a fault may go away unseen. */
  static final int UNSEEN = 2;

  /** The step of an order that is closed so, or stays for a person. */
  static final String ACTION = "self_cleared";

  private static final Set<OrderStatus> NOT_TAKEN_ON =
      EnumSet.of(
          OrderStatus.REPORTED,
          OrderStatus.TRIAGED,
          OrderStatus.WAIT_APPROVAL,
          OrderStatus.DISPATCHED);

  private final Site site;
  private final Clocks clocks;

  SelfClearing(Site site) {
    this.site = site;
    this.clocks = new Clocks(site);
  }

  /** Whether an alarm that is gone before its order was made needs none, this time. */
  boolean enough(Alarm alarm, RuleSpec rule, FaultRecord known) {
    return !alarm.active()
        && !happening(rule)
        && minor(alarm.priority())
        && !alarm.lifeSafety()
        && known.itself().times() < UNSEEN;
  }

  /** The step of the open order of an alarm that is gone; empty: none. */
  Optional<OrderStep> step(Alarm alarm, RuleSpec rule, FaultRecord known, Instant now) {
    return known
        .order()
        .filter(order -> NOT_TAKEN_ON.contains(order.status()) && order.cause().isEmpty())
        .filter(order -> order.source() == OrderSource.ALARM && order.alarms().contains(alarm.id()))
        .filter(_ -> !alarm.active() && !alarm.latched() && !known.itself().othersStand())
        .filter(_ -> !happening(rule) && !lifeSafety(alarm))
        .map(
            order ->
                closes(order, alarm, known)
                    ? closed(order, alarm, now)
                    : stays(order, alarm, known, now));
  }

  private boolean lifeSafety(Alarm alarm) {
    return alarm.lifeSafety()
        || Optional.ofNullable(site.equipment().get(alarm.equipment()))
            .filter(Equipment::lifeSafety)
            .isPresent();
  }

  private static boolean closes(WorkOrder order, Alarm alarm, FaultRecord known) {
    return minor(alarm.priority())
        && order.priority().filter(SelfClearing::minor).isPresent()
        && known.itself().times() < UNSEEN;
  }

  private static boolean minor(Priority priority) {
    return priority.compareTo(Priority.P3) >= 0;
  }

  private OrderStep closed(WorkOrder order, Alarm alarm, Instant now) {
    return new OrderEdit(order, now)
        .status(OrderStatus.CLOSED)
        .clocks(clocks.after(OrderAction.CANCEL, order, OrderStatus.CLOSED, now))
        .step(OrderDraft.MACHINE, Optional.empty(), ACTION, Optional.of(alarm.id()));
  }

  private static OrderStep stays(WorkOrder order, Alarm alarm, FaultRecord known, Instant now) {
    boolean again = minor(alarm.priority()) && known.itself().times() >= UNSEEN;
    return new OrderEdit(order, now)
        .step(
            OrderDraft.MACHINE,
            Optional.empty(),
            again ? "to_be_inspected" : ACTION,
            Optional.of(alarm.id()));
  }

  /** A happening is over at once; that says nothing of what made it happen. */
  private static boolean happening(RuleSpec rule) {
    return rule.condition() instanceof Condition.Sequence
        || rule.condition() instanceof Condition.Change
        || rule.condition() instanceof Condition.RunHours
        || rule.condition() instanceof Condition.Count;
  }
}
