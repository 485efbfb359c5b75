package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/**
 * What becomes of a report: an order of its own, one more caller of an order that is open, or a
 * repair that did not hold. Life safety never goes under another order, and whoever takes the
 * report may insist on a new one.
 */
public final class Reception {
  /** A call from before is no report any more. */
  public static final Duration REPORTED_WITHIN = Duration.ofDays(7);

  /** How far a caller's clock may be ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** The trade of a rescue of which nobody said one. */
  private static final String LIFTS = "elevator";

  private static final Set<OrderSource> OF_A_FAULT =
      Set.of(OrderSource.REPORT, OrderSource.ALARM, OrderSource.PATROL);

  private static final Set<OrderStatus> DONE =
      Set.of(OrderStatus.VERIFY, OrderStatus.VISIT, OrderStatus.CLOSED);

  private final Site site;
  private final Merging merging;
  private final Clocks clocks;

  public Reception(Site site) {
    this.site = site;
    this.merging = new Merging(site);
    this.clocks = new Clocks(site);
  }

  /**
   * A report and how it is to be taken.
   *
   * @param at when the call came; promises count from then
   * @param trapped whether people are in a lift: an order of P1, of its own
   */
  public record Told(HandReport report, Instant at, boolean trapped, Wish wish) {}

  /** How somebody wants a report to be taken. */
  public sealed interface Wish {
    /** Under the open order of the same fault, where there is one. */
    record AsUsual() implements Wish {}

    /** As usual, but under any open order of the equipment: the caller knows no trades. */
    record WhateverTrade() implements Wish {}

    /** As an order of its own, whatever is open. */
    record Separate() implements Wish {}

    /** Under this order. */
    record Under(String order) implements Wish {}
  }

  /** What became of a report. */
  public sealed interface Received {
    /** A new order. */
    record Opened(OrderDraft draft) implements Received {}

    /** The order that is there already, with one occurrence more. */
    record Joined(OrderStep step) implements Received {}

    /** Nothing, and why. */
    record Refused(OrderRefusal reason) implements Received {}
  }

  /**
   * Takes a report.
   *
   * @param known the open orders of its equipment, the newest first, and after them those that were
   *     closed within {@link AlarmOrders#REOPENED_WITHIN}, the last one first
   */
  public Received take(Told told, String actor, List<WorkOrder> known, Instant now) {
    if (told.at.isAfter(now.plus(AHEAD)) || told.at.isBefore(now.minus(REPORTED_WITHIN))) {
      return refused(
          "reported_at",
          "报修时间须在最近 7 天内，且不晚于现在",
          "the time of the call is within the last 7 days, and not ahead of now");
    }
    List<WorkOrder> open = known.stream().filter(order -> order.status().open()).toList();
    WorkOrder own = own(told, now);
    return switch (told.wish) {
      case Wish.Separate _ -> opened(own, Optional.empty(), actor);
      case Wish.AsUsual _ -> asUsual(own, told, actor, known, now);
      case Wish.WhateverTrade _ ->
          ofEquipment(own, told, open)
              .<Received>map(order -> new Received.Joined(joined(order, told, actor, now)))
              .orElseGet(() -> asUsual(own, told, actor, known, now));
      case Wish.Under(String number) -> under(number, own, told, actor, open, now);
    };
  }

  private WorkOrder own(Told told, Instant now) {
    HandReport report = told.report;
    Instant at = told.at.isAfter(now) ? now : told.at;
    if (!told.trapped) {
      return report.order(site, at, now).build();
    }
    HandReport rescue =
        new HandReport(
            report.equipment(),
            report.location(),
            report.content(),
            Urgency.URGENT,
            Severity.SERIOUS,
            report.trade().equals(HandReport.NO_TRADE) ? LIFTS : report.trade(),
            report.report());
    return rescue.order(site, at, now).priority(Optional.of(Priority.P1)).build();
  }

