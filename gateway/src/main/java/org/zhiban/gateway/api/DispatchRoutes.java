package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.dispatch.Candidate;
import org.zhiban.rules.dispatch.Dispatch;

/** Who could be given an order. */
final class DispatchRoutes {
  private final Running gateway;

  DispatchRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer candidates(Call call) {
    return gateway.store().query(q -> candidates(q, call.path("id")));
  }

  private Answer candidates(OperationsQueries store, String id) {
    WorkOrder order =
        store.order(id).orElseThrow(() -> Refusal.notFound("there is no work order " + id));
    List<Candidate> ranked =
        new Dispatch(gateway.changes().running().site())
            .rank(order, store.dispatch().workInHand(), gateway.clock().instant());
    JsonArray items = new JsonArray();
    ranked.forEach(one -> items.add(view(one)));
    return Answer.ok(Paging.whole(items));
  }

  private static JsonObject view(Candidate one) {
    JsonArray reasons = new JsonArray();
    one.reasons()
        .forEach(
            reason ->
                reasons.add(
                    new JsonObject()
                        .put("reason", reason.word())
                        .put("speaks", reason.speaks().name().toLowerCase(Locale.ROOT))
                        .put("text", EquipmentView.text(reason.words()))));
    return new JsonObject()
        .put("id", one.id())
        .put("name", EquipmentView.text(one.name()))
        .put("contractor", one.contractor())
        .put("suited", one.suited())
        .put("present", one.present())
        .put("reasons", reasons)
        .put(
            "behind",
            one.behind()
                .map(
                    by ->
                        new JsonObject()
                            .put("reason", by.word())
                            .put("text", EquipmentView.text(by.words())))
                .orElse(null));
  }
}
