package org.zhiban.gateway.year;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.model.workorder.WorkOrder.ChecklistEntry;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.AllowedAction;
import org.zhiban.rules.workorder.OrderActions;

/**
 * The people of the site, who do what the product offers them, mostly the right thing, and forget.
 * Nothing is known here of the transitions but which way is forward.
 */
final class People {
  /** Somebody takes an action. */
  record Deed(Actor actor, OrderAction action, Map<String, String> fields) {}

  private static final Actor SUPERVISOR = new Actor("zhao-min", Set.of(Role.SUPERVISOR));
  private static final Actor MANAGER = new Actor("wang-jl", Set.of(Role.MANAGER));
  private static final Actor DESK = new Actor("sun-jia", Set.of(Role.DESK));

  private static final Map<OrderStatus, OrderAction> FORWARD =
      Map.of(
          OrderStatus.REPORTED, OrderAction.DISPATCH,
          OrderStatus.TRIAGED, OrderAction.DISPATCH,
          OrderStatus.WAIT_APPROVAL, OrderAction.APPROVE,
          OrderStatus.DISPATCHED, OrderAction.ACCEPT,
          OrderStatus.ACCEPTED, OrderAction.START,
          OrderStatus.ON_SITE, OrderAction.START,
          OrderStatus.IN_PROGRESS, OrderAction.COMPLETE,
          OrderStatus.ON_HOLD, OrderAction.RESUME,
          OrderStatus.VERIFY, OrderAction.VERIFY,
          OrderStatus.VISIT, OrderAction.VISIT);

  private final Site site;
  private final OrderActions actions;
  private final Random random;
  private final List<String> technicians;

  People(Site site, Random random) {
    this.site = site;
    this.actions = new OrderActions(site);
    this.random = random;
    this.technicians =
        site.staff().values().stream()
            .filter(person -> person.role() == Role.TECHNICIAN)
            .map(person -> person.id())
            .sorted()
            .toList();
  }

  /**
   * What is done with an order now.
   *
   * @param diligent nobody forgets, and nobody does anything but the next step
   */
  Optional<Deed> with(WorkOrder order, boolean diligent, Instant now) {
    if (!diligent && random.nextInt(100) < forgetting(order, now)) {
      return Optional.empty();
    }
    OrderAction forward = forward(order);
    boolean aside = forward == null || (!diligent && random.nextInt(100) < 4);
    Actor actor = actor(order);
    List<AllowedAction> allowed = actions.allowed(order, actor, now);
    List<AllowedAction> chosen =
        allowed.stream().filter(it -> aside == (it.action() != forward)).toList();
    if (chosen.isEmpty() || (forward == null && random.nextInt(1_000) > 0)) {
      return Optional.empty();
    }
    AllowedAction action = chosen.get(random.nextInt(chosen.size()));
    if (action.action() == OrderAction.TICK) {
      return Optional.of(new Deed(actor, OrderAction.TICK, ticked(order)));
    }
    return fields(action, order, now).map(fields -> new Deed(actor, action.action(), fields));
  }

  /** A checklist is worked through before the work is complete. */
  private static @Nullable OrderAction forward(WorkOrder order) {
    boolean ticked = order.checklist().stream().allMatch(ChecklistEntry::settled);
    return order.status() == OrderStatus.IN_PROGRESS && !ticked
        ? OrderAction.TICK
        : FORWARD.get(order.status());
  }

  /** The first line that is left; one in fifty fails. */
  private Map<String, String> ticked(WorkOrder order) {
    int item = 0;
    while (item < order.checklist().size() - 1 && order.checklist().get(item).settled()) {
      item++;
    }
    Map<String, String> fields = new TreeMap<>();
    fields.put("item", Integer.toString(item + 1));
    fields.put("passed", Boolean.toString(random.nextInt(50) > 0));
    order.checklist().get(item).reading().ifPresent(_ -> fields.put("value", "0.4"));
    return fields;
  }

  /** An order that lies for days is looked after at last. */
  private static int forgetting(WorkOrder order, Instant now) {
    Duration lain = Duration.between(order.updatedAt(), now);
    return lain.toDays() >= 4 ? 10 : 35;
  }

  private Actor actor(WorkOrder order) {
    return switch (order.status()) {
      case REPORTED, TRIAGED -> random.nextInt(8) == 0 ? MANAGER : SUPERVISOR;
      case DISPATCHED, ACCEPTED, ON_SITE, IN_PROGRESS, ON_HOLD ->
          random.nextInt(12) == 0 ? SUPERVISOR : assignee(order);
      case VERIFY, WAIT_APPROVAL -> random.nextBoolean() ? MANAGER : SUPERVISOR;
      case VISIT -> DESK;
      case CLOSED, CANCELLED, MERGED, REJECTED -> random.nextBoolean() ? DESK : SUPERVISOR;
    };
  }

  /** A contractor has no account: the supervisor acts in its name. */
  private Actor assignee(WorkOrder order) {
    return order
        .assignee()
        .filter(site.staff()::containsKey)
        .filter(technicians::contains)
        .map(id -> new Actor(id, Set.of(Role.TECHNICIAN)))
        .orElse(SUPERVISOR);
  }

  private Optional<Map<String, String>> fields(AllowedAction action, WorkOrder order, Instant now) {
    Map<String, String> filled = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    for (AllowedAction.Field field : action.fields()) {
      if (field.required()) {
        value(field.name(), order, now)
            .ifPresentOrElse(
                value -> filled.put(field.name(), value), () -> missing.add(field.name()));
      }
    }
    return missing.isEmpty() ? Optional.of(filled) : Optional.empty();
  }

  private Optional<String> value(String field, WorkOrder order, Instant now) {
    return switch (field) {
      case "assignee" -> Optional.of(technicians.get(random.nextInt(technicians.size())));
      case "reason", "note", "cause", "action_taken", "plan" -> Optional.of("because of " + field);
      case "until" -> Optional.of(now.plus(Duration.ofHours(20)).toString());
      case "rules" ->
          order
              .equipment()
              .map(site.equipment()::get)
              .flatMap(
                  thing ->
                      thing.rules().values().stream()
                          .filter(rule -> rule.enabled() && !rule.lifeSafety())
                          .map(rule -> rule.name())
                          .findFirst());
      default -> Optional.empty();
    };
  }
}
