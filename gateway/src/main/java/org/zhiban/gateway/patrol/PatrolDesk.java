package org.zhiban.gateway.patrol;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.workorders.OrderDesk;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Patrol;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.notify.Advice;
import org.zhiban.rules.patrol.PatrolPlanning;
import org.zhiban.rules.patrol.PatrolWords;
import org.zhiban.rules.patrol.Proving;
import org.zhiban.rules.workorder.FindingOrder;

/**
 * Plans walks, takes their proofs, and tells of those that nobody made: each in one transaction.
 */
public final class PatrolDesk {
  private static final Logger log = LoggerFactory.getLogger(PatrolDesk.class);
  private static final String SEEN = "patrols";

  /** A device whose clock is ahead by more than this tells no time. */
  private static final Duration TOLERATED_AHEAD = Duration.ofMinutes(1);

  private final Site site;
  private final Chore chore;
  private final OrderDesk orders;
  private final Advice advice;
  private final Runnable written;
  private final LiveFeed feed;
  private final InstantSource clock;

  /**
   * For a site.
   *
   * @param written runs when messages may have been added
   */
  public PatrolDesk(
      Site site,
      OperationsDesk desk,
      OrderDesk orders,
      Runnable written,
      LiveFeed feed,
      InstantSource clock) {
    this.site = site;
    this.chore = desk.chore("walks of routes");
    this.orders = orders;
    this.advice = new Advice(site);
    this.written = written;
    this.feed = feed;
    this.clock = clock;
  }

  /** Called by the clock, each minute and at start. */
  public void workOff() {
    chore.run(
        this::plan,
        ended -> {
          ended.forEach(walk -> feed.tell(new Happening.WalkStep(walk)));
          written.run();
        });
  }

  private List<Walk> plan(OperationsTransaction tx) {
    Instant now = clock.instant();
    Optional<Instant> seen = tx.cursor(SEEN).map(Instant::ofEpochMilli);
    if (site.patrols().isEmpty() && seen.isEmpty()) {
      return List.of();
    }
    Set<Walk> known = new LinkedHashSet<>(tx.patrols().plannedWalks());
    known.addAll(
        tx.patrols()
            .walks(
                PatrolPlanning.since(site, seen, now),
                now.plus(PatrolPlanning.HORIZON).plus(Duration.ofDays(2))));
    PatrolPlanning.Outcome outcome = PatrolPlanning.plan(site, List.copyOf(known), seen, now);
    if (!outcome.clockSane()) {
      log.error("the clock says {}, which cannot be: walks are not planned until it is right", now);
      return List.of();
    }
    outcome.withdrawn().forEach(tx.patrols()::remove);
    for (Walk walk : outcome.added()) {
      if (!tx.patrols().add(walk)) {
        throw new IllegalStateException("a walk is on record and was not seen: " + walk.id());
      }
    }
    outcome.changed().forEach(tx.patrols()::save);
    PatrolWords.of(site, outcome.ended()).ifPresent(said -> advice.of(said, now).forEach(tx::add));
    tx.cursor(SEEN, now.toEpochMilli());
    return outcome.ended();
  }

  /** An event that was kept; says which walks it proved. */
  public List<Happening> heard(OperationsTransaction tx, StoredEvent event) {
    if (site.patrols().isEmpty()) {
      return List.of();
    }
    Instant at =
        event.time().isAfter(event.received().plus(TOLERATED_AHEAD))
            ? event.received()
            : event.time();
    List<Happening> told = new ArrayList<>();
    for (Proving.Outcome.Proved proved :
        Proving.seen(site, event.point(), event.fields(), around(tx, at), at)) {
      tx.patrols().save(proved.walk());
      told.add(new Happening.WalkStep(proved.walk()));
    }
    return told;
  }

  /** Walks whose time may hold a moment: none begins or ends further than that from its own. */
  private List<Walk> around(OperationsTransaction tx, Instant at) {
    Duration reach =
        site.patrols().stream()
            .map(Patrol::tolerance)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO)
            .multipliedBy(2)
            .plus(Duration.ofHours(1));
    return tx.patrols().walks(at.minus(reach), at.plus(reach));
  }

  /** What a person's word led to. */
  public record Said(Proving.Outcome outcome, Optional<WorkOrder> order) {}

  /** Somebody is at a checkpoint; what he found that needs work is an order of the same moment. */
  public Said said(
      OperationsTransaction tx,
      Walk walk,
      String checkpoint,
      String by,
      Proof.Result result,
      Optional<String> note,
      Urgency urgency) {
    Instant now = clock.instant();
    Proving.Outcome outcome = Proving.said(walk, checkpoint, by, result, note, now);
    if (!(outcome instanceof Proving.Outcome.Proved(Walk with, Proof proof))) {
      return new Said(outcome, Optional.empty());
    }
    if (proof.result() == Proof.Result.OK) {
      tx.patrols().save(with);
      return new Said(outcome, Optional.empty());
    }
    WorkOrder order =
        orders.open(tx, FindingOrder.of(site, with, proof, urgency, now), now).order();
    Proof ordered = proof.ordering(order.id());
    Walk after = with.with(ordered);
    tx.patrols().save(after);
    return new Said(new Proving.Outcome.Proved(after, ordered), Optional.of(order));
  }
}
