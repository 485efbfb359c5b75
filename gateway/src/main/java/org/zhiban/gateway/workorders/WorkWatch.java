package org.zhiban.gateway.workorders;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.SiteWork;
import org.zhiban.rules.alarm.SiteWork.OpenOrder;
import org.zhiban.rules.workorder.FaultMemory;

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

  /** Open orders by equipment and number. */
  private final Map<String, Map<String, OpenOrder>> open = new HashMap<>();

  private final Consumer<SiteWork> rules;

  /**
   * A watch that has heard nothing yet.
   *
   * @param rules takes each change; called in the order of the orders' versions, must not block
   */
  public WorkWatch(Consumer<SiteWork> rules) {
    this.rules = rules;
  }

  /** Takes up what stands in the store; an engine goes on with it after a start. */
  public synchronized List<SiteWork> begin(OperationsQueries store) {
    List<SiteWork> work = new ArrayList<>();
    for (WorkOrder order : openOrders(store)) {
      told.put(order.id(), new Told(order.version(), order.lockOut().isPresent()));
      order.lockOut().ifPresent(_ -> work.add(lockOut(order)));
      boolean _ = keep(order);
    }
    open.keySet().forEach(equipment -> work.add(openOf(equipment)));
    return work;
  }

  private static List<WorkOrder> openOrders(OperationsQueries store) {
    return store.everyOrder(OrderStatus.OPEN);
  }

  /**
   * Notes the order with the open ones of its equipment; says whether that changed them. Under one
   * that looks for a cause nobody works at the equipment, for weeks perhaps.
   */
  private boolean keep(WorkOrder order) {
    if (order.equipment().isEmpty()
        || order.fault().filter(FaultMemory::looksForCause).isPresent()) {
      return false;
    }
    Map<String, OpenOrder> here =
        open.computeIfAbsent(order.equipment().get(), _ -> new TreeMap<>());
    return order.status().open()
        ? here.putIfAbsent(order.id(), new OpenOrder(order.id(), order.fault())) == null
        : here.remove(order.id()) != null;
  }

  private SiteWork.OpenOrders openOf(String equipment) {
    return new SiteWork.OpenOrders(
        equipment, List.copyOf(open.getOrDefault(equipment, Map.of()).values()));
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
    if (keep(order)) {
      rules.accept(openOf(order.equipment().orElseThrow()));
    }
  }
}
