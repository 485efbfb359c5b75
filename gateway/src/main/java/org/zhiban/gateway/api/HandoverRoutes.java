package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.zhiban.gateway.Running;
import org.zhiban.model.workorder.Handover;

/** What was not returned at the end of a shift [R8]. */
final class HandoverRoutes {
  private final Running gateway;

  HandoverRoutes(Running gateway) {
    this.gateway = gateway;
  }

  /** Of a day, today unless said. */
  Answer list(Call call) {
    LocalDate day =
        call.query("date")
            .map(HandoverRoutes::day)
            .orElseGet(() -> LocalDate.ofInstant(gateway.clock().instant(), gateway.site().zone()));
    JsonArray items = new JsonArray();
    gateway
        .store()
        .query(q -> q.followUps().handovers(day))
        .forEach(handover -> items.add(view(handover)));
    return Answer.ok(new JsonObject().put("date", day.toString()).put("items", items));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      throw Refusal.badRequest("date: write a day such as 2026-11-22");
    }
  }

  private static JsonObject view(Handover handover) {
    JsonArray orders = new JsonArray();
    handover
        .orders()
        .forEach(
            line ->
                orders.add(
                    new JsonObject()
                        .put("id", line.order())
                        .put("title", EquipmentView.text(line.title()))
                        .put("status", line.status().word())
                        .put("assignee", line.assignee().orElse(null))
                        .put("overdue", line.overdue())));
    return new JsonObject()
        .put("shift", handover.shift())
        .put("at", Times.text(handover.at()))
        .put("made_at", Times.text(handover.madeAt()))
        .put("orders", orders);
  }
}
