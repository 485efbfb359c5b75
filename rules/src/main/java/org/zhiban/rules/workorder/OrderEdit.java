package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.HoldRequest;
import org.zhiban.model.workorder.LockOut;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Overrun;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.UnderCause;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** The next version of an order: what is not changed stays. */
final class OrderEdit {
  private final WorkOrder before;
  private final Instant now;
  private final OrderBuilder next;
  private final Set<String> doers;
  private Optional<Instant> enteredAt = Optional.empty();

  OrderEdit(WorkOrder before, Instant now) {
    this.before = before;
    this.now = now;
    this.next = OrderBuilder.of(before).updatedAt(now).version(before.version() + 1);
    this.doers = new LinkedHashSet<>(before.doers());
  }

  /** A lock-out goes when the order is in progress no longer, a request for a hold at any step. */
  OrderEdit status(OrderStatus to) {
    next.status(to);
    if (to != before.status()) {
      next.closedAt(to.open() ? Optional.empty() : Optional.of(now));
    }
    if (to != OrderStatus.IN_PROGRESS) {
      next.lockOut(Optional.empty());
    }
    if (to != OrderStatus.ON_HOLD) {
      next.hold(Optional.empty());
    }
    if (to != before.status()) {
      next.holdRequest(Optional.empty());
    }
    if (!to.untaken()) {
      next.cause(Optional.empty());
    }
    if (to != OrderStatus.MERGED) {
      next.mergedInto(Optional.empty());
    }
    return this;
  }

  OrderEdit triage(Urgency urgency, Severity severity, String trade) {
    next.urgency(urgency).severity(severity).trade(trade);
    return this;
  }

  /** It is another thing than was taken down: a fault, or none. */
  OrderEdit concern(Optional<Concern> concern, Optional<String> fault) {
    next.concern(concern).fault(fault);
    return this;
  }

  /** Whoever is given an order is asked to do it; that he did it is said by his own steps. */
  OrderEdit assignee(String person) {
    Set<String> asked = new LinkedHashSet<>(before.asked());
    asked.add(person);
    next.assignee(Optional.of(person)).asked(List.copyOf(asked));
    return this;
  }

  OrderEdit doer(String person) {
    if (doers.add(person)) {
      next.doers(List.copyOf(doers));
    }
    return this;
  }

  /** One occurrence more, by this alarm. */
  OrderEdit occurrence(Alarm alarm) {
    if (!before.alarms().contains(alarm.id())) {
      List<String> alarms = new ArrayList<>(before.alarms());
      alarms.add(alarm.id());
      next.alarms(alarms);
    }
    next.occurrences(before.occurrences() + 1);
    return pressing(alarm.priority());
  }

  /** One occurrence more, by somebody's call; a graver call makes the order graver. */
  OrderEdit called(Urgency urgency, Severity severity) {
    next.occurrences(before.occurrences() + 1);
    if (severity.compareTo(before.severity()) > 0) {
      next.severity(severity);
    }
    if (urgency == Urgency.URGENT) {
      next.urgency(urgency);
    }
    return this;
  }

  /** An order presses as its most pressing alarm does, also when that has become milder. */
  OrderEdit pressing(Priority priority) {
    next.priority(Optional.of(before.priority().map(priority::higher).orElse(priority)));
    return this;
  }

  OrderEdit major() {
    next.major(true);
    return this;
  }

  /** A major complaint is a serious one; what was promised of its answer stays. */
  OrderEdit serious() {
    next.severity(Severity.SERIOUS);
    return this;
  }

  OrderEdit overrun(Overrun leave) {
    next.overrun(Optional.of(leave)).clocks(Clocks.overrun(before.clocks(), leave.until(), now));
    return this;
  }

  OrderEdit clocks(List<Clock> clocks) {
    next.clocks(clocks);
    return this;
  }

  OrderEdit checklist(List<WorkOrder.ChecklistEntry> checklist) {
    next.checklist(checklist);
    return this;
  }

  OrderEdit holdRequest(HoldRequest request) {
    next.holdRequest(Optional.of(request));
    return this;
  }

  OrderEdit hold(Hold hold) {
    next.hold(Optional.of(hold));
    return this;
  }

  OrderEdit remedy(Remedy remedy) {
    next.remedy(remedy);
    return this;
  }

  OrderEdit cause(Optional<UnderCause> cause) {
    next.cause(cause);
    return this;
  }

  OrderEdit mergedInto(String number) {
    next.mergedInto(Optional.of(number));
    return this;
  }

  /** Takes over what another order of the same fault has gathered; its own clocks run on. */
  OrderEdit takeOver(WorkOrder other) {
    Set<String> alarms = new LinkedHashSet<>(before.alarms());
    alarms.addAll(other.alarms());
    next.alarms(List.copyOf(alarms)).occurrences(before.occurrences() + other.occurrences());
    other.doers().forEach(this::doer);
    other.priority().ifPresent(this::pressing);
    return this;
  }

  OrderEdit lockOut(Optional<LockOut> lockOut) {
    next.lockOut(lockOut);
    return this;
  }

  /** The step is entered later than it was taken. */
  OrderEdit entered(Optional<Instant> later) {
    enteredAt = later;
    later.ifPresent(next::updatedAt);
    return this;
  }

  WorkOrder order() {
    return next.build();
  }

  /** The step to the next version. */
  OrderStep step(String actor, Optional<String> onBehalfOf, String action, Optional<String> note) {
    WorkOrder after = order();
    return new OrderStep(
        after,
        new OrderChange(
            before.id(),
            now,
            actor,
            onBehalfOf,
            action,
            Optional.of(before.status()),
            after.status(),
            note,
            enteredAt));
  }
}
