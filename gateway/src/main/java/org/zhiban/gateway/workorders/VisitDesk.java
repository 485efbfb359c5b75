package org.zhiban.gateway.workorders;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.site.Site;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.ReturnVisits;
import org.zhiban.rules.workorder.Visited;

/** Draws the lots of orders that come to their return visit, and keeps what came of it [R20]. */
public final class VisitDesk {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SEED = 16;

  private final ReturnVisits visits;
  private final OrderDesk orders;
  private final Supplier<String> seeds;

  /**
   * @param seeds makes up the seed of an order's lots
   */
  VisitDesk(Site site, OrderDesk orders, Supplier<String> seeds) {
    this.visits = new ReturnVisits(site);
    this.orders = orders;
    this.seeds = seeds;
  }

  public VisitDesk(Site site, OrderDesk orders) {
    this(site, orders, VisitDesk::seed);
  }

  private static String seed() {
    byte[] seed = new byte[SEED];
    RANDOM.nextBytes(seed);
    return HexFormat.of().formatHex(seed);
  }

  /**
   * What follows a step at once, within its transaction: an order that comes to its visit draws its
   * lots, and one after which nobody asks is closed.
   */
  public Optional<OrderStep> follow(OperationsTransaction tx, OrderStep step, Instant now) {
    if (step.order().status() != OrderStatus.VISIT
        || step.change().from().filter(OrderStatus.VISIT::equals).isPresent()) {
      return Optional.empty();
    }
    VisitBook book = tx.visits().of(step.order().id());
    tx.visits().add(visits.drawn(step.order(), book, seeds.get(), now));
    Optional<OrderStep> closed =
        visits.unasked(step.order(), tx.visits().of(step.order().id()), now);
    closed.ifPresent(it -> orders.moved(tx, it));
    return closed;
  }

  /** Keeps a visit; the order that looks at the repair again, where there is one. */
  public Optional<WorkOrder> keep(OperationsTransaction tx, Visited.Made made, Instant now) {
    made.steps().forEach(step -> orders.moved(tx, step));
    tx.visits().add(made.answer());
    return made.anew()
        .map(
            draft -> {
              WorkOrder again = orders.open(tx, draft, now).order();
              tx.links()
                  .add(
                      new OrderLink(
                          again.id(), made.answer().workOrder(), OrderLink.Kind.REPEAT, now));
              return again;
            });
  }
}
