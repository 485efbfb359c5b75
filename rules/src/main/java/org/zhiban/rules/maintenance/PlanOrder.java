package org.zhiban.rules.maintenance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;
import org.zhiban.rules.workorder.OrderDraft;

/** The order that does a visit of the schedule. */
final class PlanOrder {
  private PlanOrder() {}

  static OrderDraft of(
      Site site, PlanSpec plan, Equipment equipment, Occurrence visit, Instant now) {
    Optional<String> who = Visits.assignee(site, plan, equipment);
    WorkOrder order =
        new OrderBuilder(OrderDraft.NO_NUMBER, OrderSource.PLAN, now)
            .status(who.isPresent() ? OrderStatus.DISPATCHED : OrderStatus.TRIAGED)
            .equipment(Optional.of(equipment.id()))
            .location(equipment.location())
            .title(Visits.title(equipment, plan.level()))
            .trade(plan.trade())
            .assignee(who)
            .asked(who.stream().toList())
            .plan(Optional.of(plan.id()))
            .clocks(List.of(Clock.started("resolve", 1, now, visit.dueAt())))
            .checklist(checklist(site, plan))
            .build();
    return OrderDraft.of(order, OrderDraft.MACHINE, Optional.of(plan.id() + " " + visit.nominal()));
  }

  private static List<ChecklistEntry> checklist(Site site, PlanSpec plan) {
    return plan
        .checklist()
        .map(id -> site.checklists().get(id))
        .map(Checklist::items)
        .orElse(List.of())
        .stream()
        .map(item -> ChecklistEntry.open(item.text(), item.reading(), item.photo()))
        .toList();
  }
}
