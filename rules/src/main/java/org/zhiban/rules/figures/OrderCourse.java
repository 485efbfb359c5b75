package org.zhiban.rules.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** An order as its history tells it. */
final class OrderCourse {
  private final WorkOrder order;
  private final List<OrderChange> history;
  private final VisitBook visits;
  private final List<Cycle> cycles = new ArrayList<>();

  /**
   * From the beginning of a fault to the end of the order: an order that is opened again after it
   * was ended begins another one.
   *
   * @param faultAt when the fault was first seen; of a later cycle, when the order was opened again
   * @param held how long it was on hold before it was restored
   * @param restoredAt the last completion; empty where there is none, or it did not hold
   * @param arrivals how often somebody came
   * @param end how it ended; empty: not yet
   * @param endedBy who ended it
   */
  record Cycle(
      Instant faultAt,
      Duration held,
      Optional<Instant> restoredAt,
      int arrivals,
      Optional<OrderStatus> end,
      Optional<Instant> endedAt,
      Optional<String> endedBy) {

    boolean closed() {
      return end.filter(status -> status == OrderStatus.CLOSED).isPresent();
    }

    /** It was a fault, as far as is known: nobody took it back. */
    boolean stands() {
      return end.isEmpty() || closed();
    }

    /** Closed after somebody came or completed it; what went away by itself is no repair. */
    boolean repaired() {
      return closed() && (restoredAt.isPresent() || arrivals > 0);
    }

    /** When the equipment worked again; where nobody completed it, when it was closed. */
    Optional<Instant> worksSince() {
      return restoredAt.or(() -> endedAt.filter(_ -> closed()));
    }
  }

  OrderCourse(Records.OfOrder row) {
    order = row.order();
    history = row.history();
    visits = row.visits();
    Walk walk = new Walk();
    history.forEach(walk::step);
    walk.end();
  }

  WorkOrder order() {
    return order;
  }

  List<OrderChange> history() {
    return history;
  }

  /** Its return visits. */
  VisitBook visits() {
    return visits;
  }

  List<Cycle> cycles() {
    return cycles;
  }

  /** Work after a fault; visits of the schedule are counted apart. */
  boolean planned() {
    return order.source() == OrderSource.PLAN;
  }

  /** It is counted under the order that took it over. */
  boolean merged() {
    return order.status() == OrderStatus.MERGED;
  }

  /** When a step first led to a status from another one. */
  Optional<Instant> first(Predicate<OrderChange> which) {
    return history.stream().filter(which).map(OrderChange::time).findFirst();
  }

  /** Where it stood then; empty: it was not yet there. */
  Optional<OrderStatus> statusAt(Instant time) {
    return history.stream()
        .filter(change -> !change.time().isAfter(time))
        .reduce((_, later) -> later)
        .map(OrderChange::to);
  }

  /** The first of something after an ended cycle: when the order was opened again. */
  Optional<Instant> openedAgainAfter(Cycle cycle) {
    int next = cycles.indexOf(cycle) + 1;
    return next < cycles.size() ? Optional.of(cycles.get(next).faultAt()) : Optional.empty();
  }

  static boolean entered(OrderChange change, OrderStatus status) {
    return change.to() == status && change.from().filter(from -> from == status).isEmpty();
  }

  /** Somebody came: by his word, or because he began without having said so. */
  static boolean arrived(OrderChange change) {
    return entered(change, OrderStatus.ON_SITE)
        || (change.to() == OrderStatus.IN_PROGRESS
            && change.from().filter(from -> from == OrderStatus.ACCEPTED).isPresent());
  }

  /** What goes on while the lines are read. */
  private final class Walk {
    private Instant faultAt =
        order
            .evidence()
            .map(Evidence::faultAt)
            .filter(order.openedAt()::isAfter)
            .orElse(order.openedAt());
    private Duration held = Duration.ZERO;
    private Optional<Instant> heldSince = Optional.empty();
    private Optional<Instant> restored = Optional.empty();
    private int arrivals;
    private boolean over;

    void step(OrderChange change) {
      if (over && change.to().open()) {
        faultAt = change.time();
        held = Duration.ZERO;
        restored = Optional.empty();
        arrivals = 0;
        over = false;
      }
      if (change.from().filter(from -> from == change.to()).isPresent()) {
        return;
      }
      heldSince.ifPresent(since -> held = held.plus(span(since, change.time())));
      heldSince =
          change.to() == OrderStatus.ON_HOLD ? Optional.of(change.time()) : Optional.empty();
      if (arrived(change)) {
        arrivals++;
      }
      if (change.to() == OrderStatus.VERIFY) {
        restored = Optional.of(change.time());
      } else if (change.to().open() && change.to() != OrderStatus.VISIT) {
        restored = Optional.empty();
      } else if (!change.to().open() && !over) {
        over = true;
        cycles.add(cycle(Optional.of(change)));
      }
    }

    void end() {
      if (!over) {
        cycles.add(cycle(Optional.empty()));
      }
    }

    private Cycle cycle(Optional<OrderChange> end) {
      return new Cycle(
          faultAt,
          held,
          restored,
          arrivals,
          end.map(OrderChange::to),
          end.map(OrderChange::time),
          end.map(OrderChange::actor));
    }
  }

  /** Entries made afterwards may stand in another order than their times; no time is negative. */
  static Duration span(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}
