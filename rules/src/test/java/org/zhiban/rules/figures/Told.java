package org.zhiban.rules.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;

/** An order told by its history, in hours after a beginning. */
final class Told {
  static final Instant T0 = Instant.parse("2026-10-31T16:00:00Z"); // 2026-11-01 in Shanghai

  private OrderBuilder order;
  private final String id;
  private final List<OrderChange> history = new ArrayList<>();
  private final List<Clock> clocks = new ArrayList<>();
  private OrderStatus status = OrderStatus.TRIAGED;
  private VisitBook visits = VisitBook.NONE;

  private Told(String id, OrderSource source, double hour) {
    this.id = id;
    order = new OrderBuilder(id, source, at(hour)).equipment(Optional.of("pump")).trade("plumbing");
    history.add(
        new OrderChange(
            id,
            at(hour),
            "zhiban",
            Optional.empty(),
            "created",
            Optional.empty(),
            status,
            Optional.empty()));
  }

  static Told order(String id, OrderSource source, double hour) {
    return new Told(id, source, hour);
  }

  static Instant at(double hour) {
    return T0.plusMillis(Math.round(hour * 3_600_000));
  }

  Told visits(VisitBook book) {
    visits = book;
    return this;
  }

  Told with(java.util.function.UnaryOperator<OrderBuilder> more) {
    order = more.apply(order);
    return this;
  }

  Told step(double hour, String actor, String action, OrderStatus to) {
    history.add(
        new OrderChange(
            id,
            at(hour),
            actor,
            Optional.empty(),
            action,
            Optional.of(status),
            to,
            Optional.empty()));
    status = to;
    order.closedAt(to.open() ? Optional.empty() : Optional.of(at(hour)));
    return this;
  }

  Told step(double hour, OrderStatus to) {
    String action =
        switch (to) {
          case VERIFY -> "complete";
          case CLOSED -> "verify";
          default -> to.word();
        };
    return step(hour, "li", action, to);
  }

  /** Accepted, begun, completed and verified, half an hour each. */
  Told repaired(double from) {
    return step(from, OrderStatus.ACCEPTED)
        .step(from + 0.5, OrderStatus.ON_SITE)
        .step(from + 1, OrderStatus.VERIFY)
        .step(from + 1.5, OrderStatus.CLOSED);
  }

  Told clock(String name, int cycle, double from, double due, Clock.State state) {
    clocks.add(
        new Clock(
            name,
            cycle,
            at(from),
            at(due),
            Duration.ZERO,
            state == Clock.State.RUNNING ? Optional.of(at(from)) : Optional.empty(),
            state));
    return this;
  }

  Records.OfOrder row() {
    return new Records.OfOrder(order.status(status).clocks(clocks).build(), history, visits);
  }
}
