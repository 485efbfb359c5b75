package org.zhiban.rules.maintenance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.maintenance.Level;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;
import org.zhiban.rules.workorder.OrderDraft;

/** The order that does a visit of the schedule. */
final class PlanOrder {
  private PlanOrder() {}

  static OrderDraft of(
      Site site, PlanSpec plan, Equipment equipment, Occurrence visit, Instant now) {
    Optional<String> who = assignee(site, plan, equipment);
    WorkOrder order =
        new WorkOrder(
            "WX-00000000-000",
            OrderSource.PLAN,
            who.isPresent() ? OrderStatus.DISPATCHED : OrderStatus.TRIAGED,
            Urgency.NORMAL,
            Severity.MINOR,
            false,
            Optional.of(equipment.id()),
            equipment.location(),
            new LocalizedText(
                equipment.name().zh() + "：" + words(plan.level()).zh(),
                equipment.name().en() + ": " + words(plan.level()).en()),
            plan.trade(),
            who,
            Optional.empty(),
            List.of(),
            Optional.of(plan.id()),
            1,
            List.of(
                new Clock(
                    "resolve",
                    now,
                    visit.dueAt(),
                    Duration.ZERO,
                    Optional.of(now),
                    Clock.State.RUNNING)),
            Optional.empty(),
            checklist(site, plan),
            Map.of(),
            Optional.empty(),
            now,
            now,
            Optional.empty(),
            1);
    return OrderDraft.of(order, OrderDraft.MACHINE, Optional.of(plan.id() + " " + visit.nominal()));
  }

  /**
   * The contractor of the plan, or the person responsible for the equipment where he has the trade.
   */
  private static Optional<String> assignee(Site site, PlanSpec plan, Equipment equipment) {
    return plan.contractor()
        .or(
            () ->
                equipment
                    .owner()
                    .filter(
                        owner ->
                            Optional.ofNullable(site.staff().get(owner))
                                .filter(member -> member.trades().contains(plan.trade()))
                                .isPresent()));
  }

  private static List<ChecklistEntry> checklist(Site site, PlanSpec plan) {
    return plan
        .checklist()
        .map(id -> site.checklists().get(id))
        .map(Checklist::items)
        .orElse(List.of())
        .stream()
        .map(
            item ->
                new ChecklistEntry(
                    item.text(), item.reading(), item.photo(), Optional.empty(), Optional.empty()))
        .toList();
  }

  private static LocalizedText words(Level level) {
    return switch (level) {
      case DAILY -> new LocalizedText("日检", "daily check");
      case WEEKLY -> new LocalizedText("周检", "weekly check");
      case HALF_MONTHLY -> new LocalizedText("半月保养", "half-monthly maintenance");
      case MONTHLY -> new LocalizedText("月检", "monthly check");
      case QUARTERLY -> new LocalizedText("季度保养", "quarterly maintenance");
      case HALF_YEARLY -> new LocalizedText("半年保养", "half-yearly maintenance");
      case YEARLY -> new LocalizedText("年度保养", "yearly maintenance");
      case OVERHAUL -> new LocalizedText("大修", "overhaul");
      case CONTRACTOR -> new LocalizedText("分包维保", "contractor's maintenance");
      case EVENT -> new LocalizedText("事后检查", "check after an event");
    };
  }
}
