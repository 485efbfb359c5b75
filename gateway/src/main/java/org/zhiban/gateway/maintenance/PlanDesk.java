package org.zhiban.gateway.maintenance;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.VisitOrder;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.maintenance.Occurrence;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.maintenance.DayOfWork;
import org.zhiban.rules.maintenance.PlanOutcome;
import org.zhiban.rules.maintenance.PlanRequest;
import org.zhiban.rules.maintenance.PlanRequest.PlanAt;
import org.zhiban.rules.maintenance.Planning;
import org.zhiban.rules.maintenance.VisitOutcome;

/**
 * Works the schedule off: occurrences, their orders and the watermark in one transaction, so that
 * each exists once whatever restarts.
 */
public final class PlanDesk {
  private static final Logger log = LoggerFactory.getLogger(PlanDesk.class);
  private static final int SETTLED_AT_ONCE = 1_000;

  private final Site site;
  private final Occasions occasions;
  private final Chore chore;
  private final OrderDesk orders;
  private final VisitOutcome outcome;
  private final LiveFeed feed;
  private final InstantSource clock;

  public PlanDesk(
      Site site,
      OperationsDesk desk,
      OrderDesk orders,
      LiveFeed feed,
      Readings readings,
      InstantSource clock) {
    this.site = site;
    this.occasions = new Occasions(site, readings);
    this.chore = desk.chore("plans");
    this.orders = orders;
    this.outcome = new VisitOutcome(site);
    this.feed = feed;
    this.clock = clock;
  }

  /** Called by the clock, each minute and at start. */
  public void workOff() {
    chore.run(
        this::plan,
        worked -> {
          worked.made().forEach(order -> feed.tell(new Happening.OrderStep(order)));
          chore.left(worked.failed());
        });
  }

  /** What came of one look at the schedule. */
  private record Worked(List<WorkOrder> made, Map<String, RuntimeException> failed) {}

  private Worked plan(OperationsTransaction tx) {
    Instant now = clock.instant();
    owe(tx, now);
    settle(tx);
    return switch (Planning.plan(request(tx, now))) {
      case PlanOutcome.Refused(var reason) -> {
        log.error("{}", reason.words().in(site.language()));
        yield new Worked(List.of(), Map.of());
      }
      case PlanOutcome.Planned planned -> new Worked(write(tx, planned, now), failed(planned));
    };
  }

  private static Map<String, RuntimeException> failed(PlanOutcome.Planned planned) {
    Map<String, RuntimeException> failed = new HashMap<>();
    for (PlanOutcome.Failure one : planned.failures()) {
      failed.put(one.at().plan() + " at " + one.at().equipment(), one.cause());
    }
    return failed;
  }

  private PlanRequest request(OperationsTransaction tx, Instant now) {
    Optional<Instant> watermark = tx.schedule().planWatermark();
    List<Occurrence> existing = new ArrayList<>(tx.schedule().openVisits());
    Instant from = watermark.filter(now::isAfter).orElse(now);
    LocalDate since = LocalDate.ofInstant(from, site.zone());
    LocalDate until = LocalDate.ofInstant(now, site.zone()).plus(PlanRequest.HORIZON);
    existing.addAll(tx.schedule().endedVisits(since, until));
    Set<PlanAt> newest = new HashSet<>();
    existing.stream()
        .filter(visit -> !visit.nominal().isBefore(since))
        .forEach(visit -> newest.add(new PlanAt(visit.plan(), visit.equipment())));
    List<PlanAt> plans = PlanAt.all(site);
    Map<PlanAt, Occurrence> done = tx.schedule().lastDone(plans);
    tx.schedule().newestVisits(plans.stream().filter(at -> !newest.contains(at)).toList()).stream()
        .filter(visit -> visit.state() != Occurrence.State.DUE)
        .forEach(existing::add);
    Map<String, Instant> completed = new HashMap<>();
    List<String> uncompleted = new ArrayList<>();
    for (VisitOrder order : tx.schedule().ordersOfOpenVisits()) {
      if (order.completed()) {
        completed.put(order.id(), order.completedAt().orElseThrow());
      } else if (order.uncompleted()) {
        uncompleted.add(order.id());
      }
    }
    return new PlanRequest(
        site,
        List.copyOf(existing),
        done,
        completed,
        uncompleted,
        occasions.of(tx, done, watermark, now),
        tx.schedule().skippedVisits(),
        watermark,
        now,
        PlanRequest.HORIZON);
  }

  /** The next visit counts from the work: its time is looked up in the order's history. */
  private static void settle(OperationsTransaction tx) {
    List<Occurrence> unsettled;
    do {
      unsettled = tx.schedule().unsettledVisits(SETTLED_AT_ONCE);
      for (Occurrence visit : unsettled) {
        List<OrderChange> history = visit.workOrder().map(tx::orderHistory).orElse(List.of());
        tx.schedule().update(visit.doneAt(DayOfWork.of(visit, history)));
      }
    } while (unsettled.size() == SETTLED_AT_ONCE);
  }

  /** A visit whose order ended without it is owed, also where an earlier version left it so. */
  private void owe(OperationsTransaction tx, Instant now) {
    for (VisitOrder order : tx.schedule().ordersOfOpenVisits()) {
      if (!order.status().open()) {
        tx.schedule()
            .occurrenceOfOrder(order.id())
            .flatMap(visit -> outcome.after(visit, order.status(), now))
            .ifPresent(tx.schedule()::update);
      }
    }
  }

  private List<WorkOrder> write(
      OperationsTransaction tx, PlanOutcome.Planned planned, Instant now) {
    planned.withdrawn().forEach(tx.schedule()::remove);
    planned.notes().forEach(tx.schedule()::add);
    Set<Occurrence> refused = new HashSet<>();
    for (Occurrence visit : planned.added()) {
      if (!tx.schedule().addOccurrence(visit)) {
        log.error(
            "{}: a visit of that date is on record and was not seen; no order is made", visit);
        refused.add(visit);
      }
    }
    planned.changed().forEach(tx.schedule()::update);
    List<WorkOrder> made = new ArrayList<>();
    for (PlanOutcome.DueOrder due : planned.orders()) {
      if (refused.contains(due.occurrence())) {
        continue;
      }
      WorkOrder order = orders.given(tx, orders.open(tx, due.draft(), now).order(), now);
      tx.schedule().update(due.occurrence().by(Optional.of(order.id())));
      made.add(order);
    }
    tx.schedule().planWatermark(planned.watermark());
    return made;
  }
}
