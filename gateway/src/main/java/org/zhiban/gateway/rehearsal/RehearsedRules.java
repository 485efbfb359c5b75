package org.zhiban.gateway.rehearsal;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.AlarmOutcome;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.workorder.FaultMemory.Failure;

/** A site's rules at work on the record: the engine and the orders of the live gateway. */
final class RehearsedRules {
  private final CompiledRules rules;
  private final RehearsedOrders orders;
  private final Episodes episodes = new Episodes();
  private final SignsOfLife life;
  private AlarmEngine engine;

  /**
   * The clock of the rehearsal, which never falls: a timer that is over when it begins is due then.
   */
  private long reached = Long.MIN_VALUE;

  RehearsedRules(CompiledRules rules) {
    this.rules = rules;
    this.orders = new RehearsedOrders(rules.site());
    this.life = new SignsOfLife(rules.site(), rules.index());
    this.engine = engine();
  }

  private AlarmEngine engine() {
    return new AlarmEngine(rules, new PointTable(rules.index().size()));
  }

  /**
   * Begins with what was known at this time.
   *
   * @param ordered alarms that had an order
   */
  void begin(
      Collection<Alarm> standing,
      Set<String> ordered,
      List<WorkOrder> before,
      SampleBatch known,
      long now) {
    before.forEach(orders::stands);
    standing.forEach(episodes::stands);
    reached = now;
    life.forget(now);
    take(engine.restore(standing, List.of(), now), now);
    for (Alarm alarm : standing) {
      if (alarm.active() && !ordered.contains(alarm.id())) {
        orders.stands(alarm, now);
      }
    }
    samples(known, now);
  }

  /** Something had to be repaired before the beginning. */
  void failed(String family, Failure failure) {
    orders.failed(family, failure);
  }

  /** A fault went away by itself before the beginning. */
  void clearedItself(String fault, Instant at) {
    orders.clearedItself(fault, at);
  }

  /** The gateway did not run for a while: its successor goes on, and has read nothing yet. */
  void restart(long now) {
    Collection<Alarm> standing = engine.standing();
    var memory = engine.memory();
    engine = engine();
    reached = Math.max(reached, now);
    life.forget(now);
    take(engine.restore(standing, memory, now), now);
  }

  void samples(SampleBatch batch, long now) {
    take(engine.samples(batch, now), now);
    life.take(batch, now);
  }

  void events(List<PointEvent> events, long now) {
    take(engine.events(events, now), now);
  }

  void act(PersonsAct act) {
    Optional<Alarm> same =
        engine.standing().stream()
            .filter(alarm -> alarm.equipment().equals(act.rule().equipment()))
            .filter(alarm -> alarm.rule().equals(act.rule().rule()))
            .filter(alarm -> alarm.key().equals(act.key()))
            .findFirst();
    if (same.isPresent()
        && act.repeat(engine, same.get().id()) instanceof AlarmOutcome.Changed changed) {
      take(changed.changes(), act.at().toEpochMilli());
    }
  }

  void move(String fault, OrderChange step) {
    orders.moved(fault, step.to(), step.time().toEpochMilli());
  }

  /** Lets the time pass up to and including a moment, each timer at its own. */
  void pass(long until) {
    while (true) {
      long due = Math.min(engine.nextDeadline(), Math.min(orders.nextDue(), life.next()));
      if (due > until) {
        return;
      }
      long now = Math.max(due, reached);
      reached = now;
      if (life.next() <= now) {
        take(engine.alive(life.at(now), now, now), now);
      }
      take(engine.advance(now), now);
      orders.due(now);
    }
  }

  private void take(List<AlarmChange> changes, long now) {
    if (!changes.isEmpty()) {
      orders.take(changes, now);
      episodes.take(changes);
    }
  }

  CompiledRules rules() {
    return rules;
  }

  Episodes episodes() {
    return episodes;
  }

  List<OpenedOrder> orders() {
    return orders.opened();
  }
}
