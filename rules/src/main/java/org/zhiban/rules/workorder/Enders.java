package org.zhiban.rules.workorder;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Responsible;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Who may end an order. P1 is ended by the engineering manager, a lift's by the lift-safety
 * officer, fire protection's by the fire-safety manager, and no order is verified or asked after by
 * anybody who did the work. An administrator stands in for none of them.
 */
final class Enders {
  private static final Set<OrderAction> ENDING =
      Set.of(OrderAction.VERIFY, OrderAction.REJECT, OrderAction.CANCEL);

  /** Steps that say whether the work was good. */
  private static final Set<OrderAction> JUDGING = Set.of(OrderAction.VERIFY, OrderAction.VISIT);

  private static final Set<String> LIFTS = Set.of("elevator", "escalator");
  private static final Set<String> FIRE =
      Set.of("fire", "fire_panel", "smoke_detector", "fire_pump");

  private final Site site;
  private final Responsible named;

  Enders(Site site) {
    this.site = site;
    this.named = site.service().responsible();
  }

  /** Who answers for the order; empty where any supervisor may end it. */
  Optional<Duty> duty(WorkOrder order) {
    String kind =
        order
            .equipment()
            .map(site.equipment()::get)
            .map(Equipment::equipmentClass)
            .orElse(order.trade());
    if (LIFTS.contains(kind) || LIFTS.contains(order.trade())) {
      return Optional.of(Duty.LIFT_SAFETY);
    }
    if (FIRE.contains(kind) || FIRE.contains(order.trade())) {
      return Optional.of(Duty.FIRE_SAFETY);
    }
    return pressing(order) ? Optional.of(Duty.ENGINEERING) : Optional.empty();
  }

  /** An order of an alarm whose priority is not on record is taken for the gravest. */
  private static boolean pressing(WorkOrder order) {
    return order.priority().map(Priority.P1::equals).orElse(order.source() == OrderSource.ALARM);
  }

  /** Why somebody may not end the order so; empty: he may, or the action ends none. */
  Optional<OrderRefusal> refusal(OrderAction action, WorkOrder order, Actor actor) {
    if (JUDGING.contains(action) && order.hands().contains(actor.user())) {
      return Optional.of(new OrderRefusal.OwnWork(actor.user()));
    }
    return answered(action, order)
        .filter(duty -> !holds(duty, order, actor))
        .map(duty -> new OrderRefusal.NotResponsible(duty, persons(duty, order)));
  }

  /** The duty by which the action is taken, in the place of a role. */
  Optional<Duty> answered(OrderAction action, WorkOrder order) {
    return ENDING.contains(action) ? duty(order) : Optional.empty();
  }

  private boolean holds(Duty duty, WorkOrder order, Actor actor) {
    List<String> persons = persons(duty, order);
    return persons.isEmpty()
        ? actor.roles().contains(Role.MANAGER)
        : persons.contains(actor.user());
  }

  /** Those named, unless all of them did the work; empty: every manager. */
  private List<String> persons(Duty duty, WorkOrder order) {
    List<String> first =
        switch (duty) {
          case ENGINEERING -> named.engineering();
          case LIFT_SAFETY -> named.liftSafety();
          case FIRE_SAFETY -> named.fireSafety();
        };
    return !order.hands().containsAll(first)
        ? first
        : order.hands().containsAll(named.engineering()) ? List.of() : named.engineering();
  }
}
