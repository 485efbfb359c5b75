package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/**
 * An order that turns out to be the same fault as another open one is put under it: it ends, and
 * the other takes its alarms, its occurrences and everybody who had a hand in it. Nothing of life
 * safety is ever put under another order.
 */
public final class Merging {
  private final Site site;
  private final Enders enders;
  private final Clocks clocks;

  public Merging(Site site) {
    this.site = site;
    this.enders = new Enders(site);
    this.clocks = new Clocks(site);
  }

  /** Those of the open orders under which the order may be put. */
  public List<WorkOrder> among(List<WorkOrder> open, WorkOrder order) {
    return open.stream().filter(into -> refusal(order, into).isEmpty()).toList();
  }

  /** Whether the order, or what it reports, concerns life safety. */
  public boolean lifeSafety(WorkOrder order) {
    boolean equipment =
        order.equipment().map(site.equipment()::get).filter(Equipment::lifeSafety).isPresent();
    boolean urgentOfLiftsOrFire =
        order.urgency() == Urgency.URGENT
            && enders.duty(order).filter(duty -> duty != Duty.ENGINEERING).isPresent();
    return equipment || urgentOfLiftsOrFire || rule(order).filter(RuleSpec::lifeSafety).isPresent();
  }

  private Optional<RuleSpec> rule(WorkOrder order) {
    return order
        .fault()
        .flatMap(
            fault ->
                site.activeRules().stream().filter(rule -> Clocks.of(fault, rule)).findFirst());
  }

  private Optional<OrderRefusal> refusal(WorkOrder order, WorkOrder into) {
    if (lifeSafety(order) || lifeSafety(into)) {
      return Optional.of(new OrderRefusal.NeverMerged(order.id()));
    }
    if (into.id().equals(order.id())) {
      return wrong("不能并入自身", "An order is not merged into itself");
    }
    if (!into.concern().equals(order.concern())) {
      return wrong(
          into.id() + " 与本单不是同一类：投诉、诉求、报修不互相并入",
          into.id() + " is of another kind: complaints, demands and faults are not mixed");
    }
    if (into.source() == OrderSource.PLAN) {
      return wrong(into.id() + " 是计划保养", into.id() + " is a visit of the schedule");
    }
    if (!into.status().open()
        || into.status() == OrderStatus.VERIFY
        || into.status() == OrderStatus.VISIT) {
      return wrong(
          into.id() + " 已完工，请先重新打开",
          into.id() + " is not worked on; reopen it if the fault is not repaired");
    }
    if (order.equipment().isPresent() && !order.equipment().equals(into.equipment())) {
      return wrong(into.id() + " 不是同一设备的工单", into.id() + " is not of the same equipment");
    }
    return Optional.empty();
  }

  private static Optional<OrderRefusal> wrong(String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField("into", new LocalizedText(zh, en)));
  }

  /** Puts the order under the one of that number, or says why not. */
  OrderOutcome ask(
      WorkOrder order,
      String number,
      Actor actor,
      Optional<String> note,
      OtherOrders others,
      Instant now) {
    Optional<WorkOrder> into = others.order(number);
    Optional<OrderRefusal> refusal =
        into.isEmpty()
            ? wrong("没有工单 " + number, "There is no work order " + number)
            : refusal(order, into.get());
    return refusal.isPresent()
        ? new OrderOutcome.Refused(refusal.get())
        : merged(order, into.orElseThrow(), actor, note, now);
  }

  private OrderOutcome merged(
      WorkOrder order, WorkOrder into, Actor actor, Optional<String> note, Instant now) {
    return new OrderOutcome.Merged(
        new OrderEdit(order, now)
            .status(OrderStatus.MERGED)
            .mergedInto(into.id())
            .clocks(clocks.after(OrderAction.MERGE, order, OrderStatus.MERGED, now))
            .step(actor.user(), Optional.empty(), OrderAction.MERGE.word(), note),
        new OrderEdit(into, now)
            .takeOver(order)
            .step(actor.user(), Optional.empty(), "merged_in", Optional.of(order.id())));
  }
}
