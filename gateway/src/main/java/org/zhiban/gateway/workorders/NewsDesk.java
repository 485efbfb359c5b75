package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.Reminder;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.followup.Escalations.StepKey;
import org.zhiban.rules.followup.FollowUpText;
import org.zhiban.rules.followup.News;
import org.zhiban.rules.notify.OrderMessages;
import org.zhiban.rules.workorder.MachineSteps;

/** Tells people at once what concerns them [R4]: once, with a line where a channel reaches them. */
final class NewsDesk {
  private final News news;
  private final FollowUpText text;
  private final OrderMessages messages;

  NewsDesk(Site site) {
    this.news = new News(site);
    this.text = new FollowUpText(site);
    this.messages = new OrderMessages(site);
  }

  /** Tells what is new of an order; which that was. */
  Set<StepKey> tell(
      OperationsTransaction tx,
      WorkOrder order,
      List<OrderChange> history,
      Set<StepKey> taken,
      Instant now) {
    Set<StepKey> told = new HashSet<>();
    for (News.Item item : news.of(order, history, taken, now)) {
      told.add(item.key());
      keep(tx, order, item.key(), now);
      String what = text.news(order, item);
      List<Delivery> sent = messages.of(order, what, item.names(), now);
      sent.forEach(tx::add);
      if (!sent.isEmpty()) {
        tx.followUps()
            .note(
                MachineSteps.line(
                    order, item.key().step().word(), text.told(what, item.names()), now));
      }
    }
    return told;
  }

  /** That whoever has an order now as the next of a roster was told so with the chase. */
  static StepKey passedOn(OperationsTransaction tx, WorkOrder order, StepKey chase, Instant now) {
    StepKey key = News.passedOn(chase);
    keep(tx, order, key, now);
    return key;
  }

  private static void keep(OperationsTransaction tx, WorkOrder order, StepKey key, Instant now) {
    tx.followUps().add(new Reminder(order.id(), key.clock(), key.cycle(), key.step(), now));
  }
}
