package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.Proof;
import org.zhiban.rules.workorder.ProofOfRepair;

/** Gathers the machines' evidence of repairs, and closes the orders that it proves. */
public final class ProofDesk {
  private static final int SAMPLES_A_READ = 10_000;

  private volatile CompiledRules rules;
  private volatile ProofOfRepair judging;
  private final Historian historian;
  private final OperationsStore store;
  private final OperationsDesk desk;
  private final LiveFeed feed;
  private final InstantSource clock;

  public ProofDesk(
      CompiledRules rules,
      Historian historian,
      OperationsStore store,
      OperationsDesk desk,
      LiveFeed feed,
      InstantSource clock) {
    this.rules = rules;
    this.judging = new ProofOfRepair(rules.site());
    this.historian = historian;
    this.store = store;
    this.desk = desk;
    this.feed = feed;
    this.clock = clock;
  }

  /** Other rules judge from now on, over the same equipment. */
  public void follow(CompiledRules next) {
    rules = next;
    judging = new ProofOfRepair(next.site());
  }

  /** What is proved of a repair and what is missing; empty where the rule asks for a person. */
  public Optional<Proof> of(OperationsQueries q, WorkOrder order) {
    Instant now = clock.instant();
    if (order.status() != OrderStatus.VERIFY || order.fault().isEmpty()) {
      return Optional.empty();
    }
    var alarms = order.alarms().stream().flatMap(id -> q.alarm(id).stream()).toList();
    return alarms.stream()
        .findFirst()
        .flatMap(first -> rules.find(first.equipment(), first.rule()))
        .flatMap(
            rule ->
                judging.of(
                    new ProofOfRepair.Case(order, rule, alarms, q.orderHistory(order.id())),
                    (point, from) -> samples(point, from, now),
                    now));
  }

  private List<PointValue> samples(PointRef point, Instant from, Instant now) {
    List<PointValue> samples = new ArrayList<>(historian.lastBefore(point, from));
    Instant next = from.plusMillis(1);
    while (true) {
      List<PointValue> part = historian.raw(point, next, now.plusMillis(1), SAMPLES_A_READ);
      samples.addAll(part);
      if (part.size() < SAMPLES_A_READ) {
        return samples;
      }
      next = Instant.ofEpochMilli(part.getLast().time() + 1);
    }
  }

  /** Closes the orders that are proved. Called by the clock. */
  public void workOff() throws InterruptedException {
    List<WorkOrder> waiting =
        store.query(
            q ->
                q
                    .orders(
                        Set.of(OrderStatus.VERIFY),
                        Optional.empty(),
                        Optional.empty(),
                        new Page.Request(Page.Request.MAX, Optional.empty()))
                    .items()
                    .stream()
                    .filter(order -> order.source() == OrderSource.ALARM)
                    .filter(order -> closes(order, of(q, order)))
                    .toList());
    for (WorkOrder order : waiting) {
      var _ =
          desk.record(tx -> closed(tx, order))
              .thenAccept(
                  step -> step.ifPresent(it -> feed.tell(new Happening.OrderStep(it.order()))));
    }
  }

  private boolean closes(WorkOrder order, Optional<Proof> proof) {
    return proof.flatMap(it -> judging.close(order, it, clock.instant())).isPresent();
  }

  /** Once more within the transaction: somebody may have been quicker. */
  private Optional<OrderStep> closed(OperationsTransaction tx, WorkOrder seen) {
    Optional<WorkOrder> order = tx.order(seen.id()).filter(now -> now.version() == seen.version());
    Optional<OrderStep> step =
        order.flatMap(it -> of(tx, it).flatMap(proof -> judging.close(it, proof, clock.instant())));
    step.ifPresent(it -> tx.record(it.order(), it.change()));
    return step;
  }
}
