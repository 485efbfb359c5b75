package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.zhiban.model.notification.Delivery;

/** Messages as JSON; who is called stands there by id, never by number or address. */
final class NotificationView {
  private NotificationView() {}

  static JsonObject row(Delivery delivery) {
    JsonArray alarms = new JsonArray();
    delivery.notice().alarms().forEach(subject -> alarms.add(subject.alarm()));
    JsonArray orders = new JsonArray();
    delivery.notice().orders().forEach(subject -> orders.add(subject.order()));
    return new JsonObject()
        .put("id", delivery.id())
        .put("channel", delivery.channel())
        .put("recipient", delivery.recipient().orElse(null))
        .put("kind", delivery.kind())
        .put("step", delivery.notice().step())
        .put("priority", delivery.notice().priority().word())
        .put("title", delivery.notice().title())
        .put("text", delivery.notice().text())
        .put("alarms", alarms)
        .put("work_orders", orders)
        .put("state", delivery.state().word())
        .put("failing", delivery.failing())
        .put("attempts", delivery.attempts())
        .put("created_at", Times.text(delivery.createdAt()))
        .put(
            "next_at",
            delivery.state() == Delivery.State.WAITING ? Times.text(delivery.nextAt()) : null)
        .put("ended_at", Times.text(delivery.endedAt()))
        .put("answer", delivery.answer().orElse(null));
  }
}
