package org.zhiban.rules.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Messages about orders, to people by the names of a route's step, on the channels that reach them.
 * Whoever no channel reaches is not called from the wall: the console shows him the order.
 */
public final class OrderMessages {
  /** Stands in the place of a route. */
  public static final String ROUTE = "order";

  private static final int MOST_LINES = 20;

  private final Site site;
  private final Recipients recipients;

  public OrderMessages(Site site) {
    this.site = site;
    this.recipients = new Recipients(site);
  }

  /**
   * Messages of a step of one order.
   *
   * @param what happened, in one line
   * @param names of whom to tell
   */
  public List<Delivery> of(WorkOrder order, String what, List<String> names, Instant now) {
    String title = words("【工单】", "[Work order] ") + order.id() + " " + what;
    List<String> lines = new ArrayList<>();
    lines.add(title);
    lines.add(order.title().in(site.language()));
    order.location().ifPresent(place -> lines.add(words("位置：", "Place: ") + place));
    Optional<String> link = link("/orders/" + order.id());
    link.ifPresent(lines::add);
    return to(
        names,
        new Notice(
            priority(order),
            title,
            String.join("\n", lines),
            link,
            1,
            List.of(subject(order, what))),
        now);
  }

  /**
   * One message of several orders.
   *
   * @param what they have in common, in one line
   */
  public List<Delivery> joint(
      List<WorkOrder> orders, String what, List<String> names, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(what);
    orders.stream()
        .limit(MOST_LINES)
        .forEach(order -> lines.add("· " + order.id() + " " + order.title().in(site.language())));
    if (orders.size() > MOST_LINES) {
      int more = orders.size() - MOST_LINES;
      lines.add(words("另有 " + more + " 张", "and " + more + " more"));
    }
    Optional<String> link = link("/orders");
    link.ifPresent(lines::add);
    Priority highest =
        orders.stream().map(OrderMessages::priority).reduce(Priority.P4, Priority::higher);
    return to(
        names,
        new Notice(
            highest,
            what,
            String.join("\n", lines),
            link,
            1,
            orders.stream().map(order -> subject(order, what)).toList()),
        now);
  }

  private List<Delivery> to(List<String> names, Notice notice, Instant now) {
    return recipients.of(names, notice.priority(), now).stream()
        .filter(to -> !to.channel().equals(Delivery.WALL))
        .map(to -> Deliveries.of(to, ROUTE, notice, now))
        .toList();
  }

  private static Notice.Subject subject(WorkOrder order, String what) {
    return new Notice.OfOrder(
        order.id(),
        order.title(),
        order.equipment(),
        order.location(),
        order.status().word(),
        what);
  }

  private static Priority priority(WorkOrder order) {
    return order.priority().orElse(order.urgency() == Urgency.URGENT ? Priority.P2 : Priority.P3);
  }

  private Optional<String> link(String path) {
    return site.notification().publicUrl().map(url -> url.replaceAll("/+$", "") + path);
  }

  private String words(String zh, String en) {
    return new LocalizedText(zh, en).in(site.language());
  }
}
