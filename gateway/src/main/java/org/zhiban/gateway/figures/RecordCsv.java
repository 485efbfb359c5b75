package org.zhiban.gateway.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Evidence;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.figures.Records;

/**
 * What figures are made of, row by row: a spreadsheet over these tables makes every figure again.
 * Notes and telephone numbers are in none of them.
 */
public enum RecordCsv {
  ORDERS(
      "number",
      "source",
      "status",
      "urgency",
      "severity",
      "equipment",
      "trade",
      "assignee",
      "plan",
      "fault",
      "opened_at",
      "fault_at",
      "closed_at",
      "merged_into",
      "alarms",
      "title",
      "concern") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Records.OfOrder row : records.orders()) {
        WorkOrder order = row.order();
        csv.row(
            order.id(),
            order.source(),
            order.status(),
            order.urgency(),
            order.severity(),
            order.equipment(),
            order.trade(),
            order.assignee(),
            order.plan(),
            order.fault(),
            order.openedAt(),
            order.evidence().map(Evidence::faultAt).orElse(order.openedAt()),
            order.closedAt(),
            order.mergedInto(),
            String.join(" ", order.alarms()),
            order.title().in(site.language()),
            order.concern());
      }
    }
  },
  STEPS("work_order", "number", "at", "actor", "action", "from", "to") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Records.OfOrder row : records.orders()) {
        int number = 0;
        for (OrderChange change : row.history()) {
          csv.row(
              change.workOrder(),
              ++number,
              change.time(),
              change.actor(),
              change.action(),
              change.from(),
              change.to());
        }
      }
    }
  },
  CLOCKS("work_order", "name", "cycle", "started_at", "due_at", "elapsed_s", "state") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Records.OfOrder row : records.orders()) {
        for (Clock clock : row.order().clocks()) {
          csv.row(
              row.order().id(),
              clock.name(),
              clock.cycle(),
              clock.startedAt(),
              clock.dueAt(),
              clock.elapsed().toSeconds(),
              clock.state());
        }
      }
    }
  },
  VISIT_DRAWS("work_order", "level", "at", "seed", "lot", "share", "drawn") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Records.OfOrder row : records.orders()) {
        for (VisitDraw draw : row.visits().draws()) {
          csv.row(
              row.order().id(),
              draw.level(),
              draw.at(),
              draw.seed(),
              draw.lot(),
              draw.share(),
              draw.drawn());
        }
      }
    }
  },
  VISIT_ANSWERS("work_order", "number", "level", "at", "by", "result", "satisfaction") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Records.OfOrder row : records.orders()) {
        for (VisitAnswer answer : row.visits().answers()) {
          csv.row(
              row.order().id(),
              answer.number(),
              answer.level(),
              answer.at(),
              answer.by(),
              answer.result(),
              answer.score());
        }
      }
    }
  },
  VISITS(
      "plan",
      "equipment",
      "nominal",
      "level",
      "statutory",
      "start_at",
      "due_at",
      "done_at",
      "state",
      "work_order",
      "absorbed_by") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Occurrence visit : records.visits()) {
        csv.row(
            visit.plan(),
            visit.equipment(),
            visit.nominal(),
            visit.level(),
            Optional.ofNullable(site.plans().get(visit.plan())).map(PlanSpec::statutory),
            visit.startAt(),
            visit.dueAt(),
            visit.doneAt(),
            visit.state(),
            visit.workOrder(),
            visit.absorbedBy());
      }
    }
  },
  ALARMS("id", "equipment", "rule", "raised_at", "acknowledged_at", "suppressed") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Records.OfAlarm alarm : records.alarms()) {
        csv.row(
            alarm.id(),
            alarm.equipment(),
            alarm.rule(),
            alarm.raisedAt(),
            alarm.acknowledgedAt(),
            alarm.suppressed());
      }
    }
  },
  EQUIPMENT("id", "name", "class", "area", "out_of_service") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Equipment one : site.equipment().values()) {
        csv.row(
            one.id(),
            one.name().in(site.language()),
            one.equipmentClass(),
            one.area(),
            one.outOfService());
      }
    }
  },
  POINTS("plan", "equipment", "level", "statutory", "contractor", "trade") {
    @Override
    void fill(Csv csv, Site site, Records records) {
      for (Equipment one : site.equipment().values()) {
        for (String id : one.maintenance()) {
          Optional.ofNullable(site.plans().get(id))
              .ifPresent(
                  plan ->
                      csv.row(
                          id,
                          one.id(),
                          plan.level(),
                          plan.statutory(),
                          plan.contractor(),
                          plan.trade()));
        }
      }
    }
  };

  /** Names of columns, a comma between them. */
  private final String head;

  RecordCsv(String... head) {
    this.head = String.join(",", head);
  }

  abstract void fill(Csv csv, Site site, Records records);

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By its word. */
  public static Optional<RecordCsv> named(String word) {
    return Arrays.stream(values()).filter(table -> table.word().equals(word)).findFirst();
  }

  /** The table of these records, with times in the site's zone. */
  public String of(Site site, Records records) {
    Csv csv = new Csv(site.zone(), List.of(head.split(",")));
    fill(csv, site, records);
    return csv.table();
  }
}
