package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.followup.FollowUpText;
import org.zhiban.rules.followup.Handovers;
import org.zhiban.rules.notify.OrderMessages;
import org.zhiban.rules.workorder.MachineSteps;

/**
 * Hands on what is not returned when a shift ends [R8]: the list, a line of each order's history
 * and the message are one transaction, once for a day and shift.
 */
public final class HandoverDesk {
  private final Handovers handovers;
  private final FollowUpText text;
  private final OrderMessages messages;
  private final List<String> told;
  private final Chore chore;
  private final LiveFeed feed;
  private final Runnable written;
  private final InstantSource clock;

  /** Are made, and need not be asked for again; the store knows of those before this start. */
  private final Set<Handovers.Moment> made = ConcurrentHashMap.newKeySet();

  /**
   * For a site whose gateway starts now.
   *
   * @param written runs when messages may have been added
   */
  public HandoverDesk(
      Site site, OperationsDesk desk, LiveFeed feed, Runnable written, InstantSource clock) {
    this.handovers = new Handovers(site);
    this.text = new FollowUpText(site);
    this.messages = new OrderMessages(site);
    this.told = site.service().followUp().handover();
    this.chore = desk.chore("handovers");
    this.feed = feed;
    this.written = written;
    this.clock = clock;
  }

  /** Makes the handovers whose time has come. Called by the clock. */
  public void workOff() {
    List<Handovers.Moment> passed = handovers.passed(clock.instant());
    made.retainAll(passed);
    List<Handovers.Moment> open = passed.stream().filter(moment -> !made.contains(moment)).toList();
    if (!open.isEmpty()) {
      chore.run(
          tx -> handOver(tx, open),
          orders -> {
            made.addAll(open);
            orders.forEach(order -> feed.tell(new Happening.OrderStep(order)));
            if (!orders.isEmpty()) {
              written.run();
            }
          });
    }
  }

  private List<WorkOrder> handOver(OperationsTransaction tx, List<Handovers.Moment> moments) {
    Instant now = clock.instant();
    List<WorkOrder> handed = new ArrayList<>();
    for (Handovers.Moment moment : moments) {
      boolean known =
          tx.followUps().handovers(moment.day()).stream()
              .anyMatch(one -> one.shift().equals(moment.shift()));
      if (!known) {
        List<WorkOrder> orders =
            tx.everyOrder(Handovers.NOT_RETURNED).stream()
                .filter(order -> !order.openedAt().isAfter(moment.at()))
                .toList();
        boolean added = tx.followUps().add(Handovers.of(moment, orders, now));
        if (added && !orders.isEmpty()) {
          tell(tx, moment, orders, now);
          handed.addAll(orders);
        }
      }
    }
    return handed;
  }

  private void tell(
      OperationsTransaction tx, Handovers.Moment moment, List<WorkOrder> orders, Instant now) {
    String line = text.handedOn(moment);
    orders.forEach(
        order -> tx.followUps().note(MachineSteps.line(order, "handed_over", line, now)));
    messages.joint(orders, text.handover(moment, orders.size()), told, now).forEach(tx::add);
  }
}
