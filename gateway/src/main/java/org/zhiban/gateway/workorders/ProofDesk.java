package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.alarm.Alarm;
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
  private final Chore chore;
  private final LiveFeed feed;
  private final InstantSource clock;
  private final Predicate<String> permitted;
  private volatile Instant lookedSince;

  /**
   * A desk that begins to look now.
   *
   * @param permitted whether a permit covers an equipment
   */
  public ProofDesk(
      CompiledRules rules,
      Historian historian,
      OperationsStore store,
      OperationsDesk desk,
      LiveFeed feed,
      Predicate<String> permitted,
      InstantSource clock) {
    this.permitted = permitted;
    this.lookedSince = clock.instant();
    this.rules = rules;
    this.judging = new ProofOfRepair(rules.site());
    this.historian = historian;
    this.store = store;
    this.chore = desk.chore("proofs of repairs");
    this.feed = feed;
    this.clock = clock;
  }

  /** The clock was set: how long something was normal before, nobody can say by it. */
  public void clockSet() {
    lookedSince = clock.instant();
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
    List<Alarm> own = order.alarms().stream().flatMap(id -> q.alarm(id).stream()).toList();
    return own.stream().findFirst().flatMap(first -> of(q, order, first, own, now));
  }

  private Optional<Proof> of(
      OperationsQueries q, WorkOrder order, Alarm first, List<Alarm> own, Instant now) {
    return rules
        .find(first.equipment(), first.rule())
        .flatMap(
            rule ->
                judging.of(
                    new ProofOfRepair.Case(
                        order,
                        rule,
                        withStanding(q, first, own),
                        rules.points(first.equipment(), first.rule()),
                        lookedSince,
                        rule.unlessPermit() && permitted.test(first.equipment()),
                        q.orderHistory(order.id())),
                    (point, from) -> samples(point, from, now),
                    now));
  }

  /** An alarm of the same rule that is kept quiet is in no order, and the fault is back. */
  private static List<Alarm> withStanding(OperationsQueries q, Alarm first, List<Alarm> own) {
    Map<String, Alarm> alarms = new LinkedHashMap<>();
    own.forEach(alarm -> alarms.put(alarm.id(), alarm));
    q.standingAlarms().stream()
        .filter(alarm -> alarm.equipment().equals(first.equipment()))
        .filter(alarm -> alarm.rule().equals(first.rule()))
        .forEach(alarm -> alarms.put(alarm.id(), alarm));
    return List.copyOf(alarms.values());
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
  public void workOff() {
    List<WorkOrder> waiting =
        store.query(
            q ->
                q.everyOrder(Set.of(OrderStatus.VERIFY)).stream()
                    .filter(order -> order.source() == OrderSource.ALARM)
                    .filter(order -> q.reports().of(order.id()).isEmpty())
                    .filter(order -> closes(order, of(q, order)))
                    .toList());
    if (!waiting.isEmpty()) {
      chore.run(
          tx -> waiting.stream().flatMap(order -> closed(tx, order).stream()).toList(),
          steps -> steps.forEach(it -> feed.tell(new Happening.OrderStep(it.order()))));
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
