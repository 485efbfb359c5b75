package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.chosen;
import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.HoldKind;
import org.zhiban.model.workorder.HoldRequest;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Pauses of an order: what it waits for, until when, and that it goes on by itself. Only the
 * promise of the repair waits with it.
 */
public final class Holds {
  private final Clocks clocks;
  private final ServiceCalendar calendar;
  private final Span atMost;

  public Holds(Site site) {
    this.clocks = new Clocks(site);
    this.calendar = new ServiceCalendar(site);
    this.atMost = site.service().followUp().holdAtMost();
  }

  /** The latest end of a pause that begins then. */
  private Instant latest(Instant from) {
    return calendar.after(from, atMost);
  }

  /** What is wrong with the end that somebody asks for or grants. */
  Optional<OrderRefusal> refusal(
      OrderAction action, WorkOrder order, Map<String, String> fields, Instant now) {
    if (action != OrderAction.REQUEST_HOLD && action != OrderAction.GRANT_HOLD) {
      return Optional.empty();
    }
    Optional<String> said = text(fields, "until");
    if (said.isPresent() && moment(said.get()).isEmpty()) {
      return wrong(
          "until 请写 2026-11-22T18:00:00+08:00",
          "until is a time such as 2026-11-22T18:00:00+08:00: " + said.get());
    }
    Optional<Instant> until = until(action, order, fields);
    if (until.filter(end -> !end.isAfter(now)).isPresent()) {
      return wrong("挂起的结束时间已过，请填写以后的时间", "The hold would end in the past; say a later time");
    }
    if (until.filter(end -> end.isAfter(latest(now))).isPresent()) {
      return wrong(
          "挂起一次最长 " + atMost + "（service.hold_at_most），到期前可再次挂起",
          "A hold lasts for "
              + atMost
              + " at most (service.hold_at_most); grant it anew when it"
              + " is over");
    }
    return Optional.empty();
  }

  private static Optional<OrderRefusal> wrong(String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField("until", new LocalizedText(zh, en)));
  }

  private static Optional<Instant> moment(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Whoever grants and names no end grants what was asked for. */
  private static Optional<Instant> until(
      OrderAction action, WorkOrder order, Map<String, String> fields) {
    return text(fields, "until")
        .flatMap(Holds::moment)
        .or(
            () ->
                action == OrderAction.GRANT_HOLD
                    ? order.holdRequest().flatMap(HoldRequest::until)
                    : Optional.empty());
  }

  private static Optional<HoldKind> kind(Map<String, String> fields) {
    return chosen(fields, "waiting_for", HoldKind.values(), HoldKind::word);
  }

  static HoldRequest requested(
      WorkOrder order, Map<String, String> fields, String by, Instant now) {
    return new HoldRequest(
        by,
        text(fields, "reason").orElseThrow(),
        now,
        kind(fields).orElse(HoldKind.OTHER),
        until(OrderAction.REQUEST_HOLD, order, fields));
  }

  Hold granted(WorkOrder order, Map<String, String> fields, String by, Instant now) {
    return new Hold(
        kind(fields).or(() -> order.holdRequest().map(HoldRequest::kind)).orElse(HoldKind.OTHER),
        text(fields, "reason").or(() -> order.holdRequest().map(HoldRequest::reason)),
        by,
        now,
        until(OrderAction.GRANT_HOLD, order, fields).orElse(latest(now)));
  }

  /** The pause as a line of history reads. */
  static String note(Hold hold) {
    return "waiting_for: "
        + hold.kind().word()
        + hold.reason().map(reason -> "; " + reason).orElse("")
        + "; until: "
        + hold.until();
  }

  /**
   * When the pause of an order ends by itself; one from before there were ends lasts for as long as
   * any may.
   */
  public Optional<Instant> ends(WorkOrder order) {
    return order.status() == OrderStatus.ON_HOLD
        ? Optional.of(order.hold().map(Hold::until).orElse(latest(order.updatedAt())))
        : Optional.empty();
  }

  /** The end of a pause whose time is over, by the machine; empty while it lasts. */
  public Optional<OrderStep> over(WorkOrder order, Instant now) {
    return ends(order)
        .filter(end -> !end.isAfter(now))
        .map(
            _ ->
                new OrderEdit(order, now)
                    .status(OrderStatus.IN_PROGRESS)
                    .clocks(clocks.after(OrderAction.RESUME, order, OrderStatus.IN_PROGRESS, now))
                    .step(
                        OrderDraft.MACHINE,
                        Optional.empty(),
                        "hold_over",
                        order.hold().map(Holds::note)));
  }
}
