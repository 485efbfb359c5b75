package org.zhiban.gateway.maintenance;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.paper.PaperReminder;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.notify.Advice;
import org.zhiban.rules.paper.PaperReminders;
import org.zhiban.rules.paper.PaperWords;
import org.zhiban.rules.paper.RenewalOrder;

/** Reminds of papers that run out: record, order and messages in one transaction. */
public final class PaperDesk {
  private final Site site;
  private final List<Paper> papers;
  private final Chore chore;
  private final OrderDesk orders;
  private final Advice advice;
  private final Runnable written;
  private final LiveFeed feed;
  private final InstantSource clock;

  /**
   * For a site.
   *
   * @param written runs when messages may have been added
   */
  public PaperDesk(
      Site site,
      OperationsDesk desk,
      OrderDesk orders,
      Runnable written,
      LiveFeed feed,
      InstantSource clock) {
    this.site = site;
    this.papers = Paper.of(site);
    this.chore = desk.chore("papers that run out");
    this.orders = orders;
    this.advice = new Advice(site);
    this.written = written;
    this.feed = feed;
    this.clock = clock;
  }

  /** Called by the clock, each minute and at start. */
  public void workOff() {
    if (!papers.isEmpty()) {
      chore.run(
          this::remind,
          made -> {
            made.forEach(order -> feed.tell(new Happening.OrderStep(order)));
            written.run();
          });
    }
  }

  private List<WorkOrder> remind(OperationsTransaction tx) {
    Instant now = clock.instant();
    List<WorkOrder> opened = new ArrayList<>();
    List<PaperReminder> added = new ArrayList<>();
    for (PaperReminders.Due due :
        PaperReminders.due(papers, tx.papers().reminders(), site.zone(), now)) {
      if (tx.papers().add(due.reminder(), PaperReminders.untrueAfter(now))) {
        PaperReminder reminder = due.reminder();
        if (due.asksForOrder()) {
          WorkOrder order =
              orders.open(tx, RenewalOrder.of(site, reminder.paper(), now), now).order();
          reminder = reminder.opening(order.id());
          tx.papers().opened(reminder);
          opened.add(order);
        }
        added.add(reminder);
      }
    }
    PaperWords.of(site, added, now).ifPresent(said -> advice.of(said, now).forEach(tx::add));
    return opened;
  }
}
