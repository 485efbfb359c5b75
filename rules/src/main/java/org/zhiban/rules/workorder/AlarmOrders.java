package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.OrderDecision.Reason;

/**
 * Decides what an alarm means for work orders: one fault, one order, and no new victim under an old
 * one.
 */
public final class AlarmOrders {
  /** How long after its closing an order is opened again by the same fault. */
  public static final Duration REOPENED_WITHIN = Duration.ofDays(7);

  private static final String CHATTERING = "/chattering";

  /** The work is said to be done. */
  private static final Set<OrderStatus> DONE = Set.of(OrderStatus.VERIFY, OrderStatus.VISIT);

  /** How long an alarm must stand before an order is made, where the rule does not say. */
  private static final Map<Priority, Duration> HOLD_OFF =
      Map.of(
          Priority.P1, Duration.ZERO,
          Priority.P2, Duration.ofMinutes(1),
          Priority.P3, Duration.ofMinutes(5),
          Priority.P4, Duration.ofDays(1));

  private final AlarmOrderDrafts drafts;
  private final SelfClearing clearing;
  private final Clocks clocks;

  public AlarmOrders(Site site) {
    this.drafts = new AlarmOrderDrafts(site);
    this.clearing = new SelfClearing(site);
    this.clocks = new Clocks(site);
  }

  /** The points whose values an alarm was raised on, as far as the site has them. */
  public static List<PointRef> points(Site site, Alarm alarm) {
    return AlarmOrderDrafts.points(site, alarm);
  }

  /** What makes two faults the same; the store holds at most one open order of each. */
  public static String fault(Alarm alarm, RuleSpec rule) {
    String family = alarm.equipment() + "/" + alarm.rule();
    return merge(rule) == OrderSpec.Merge.NEVER ? family + "/" + alarm.id() : family;
  }

  /** The same of a step: that an alarm chatters is a fault of its own. */
  public static String fault(AlarmChange change, RuleSpec rule) {
    Alarm alarm = change.alarm();
    return chatters(change) ? chattering(alarm) : fault(alarm, rule);
  }

  static String chattering(Alarm alarm) {
    return chattering(alarm.equipment() + "/" + alarm.rule());
  }

  /** The fault that an alarm of a family chatters. */
  static String chattering(String family) {
    return family + CHATTERING;
  }

  /** Whether a fault is that an alarm chatters. */
  static boolean chatters(String fault) {
    return fault.endsWith(CHATTERING);
  }

  private static boolean chatters(AlarmChange change) {
    return change.kind() == AlarmChange.Kind.SHELVED
        && change.alarm().suppression() instanceof Suppression.Shelved shelved
        && shelved.byMachine();
  }

  private static OrderSpec.Merge merge(RuleSpec rule) {
    return rule.order().map(OrderSpec::merge).orElse(OrderSpec.Merge.ORDER);
  }

  /** What a step of an alarm means. */
  public OrderDecision decide(AlarmChange change, RuleSpec rule, FaultRecord known, Instant now) {
    Alarm alarm = change.alarm();
    if (chatters(change)) {
      return known.order().filter(order -> order.status().open()).isPresent()
          ? new OrderDecision.Nothing(Reason.ALREADY_ATTACHED)
          : new OrderDecision.Open(drafts.chattering(alarm, rule, now));
    }
    if (rule.order().isEmpty() || alarm.priority() == Priority.JOURNAL) {
      return new OrderDecision.Nothing(Reason.RULE_ORDERS_NONE);
    }
    return switch (change.kind()) {
      case RAISED, REPEATED, ESCALATED, UNSHELVED, UNSUPPRESSED ->
          inAlarm(change, rule, rule.order().get(), known, now);
      case CLEARED, RESET -> cleared(change, rule, rule.order().get(), known, now);
      case SHELVED, SUPPRESSED ->
          known.waiting()
              ? new OrderDecision.Drop(alarm.id(), Reason.SUPPRESSED)
              : new OrderDecision.Nothing(Reason.STEP_CONCERNS_NO_ORDER);
      case ACKNOWLEDGED, REALARMED, QUALITY ->
          new OrderDecision.Nothing(Reason.STEP_CONCERNS_NO_ORDER);
    };
  }

  private OrderDecision inAlarm(
      AlarmChange change, RuleSpec rule, OrderSpec spec, FaultRecord known, Instant now) {
    Alarm alarm = change.alarm();
    if (!alarm.active()) {
      return new OrderDecision.Nothing(Reason.STEP_CONCERNS_NO_ORDER);
    }
    if (!(alarm.suppression() instanceof Suppression.None)) {
      return new OrderDecision.Nothing(Reason.SUPPRESSED);
    }
    Optional<WorkOrder> open = known.order().filter(order -> order.status().open());
    if (open.isPresent()) {
      boolean sameHappening =
          open.get().alarms().contains(alarm.id())
              && change.kind() != AlarmChange.Kind.REPEATED
              && !(announcedAnew(change) && DONE.contains(open.get().status()));
      return sameHappening
          ? pressing(open.get(), alarm, now)
          : new OrderDecision.Attach(attached(open.get(), alarm, spec, known, now));
    }
    if (spec.after()
        .filter(after -> known.earlier() + alarm.occurrences() < after.times())
        .isPresent()) {
      return new OrderDecision.Nothing(Reason.TOO_FEW_OCCURRENCES);
    }
    Duration holdOff =
        spec.holdOff().orElse(HOLD_OFF.getOrDefault(alarm.priority(), Duration.ZERO));
    Instant due = (known.waiting() ? alarm.raisedAt() : now).plus(holdOff);
    return due.isAfter(now)
        ? new OrderDecision.Wait(new PendingOrder(alarm.id(), due))
        : made(alarm, rule, spec, known, now);
  }

