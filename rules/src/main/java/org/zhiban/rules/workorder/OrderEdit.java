package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** The next version of an order: what is not changed stays. */
final class OrderEdit {
  private final WorkOrder before;
  private final Instant now;
  private OrderStatus status;
  private Urgency urgency;
  private Severity severity;
  private String trade;
  private Optional<String> assignee;
  private List<String> alarms;
  private int occurrences;
  private List<Clock> clocks;
  private Optional<LockOut> lockOut;
  private Optional<Instant> closedAt;

  OrderEdit(WorkOrder before, Instant now) {
    this.before = before;
    this.now = now;
    this.status = before.status();
    this.urgency = before.urgency();
    this.severity = before.severity();
    this.trade = before.trade();
    this.assignee = before.assignee();
    this.alarms = before.alarms();
    this.occurrences = before.occurrences();
    this.clocks = before.clocks();
    this.lockOut = before.lockOut();
    this.closedAt = before.closedAt();
  }

  /** A lock-out goes when the order is in progress no longer. */
  OrderEdit status(OrderStatus to) {
    status = to;
    closedAt = to.open() ? Optional.empty() : Optional.of(now);
    lockOut = to == OrderStatus.IN_PROGRESS ? lockOut : Optional.empty();
    return this;
  }

  OrderEdit triage(Urgency newUrgency, Severity newSeverity, String newTrade) {
    urgency = newUrgency;
    severity = newSeverity;
    trade = newTrade;
    return this;
  }

  OrderEdit assignee(String person) {
    assignee = Optional.of(person);
    return this;
  }

  /** One occurrence more, by this alarm. */
  OrderEdit occurrence(String alarm) {
    if (!alarms.contains(alarm)) {
      alarms = new ArrayList<>(alarms);
      alarms.add(alarm);
    }
    occurrences++;
    return this;
  }

  OrderEdit clocks(List<Clock> newClocks) {
    clocks = newClocks;
    return this;
  }

  OrderEdit lockOut(Optional<LockOut> now) {
    lockOut = now;
    return this;
  }

  WorkOrder order() {
    return new WorkOrder(
        before.id(),
        before.source(),
        status,
        urgency,
        severity,
        before.major(),
        before.equipment(),
        before.location(),
        before.title(),
        trade,
        assignee,
        before.fault(),
        alarms,
        before.plan(),
        occurrences,
        clocks,
        before.evidence(),
        before.checklist(),
        before.report(),
        lockOut,
        before.openedAt(),
        now,
        closedAt,
        before.version() + 1);
  }

  /** The step to the next version. */
  OrderStep step(String actor, Optional<String> onBehalfOf, String action, Optional<String> note) {
    return new OrderStep(
        order(),
        new OrderChange(
            before.id(),
            now,
            actor,
            onBehalfOf,
            action,
            Optional.of(before.status()),
            status,
            note));
  }
}
