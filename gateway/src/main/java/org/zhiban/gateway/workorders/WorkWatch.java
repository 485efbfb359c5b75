package org.zhiban.gateway.workorders;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.SiteWork;

/**
 * Tells the rules what people work at, from the orders as they are on disk. The word of an older
 * version of an order that comes late is passed over.
 */
public final class WorkWatch {
  private static final int REMEMBERED = 10_000;

  /** The newest version of an order that was told of, and whether it locks out rules. */
  private record Told(int version, boolean lockingOut) {}

  private final Map<String, Told> told =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final Consumer<SiteWork> rules;

  /**
   * A watch that has heard nothing yet.
   *
   * @param rules takes each change; called in the order of the orders' versions, must not block
   */
  public WorkWatch(Consumer<SiteWork> rules) {
    this.rules = rules;
  }

  /** What stands in the store: what an engine goes on with after a start. */
  public static List<SiteWork> standing(OperationsQueries store) {
    List<SiteWork> work = new ArrayList<>();
    store.ordersLockingOut().forEach(order -> work.add(lockOut(order)));
    return work;
  }

  private static SiteWork.LockedOut lockOut(WorkOrder order) {
    return order
        .lockOut()
        .map(
            it ->
                new SiteWork.LockedOut(
                    order.id(), Set.copyOf(it.rules()), it.by(), it.reason(), it.until()))
        .orElseGet(() -> SiteWork.LockedOut.nothing(order.id()));
  }

  /** Hears what was committed. */
  public void hear(Happening happening) {
    if (happening instanceof Happening.OrderStep(WorkOrder order)) {
      heard(order);
    }
  }

  private synchronized void heard(WorkOrder order) {
    Told before = told.get(order.id());
    if (before != null && before.version() >= order.version()) {
      return;
    }
    told.put(order.id(), new Told(order.version(), order.lockOut().isPresent()));
    if (order.lockOut().isPresent() || before == null || before.lockingOut()) {
      rules.accept(lockOut(order));
    }
  }
}