  /** It was kept quiet, and holds now that it is not: the work that was called done is not. */
  private static boolean announcedAnew(AlarmChange change) {
    return change.kind() == AlarmChange.Kind.UNSUPPRESSED
        || change.kind() == AlarmChange.Kind.UNSHELVED;
  }

  /** An alarm of the order that has become worse makes the order press more. */
  private static OrderDecision pressing(WorkOrder order, Alarm alarm, Instant now) {
    boolean more =
        order.priority().filter(known -> alarm.priority().compareTo(known) < 0).isPresent();
    return more
        ? new OrderDecision.Attach(
            new OrderEdit(order, now)
                .pressing(alarm.priority())
                .step(
                    OrderDraft.MACHINE,
                    Optional.empty(),
                    "escalated",
                    Optional.of(alarm.id() + " " + alarm.priority().word())))
        : new OrderDecision.Nothing(Reason.ALREADY_ATTACHED);
  }

  /** An alarm went away before its order was made, or before anybody took its order on. */
  private OrderDecision cleared(
      AlarmChange change, RuleSpec rule, OrderSpec spec, FaultRecord known, Instant now) {
    Alarm alarm = change.alarm();
    if (known.waiting()) {
      if (clearing.enough(alarm, rule, known)) {
        return new OrderDecision.Drop(alarm.id(), Reason.SELF_CLEARED);
      }
      boolean thirdTime = known.itself().times() >= SelfClearing.UNSEEN && !alarm.active();
      return thirdTime
          ? made(alarm, rule, spec, known, now)
          : new OrderDecision.Nothing(Reason.STEP_CONCERNS_NO_ORDER);
    }
    return change.kind() == AlarmChange.Kind.CLEARED
        ? clearing
            .step(alarm, rule, known, now)
            .<OrderDecision>map(OrderDecision.ClearedItself::new)
            .orElseGet(() -> new OrderDecision.Nothing(Reason.STEP_CONCERNS_NO_ORDER))
        : new OrderDecision.Nothing(Reason.STEP_CONCERNS_NO_ORDER);
  }

  /** What becomes of an alarm whose hold-off is over. */
  public OrderDecision due(Alarm alarm, RuleSpec rule, FaultRecord known, Instant now) {
    if (rule.order().isEmpty()) {
      return new OrderDecision.Drop(alarm.id(), Reason.RULE_ORDERS_NONE);
    }
    if (!(alarm.suppression() instanceof Suppression.None)) {
      return new OrderDecision.Drop(alarm.id(), Reason.SUPPRESSED);
    }
    if (clearing.enough(alarm, rule, known)) {
      return new OrderDecision.Drop(alarm.id(), Reason.SELF_CLEARED);
    }
    return made(alarm, rule, rule.order().get(), known, now);
  }

  private OrderDecision made(
      Alarm alarm, RuleSpec rule, OrderSpec spec, FaultRecord known, Instant now) {
    Optional<WorkOrder> earlier =
        known.order().filter(order -> order.status().open() || reopens(order, spec, alarm));
    if (earlier.isEmpty()) {
      return new OrderDecision.Open(drafts.of(alarm, rule, spec, now));
    }
    return earlier.get().alarms().contains(alarm.id()) && earlier.get().status().open()
        ? new OrderDecision.Drop(alarm.id(), Reason.ALREADY_ATTACHED)
        : new OrderDecision.Attach(attached(earlier.get(), alarm, spec, known, now));
  }

  /**
   * A repaired fault that comes back within days was not repaired; an incident or a victim is never
   * put under a closed order.
   */
  private static boolean reopens(WorkOrder order, OrderSpec spec, Alarm alarm) {
    return order.status() == OrderStatus.CLOSED
        && spec.merge() == OrderSpec.Merge.ORDER
        && !alarm.lifeSafety();
  }

  /**
   * The order with one occurrence more; one that waited for its proof, or was closed, is opened
   * again. Where nobody had repaired it, it was no repair that failed.
   */
  private OrderStep attached(
      WorkOrder order, Alarm alarm, OrderSpec spec, FaultRecord known, Instant now) {
    OrderStatus again = order.assignee().isPresent() ? OrderStatus.DISPATCHED : OrderStatus.TRIAGED;
    OrderEdit edit = new OrderEdit(order, now).occurrence(alarm);
    return switch (order.status()) {
      case VERIFY, VISIT, CLOSED ->
          edit.status(again)
              .clocks(clocks.reopened(order, spec.clocks(), again, now))
              .step(
                  OrderDraft.MACHINE,
                  Optional.empty(),
                  known.itself().closed() ? "came_back" : "reopened",
                  Optional.of(alarm.id()));
      case REPORTED,
          TRIAGED,
          WAIT_APPROVAL,
          DISPATCHED,
          ACCEPTED,
          ON_SITE,
          IN_PROGRESS,
          ON_HOLD,
          CANCELLED,
          REJECTED,
          MERGED ->
          edit.step(OrderDraft.MACHINE, Optional.empty(), "attached", Optional.of(alarm.id()));
    };
  }

  /** The order after somebody moved it, for a rehearsal that follows what people did. */
  public static WorkOrder moved(WorkOrder order, OrderStatus to, Instant at) {
    return new OrderEdit(order, at).status(to).order();
  }
}
