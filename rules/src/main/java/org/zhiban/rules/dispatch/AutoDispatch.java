package org.zhiban.rules.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.MachineDispatch;
import org.zhiban.rules.workorder.OrderStep;

/**
 * Gives new orders away as the site says ({@code service.auto_dispatch}). What presses is never
 * given to somebody who is off shift, and life safety never to a contractor alone: there the order
 * waits for a person, and says so.
 */
public final class AutoDispatch {
  private final Site site;
  private final Dispatch dispatch;
  private final MachineDispatch steps;

  public AutoDispatch(Site site) {
    this.site = site;
    this.dispatch = new Dispatch(site);
    this.steps = new MachineDispatch(site);
  }

  /** Whether the machine is to give this order away. */
  public boolean concerns(WorkOrder order) {
    boolean wanted =
        switch (site.service().intake().autoDispatch()) {
          case OFF -> false;
          case ALARMS -> order.source() == OrderSource.ALARM;
          case PLANS -> order.source() == OrderSource.PLAN;
          case ALL -> order.source() != OrderSource.REPORT;
        };
    return wanted
        && order.assignee().isEmpty()
        && (order.status() == OrderStatus.REPORTED || order.status() == OrderStatus.TRIAGED);
  }

  /**
   * What the machine does with a new order that it is to give away.
   *
   * @param open what people have in hand
   */
  public OrderStep after(WorkOrder order, List<OpenWork> open, Instant now) {
    List<Candidate> suited =
        dispatch.rank(order, open, now).stream().filter(Candidate::suited).toList();
    if (!dispatch.tradeSaid(order)) {
      return nobody(
          order,
          "未自动派单：工单未定工种，待定级",
          "not dispatched: the order has no trade, and waits for triage",
          now);
    }
    if (suited.isEmpty()) {
      return nobody(
          order,
          "未自动派单：没有人或单位有 " + order.trade() + " 工种",
          "not dispatched: nobody holds the trade " + order.trade(),
          now);
    }
    boolean lifeSafety = dispatch.lifeSafety(order);
    Optional<Candidate> first =
        suited.stream()
            .filter(one -> (!pressing(order) && !lifeSafety) || one.present())
            .filter(one -> !lifeSafety || !one.contractor())
            .findFirst();
    Optional<Candidate> company = suited.stream().filter(Candidate::contractor).findFirst();
    if (first.isEmpty()) {
      return lifeSafety && company.isPresent()
          ? nobody(
              order,
              "未自动派单：生命安全工单不得只派外包单位，请立即派现场人员，并电话通知" + company.get().name().zh(),
              "not dispatched: life safety is never left to a contractor alone. Send somebody of"
                  + " the house now, and call "
                  + company.get().name().en(),
              now)
          : nobody(
              order,
              "未自动派单：有 " + order.trade() + " 工种的人都不当班，请立即人工派单",
              "not dispatched: nobody who holds the trade "
                  + order.trade()
                  + " is on shift; dispatch it by hand now",
              now);
    }
    LocalizedText why = why(first.get(), company.filter(_ -> lifeSafety));
    return steps.to(order, first.get().id(), why.in(site.language()), now);
  }

  /** Somebody must come now; a visit of the schedule waits for whoever makes it. */
  private static boolean pressing(WorkOrder order) {
    return order.source() != OrderSource.PLAN
        && (order.urgency() == Urgency.URGENT
            || order.priority().filter(it -> it.compareTo(Priority.P2) <= 0).isPresent());
  }

  private OrderStep nobody(WorkOrder order, String zh, String en, Instant now) {
    return steps.toNobody(order, new LocalizedText(zh, en).in(site.language()), now);
  }

  private static LocalizedText why(Candidate first, Optional<Candidate> alsoCall) {
    String zh =
        first.reasons().stream().map(it -> it.words().zh()).collect(Collectors.joining("，"));
    String en =
        first.reasons().stream().map(it -> it.words().en()).collect(Collectors.joining(", "));
    return new LocalizedText(
        "自动派单：" + zh + alsoCall.map(it -> "；并立即电话通知" + it.name().zh()).orElse(""),
        "dispatched by itself: "
            + en
            + alsoCall.map(it -> "; and call " + it.name().en() + " now").orElse(""));
  }
}
