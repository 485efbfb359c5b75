package org.zhiban.gateway.api;

import java.time.Instant;
import java.util.Set;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.notification.Delivery;
import org.zhiban.rules.notify.Deliveries;
import org.zhiban.rules.notify.NoticeText;

/** What was said to whom, and what still waits. */
final class NotificationRoutes {
  private final Running gateway;
  private final Repeats repeats;
  private final NoticeText text;

  NotificationRoutes(Running gateway) {
    this.gateway = gateway;
    this.repeats = new Repeats(gateway);
    this.text = new NoticeText(gateway.site());
  }

  Answer list(Call call) {
    Set<Delivery.State> states =
        AlarmRoutes.words("state", call.query("state"), Delivery.State.class, Delivery.State::word);
    return Answer.ok(
        gateway
            .store()
            .query(
                q ->
                    Paging.view(
                        q.deliveries(call.query("alarm"), states, Paging.request(call, 100)),
                        NotificationView::row)));
  }

  Answer test(Call call) {
    String channel = call.text("channel").orElse("");
    if (!gateway.senders().channels().contains(channel)) {
      throw Refusal.notFound(
          gateway.site().notification().channels().containsKey(channel)
              ? "channel " + channel + " is off: its secret is not set"
              : "there is no channel " + channel);
    }
    Answer answer = repeats.once(call, tx -> new Repeats.Done(made(tx, call, channel)));
    gateway.senders().ring();
    return answer;
  }

  private Answer made(OperationsTransaction tx, Call call, String channel) {
    Instant now = gateway.clock().instant();
    String by = call.caller().user();
    Delivery delivery = Deliveries.test(channel, text.test(channel, by, now), now);
    tx.add(delivery);
    tx.audit(
        new AuditEntry.Draft(now, by, "notification_test", channel, delivery.id(), call.origin()));
    return Answer.accepted(NotificationView.row(delivery));
  }
}
