package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.Overrun;
import org.zhiban.model.workorder.WorkOrder;

/**
 * What holds of complaints alone [R21]: they end within the time that the site promises, or a
 * manager lets them take longer and says why.
 */
final class Complaints {
  private Complaints() {}

  /** Whether the order has a use for the step. */
  static boolean promised(OrderAction action, WorkOrder order) {
    return action == OrderAction.ALLOW_OVERRUN
        ? order.concern().filter(Concern.COMPLAINT::equals).isPresent()
        : action != OrderAction.ANSWERED || order.concern().isPresent();
  }

  /** What is wrong with a leave, or why a complaint does not end yet; empty: nothing. */
  static Optional<OrderRefusal> refusal(
      OrderAction action, WorkOrder order, Map<String, String> fields, Instant now) {
    if (action == OrderAction.ALLOW_OVERRUN) {
      return until(fields).filter(end -> end.isAfter(now)).isPresent()
          ? Optional.empty()
          : Optional.of(
              new OrderRefusal.WrongField(
                  "until",
                  new LocalizedText(
                      "until 请写以后的时间，例如 2026-11-22T18:00:00+08:00",
                      "until is a time to come, such as 2026-11-22T18:00:00+08:00")));
    }
    boolean mayEnd =
        action != OrderAction.VISIT
            || !Clocks.unsettled(order, now)
            || order.overrun().filter(it -> !it.until().isBefore(now)).isPresent();
    return mayEnd ? Optional.empty() : Optional.of(new OrderRefusal.Overran());
  }

  /** The leave that is given. */
  static Overrun given(Map<String, String> fields, String by, Instant now) {
    return new Overrun(until(fields).orElseThrow(), text(fields, "reason").orElseThrow(), by, now);
  }

  private static Optional<Instant> until(Map<String, String> fields) {
    try {
      return text(fields, "until").map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
