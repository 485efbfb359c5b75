package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.workorders.CostDesk;
import org.zhiban.model.site.Site;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.ReturnVisits;

/** The orders that wait for a return visit. */
final class ReturnVisitRoutes {
  private static final int MOST = 500;

  private final Running gateway;

  ReturnVisitRoutes(Running gateway) {
    this.gateway = gateway;
  }

  /** One visit that is to be made. */
  private record Waiting(WorkOrder order, VisitLevel level, Optional<Instant> due, boolean yours) {}

  Answer list(Call call) {
    Caller caller = call.caller();
    Instant now = gateway.clock().instant();
    Site site = gateway.changes().running().site();
    List<Waiting> waiting =
        gateway.store().query(q -> waiting(q, site, new Actor(caller.user(), caller.roles()), now));
    JsonArray items = new JsonArray();
    waiting.stream()
        .sorted(
            Comparator.comparing((Waiting one) -> one.due().orElse(Instant.MAX))
                .thenComparing(one -> one.order().id()))
        .forEach(
            one ->
                items.add(
                    new JsonObject()
                        .put("level", one.level().word())
                        .put("due_at", one.due().map(Times::text).orElse(null))
                        .put("overdue", one.due().filter(now::isAfter).isPresent())
                        .put("yours", one.yours())
                        .put("order", OrderView.row(one.order(), site, now))));
    return Answer.ok(Paging.whole(items));
  }

  private static List<Waiting> waiting(
      OperationsQueries store, Site site, Actor actor, Instant now) {
    ReturnVisits visits = new ReturnVisits(site);
    List<Waiting> waiting = new ArrayList<>();
    store
        .orders(
            Set.of(OrderStatus.VISIT),
            Optional.empty(),
            Optional.empty(),
            new Page.Request(MOST, Optional.empty()))
        .items()
        .forEach(
            order ->
                waiting.add(
                    new Waiting(
                        order,
                        VisitLevel.DESK,
                        visits.due(order),
                        OrderForm.offersVisit(
                            site, order, actor, CostDesk.books(store, order, now), now))));
    for (String id : store.visits().sampled(now.minus(ReturnVisits.SAMPLED_WITHIN), MOST)) {
      WorkOrder order = store.order(id).orElseThrow();
      for (VisitLevel level : visits.waiting(order, store.visits().of(id), now)) {
        waiting.add(
            new Waiting(
                order,
                level,
                visits.due(order),
                visits.offered(level, order, actor, store.visits().of(id), now)));
      }
    }
    return waiting;
  }
}
