package org.zhiban.model.workorder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;

/**
 * What was not returned when a shift ended [R8]. Kept as it was then.
 *
 * @param day on which the shift ended
 * @param shift id of the shift; or the time of day at which the site hands over
 * @param at when it should have been made
 * @param madeAt when it was: later where the gateway was off
 */
public record Handover(LocalDate day, String shift, Instant at, Instant madeAt, List<Line> orders) {
  public Handover {
    orders = List.copyOf(orders);
  }

  /** An order as it stood then. */
  public record Line(
      String order,
      LocalizedText title,
      OrderStatus status,
      Optional<String> assignee,
      boolean overdue) {
    public static Line of(WorkOrder order, Instant now) {
      boolean overdue =
          order.clocks().stream()
              .anyMatch(
                  clock -> clock.state() == Clock.State.RUNNING && clock.dueAt().isBefore(now));
      return new Line(order.id(), order.title(), order.status(), order.assignee(), overdue);
    }
  }
}
