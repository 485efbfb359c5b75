package org.zhiban.gateway.maintenance;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.maintenance.PlanOutcome;
import org.zhiban.rules.maintenance.PlanRequest;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;
import org.zhiban.rules.maintenance.Planning;

/**
 * Works the schedule off: occurrences, their orders and the watermark in one transaction, so that
 * each exists once whatever restarts.
 */
public final class PlanDesk {
  private static final Logger log = LoggerFactory.getLogger(PlanDesk.class);
  private static final int RECORD_DAYS = 400;

  /** An overhaul lies ten years ahead. */
  private static final int AHEAD_YEARS = 30;

  private final Site site;
  private final OperationsDesk.Chore chore;
  private final OrderDesk orders;
  private final LiveFeed feed;
  private final InstantSource clock;

  public PlanDesk(
      Site site, OperationsDesk desk, OrderDesk orders, LiveFeed feed, InstantSource clock) {
    this.site = site;
    this.chore = desk.chore();
    this.orders = orders;
    this.feed = feed;
    this.clock = clock;
  }

  /** Called by the clock, each minute and at start. */
  public void workOff() {
    chore.run(this::plan, made -> made.forEach(order -> feed.tell(new Happening.OrderStep(order))));
  }

  private List<WorkOrder> plan(OperationsTransaction tx) {
    Instant now = clock.instant();
    return switch (Planning.plan(request(tx, now))) {
      case PlanOutcome.Refused(var reason) -> {
        log.error("{}", reason.words().in(site.language()));
        yield List.of();
      }
      case PlanOutcome.Planned planned -> write(tx, planned, now);
    };
  }

  private PlanRequest request(OperationsTransaction tx, Instant now) {
    Optional<Instant> watermark = tx.planWatermark();
    LocalDate since =
        LocalDate.ofInstant(watermark.orElse(now), site.zone()).minusDays(RECORD_DAYS);
    LocalDate until = LocalDate.ofInstant(now, site.zone()).plusYears(AHEAD_YEARS);
    Map<PlanAt, LocalDate> lastDone = new HashMap<>();
    for (Equipment equipment : site.equipment().values()) {
      for (String plan : equipment.maintenance()) {
        tx.lastDone(plan, equipment.id())
            .ifPresent(day -> lastDone.put(new PlanAt(plan, equipment.id()), day));
      }
    }
    return new PlanRequest(
        site, tx.occurrences(since, until), lastDone, watermark, now, PlanRequest.HORIZON);
  }

  private List<WorkOrder> write(
      OperationsTransaction tx, PlanOutcome.Planned planned, Instant now) {
    planned.added().forEach(tx::addOccurrence);
    planned.changed().forEach(tx::update);
    List<WorkOrder> made = new ArrayList<>();
    for (PlanOutcome.DueOrder due : planned.orders()) {
      WorkOrder order = orders.open(tx, due.draft(), now).order();
      tx.update(ordered(due.occurrence(), order.id()));
      made.add(order);
    }
    tx.planWatermark(planned.watermark());
    return made;
  }

  private static Occurrence ordered(Occurrence o, String order) {
    return new Occurrence(
        o.plan(),
        o.equipment(),
        o.nominal(),
        o.level(),
        o.startAt(),
        o.dueAt(),
        o.state(),
        Optional.of(order),
        o.absorbedBy());
  }
}
