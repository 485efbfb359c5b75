package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultMemory;

/** The orders that hang together with one, as JSON. */
final class RelatedOrders {
  private RelatedOrders() {}

  static JsonArray of(OperationsQueries store, WorkOrder order) {
    JsonArray related = new JsonArray();
    for (OrderLink link : store.links().of(order.id())) {
      store
          .order(link.farEnd(order.id()))
          .ifPresent(
              other ->
                  related.add(
                      new JsonObject()
                          .put("kind", link.kind().word())
                          .put("relation", link.relation(order.id()))
                          .put("id", other.id())
                          .put("title", EquipmentView.text(other.title()))
                          .put("status", other.status().word())
                          .put("open", other.status().open())
                          .put("at", Times.text(link.at()))));
    }
    return related;
  }

  /** How often its fault went away by itself before anybody took it on, as far as is remembered. */
  static int selfCleared(OperationsQueries store, WorkOrder order, Instant now) {
    return order
        .fault()
        .map(fault -> store.faults().selfCleared(fault, now.minus(FaultMemory.REMEMBERED)).size())
        .orElse(0);
  }
}
