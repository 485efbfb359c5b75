package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Steps that keep a promise while the work goes on: the plan [R14], and that nobody is in danger.
 */
final class Remedies {
  private Remedies() {}

  /** Why the order has no use for the step. */
  static Optional<OrderRefusal> refusal(OrderAction action, WorkOrder order) {
    boolean promised =
        switch (action) {
          case PLAN_RECORDED -> order.severity() == Severity.SERIOUS;
          case MADE_SAFE ->
              order.priority().filter(Priority.P1::equals).isPresent()
                  || order.clocks().stream()
                      .filter(Clock::going)
                      .anyMatch(clock -> clock.name().equals(Clocks.MAKE_SAFE));
          default -> Complaints.promised(action, order);
        };
    return promised ? Optional.empty() : Optional.of(new OrderRefusal.NotPromised(action));
  }

  /** What is on record after a step; an order that is opened again wants another plan. */
  static Remedy after(
      OrderAction action,
      WorkOrder order,
      OrderStatus to,
      String actor,
      Map<String, String> fields,
      Instant now) {
    if (action == OrderAction.REOPEN) {
      return Remedy.NONE;
    }
    if (action == OrderAction.PLAN_RECORDED) {
      return order
          .remedy()
          .planned(new Remedy.Plan(text(fields, "plan").orElseThrow(), actor, now));
    }
    boolean begins = to == OrderStatus.IN_PROGRESS && order.status() != to;
    return begins ? order.remedy().started(now) : order.remedy();
  }
}