  private static Received refused(String field, String zh, String en) {
    return new Received.Refused(new OrderRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  private static Received opened(WorkOrder own, Optional<String> fault, String actor) {
    return new Received.Opened(
        OrderDraft.of(OrderBuilder.of(own).fault(fault).build(), actor, Optional.empty()));
  }

  private Received asUsual(
      WorkOrder own, Told told, String actor, List<WorkOrder> known, Instant now) {
    if (own.concern().isPresent()) {
      return known.stream()
          .filter(order -> order.status().open() && order.concern().equals(own.concern()))
          .filter(order -> own.equipment().isPresent() && alike(order, own))
          .findFirst()
          .<Received>map(order -> new Received.Joined(joined(order, told, actor, now)))
          .orElseGet(() -> opened(own, Optional.empty(), actor));
    }
    Optional<String> comparable = ReportedFault.of(own, merging).filter(_ -> !told.trapped);
    if (comparable.isEmpty()) {
      return opened(own, Optional.empty(), actor);
    }
    String fault = comparable.get();
    List<WorkOrder> same =
        known.stream()
            .filter(order -> OF_A_FAULT.contains(order.source()))
            .filter(order -> order.concern().isEmpty())
            .filter(order -> order.equipment().equals(own.equipment()))
            .filter(
                order ->
                    order.trade().equals(own.trade())
                        || order.fault().filter(fault::equals).isPresent())
            .filter(order -> !merging.lifeSafety(order) && repaired(order))
            .toList();
    Set<String> faults =
        known.stream()
            .filter(order -> order.status().open())
            .flatMap(order -> order.fault().stream())
            .collect(Collectors.toSet());
    boolean taken = faults.contains(fault);
    return same.stream()
        .filter(order -> order.status().open())
        .findFirst()
        .or(
            () ->
                same.stream()
                    .filter(order -> order.fault().filter(faults::contains).isEmpty())
                    .filter(order -> didNotHold(order, told.at))
                    .findFirst())
        .<Received>map(order -> new Received.Joined(joined(order, told, actor, now)))
        .orElseGet(() -> opened(own, Optional.of(fault).filter(_ -> !taken), actor));
  }

  /** Said of the same thing, and of the same trade where both name one. */
  private static boolean alike(WorkOrder order, WorkOrder own) {
    return order.equipment().equals(own.equipment())
        && (order.trade().equals(own.trade())
            || order.trade().equals(HandReport.NO_TRADE)
            || own.trade().equals(HandReport.NO_TRADE));
  }

  /** The newest fault of the equipment, whatever its trade. */
  private Optional<WorkOrder> ofEquipment(WorkOrder own, Told told, List<WorkOrder> open) {
    return open.stream()
        .filter(_ -> own.equipment().isPresent() && !told.trapped && !merging.lifeSafety(own))
        .filter(order -> order.status().open() && OF_A_FAULT.contains(order.source()))
        .filter(order -> order.equipment().equals(own.equipment()))
        .filter(order -> order.concern().isEmpty())
        .filter(order -> !merging.lifeSafety(order) && repaired(order))
        .findFirst();
  }

  /** It was closed within days before the call, and a person had the work in hand. */
  private static boolean didNotHold(WorkOrder order, Instant called) {
    return order.status() == OrderStatus.CLOSED
        && !order.doers().isEmpty()
        && order
            .closedAt()
            .filter(closed -> !closed.isAfter(called))
            .filter(closed -> !closed.isBefore(called.minus(AlarmOrders.REOPENED_WITHIN)))
            .isPresent();
  }

  /** Under an order that looks for a cause, or for why an alarm chatters, nothing is repaired. */
  private static boolean repaired(WorkOrder order) {
    return order.fault().filter(FaultMemory::nothingIsRepaired).isEmpty();
  }

  private Received under(
      String number, WorkOrder own, Told told, String actor, List<WorkOrder> open, Instant now) {
    Optional<WorkOrder> into =
        open.stream()
            .filter(order -> order.id().equals(number) && order.status().open())
            .filter(order -> OF_A_FAULT.contains(order.source()) && repaired(order))
            .findFirst();
    if (into.filter(order -> !order.concern().equals(own.concern())).isPresent()) {
      return refused(
          "join",
          number + " 与此不是同一类：投诉、诉求、报修不互相并入",
          number + " is of another kind: complaints, demands and faults are not mixed");
    }
    boolean danger =
        own.concern().isEmpty()
            && (merging.lifeSafety(own) || into.filter(merging::lifeSafety).isPresent());
    if (told.trapped || danger) {
      return new Received.Refused(new OrderRefusal.NeverMerged(number));
    }
    return into.<Received>map(order -> new Received.Joined(joined(order, told, actor, now)))
        .orElseGet(
            () ->
                refused(
                    "join",
                    "该处没有未结的故障工单 " + number,
                    "there is no open order of a fault " + number + " here"));
  }

  /** One occurrence more; no clock begins anew, unless the work was called done. */
  private OrderStep joined(WorkOrder order, Told told, String actor, Instant now) {
    Optional<String> note = Optional.of(told.report.content());
    OrderEdit edit =
        new OrderEdit(order, now).called(told.report.urgency(), told.report.severity());
    WorkOrder called = edit.order();
    if (DONE.contains(order.status())) {
      OrderStatus again =
          order.assignee().isPresent() ? OrderStatus.DISPATCHED : OrderStatus.TRIAGED;
      return edit.status(again)
          .clocks(clocks.reopened(called, clocks.own(order), again, now))
          .step(actor, Optional.empty(), "reopened", note);
    }
    return edit.clocks(clocks.triaged(order, order.clocks(), Clocks.Kind.of(called), now))
        .step(actor, Optional.empty(), "reported_again", note);
  }
}
