package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.Hold;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.OrderTransition;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.WorkOrder;

/** What people may do with an order, and what that does to it. */
public final class OrderActions {
  /**
   * Steps that belong to the person to whom the order is dispatched; a supervisor or operator takes
   * them in that person's name.
   */
  private static final Set<OrderAction> OF_THE_ASSIGNEE =
      Set.of(
          OrderAction.ACCEPT,
          OrderAction.ARRIVE,
          OrderAction.START,
          OrderAction.REQUEST_HOLD,
          OrderAction.RESUME,
          OrderAction.TICK,
          OrderAction.MADE_SAFE,
          OrderAction.COMPLETE);

  /** Steps whose taker had a hand in the work, in whosever name he took them. */
  private static final Set<OrderAction> WORK =
      Set.of(OrderAction.START, OrderAction.TICK, OrderAction.MADE_SAFE, OrderAction.COMPLETE);

  /** Who keeps alarms quiet answers for it in his own name, under an order of his. */
  private static final Set<OrderAction> OF_THE_LOCK_OUT =
      Set.of(OrderAction.LOCK_OUT, OrderAction.RENEW_LOCK_OUT, OrderAction.RELEASE_LOCK_OUT);

  private static final Set<OrderAction> OF_THE_CAUSE =
      Set.of(OrderAction.PUT_UNDER, OrderAction.STAND_ALONE);

  private static final Set<OrderAction> IN_HIS_OWN_NAME =
      Set.of(
          OrderAction.LOCK_OUT,
          OrderAction.RENEW_LOCK_OUT,
          OrderAction.RELEASE_LOCK_OUT,
          OrderAction.PLAN_RECORDED);

  private final OrderFields form;
  private final EnteredLater later;
  private final Clocks clocks;
  private final LockOuts lockOuts;
  private final Enders enders;
  private final Merging merging;
  private final Checklists checklists;
  private final Holds holds;
  private final Triage triage;
  private final CommonCause causes;

  public OrderActions(Site site) {
    this.form = new OrderFields(site);
    this.later = new EnteredLater(site);
    this.clocks = new Clocks(site);
    this.lockOuts = new LockOuts(site);
    this.enders = new Enders(site);
    this.merging = new Merging(site);
    this.checklists = new Checklists(site);
    this.holds = new Holds(site);
    this.triage = new Triage(site);
    this.causes = new CommonCause(site);
  }

  /**
   * Takes an action, or says why not.
   *
   * @param fields by name, as {@link #allowed} names them
   */
  public OrderOutcome apply(
      WorkOrder order,
      OrderAction action,
      Actor actor,
      Map<String, String> fields,
      OtherOrders others,
      Instant now) {
    Optional<OrderTransition> transition =
        OrderTransition.find(action, order.status(), order.source());
    if (transition.isEmpty()) {
      return new OrderOutcome.Refused(new OrderRefusal.WrongStatus(action, order.status()));
    }
    Optional<OrderRefusal> refusal =
        notYours(transition.get(), order, actor, now)
            .or(() -> form.refusal(action, order, fields))
            .or(() -> triage.refusal(action, order, fields))
            .or(() -> holds.refusal(action, order, fields, now))
            .or(() -> Complaints.refusal(action, order, fields, now))
            .or(() -> anotherOpen(action, order, others))
            .or(() -> inAlarm(action, order, fields, others))
            .or(() -> checklists.refusal(action, order));
    if (refusal.isPresent()) {
      return new OrderOutcome.Refused(refusal.get());
    }
    if (OF_THE_LOCK_OUT.contains(action)) {
      return lockedOut(order, action, actor, fields, now);
    }
    if (action == OrderAction.MERGE) {
      String into = text(fields, "into").orElseThrow();
      return merging.ask(order, into, actor, OrderFields.note(action, fields), others, now);
    }
    if (OF_THE_CAUSE.contains(action)) {
      return causes.ask(order, action, actor, fields, others, now);
    }
    return switch (later.when(order, fields, () -> others.lastStep(order.id()), now)) {
      case EnteredLater.Asked.Refused(var reason) -> new OrderOutcome.Refused(reason);
      case EnteredLater.Asked.When(var then, var entered) -> {
        OrderStatus to = transition.get().to();
        Remedy remedy = Remedies.after(action, order, to, actor.user(), fields, then);
        OrderEdit edit =
            new OrderEdit(order, then)
                .status(to)
                .cause(Optional.empty())
                .remedy(remedy)
                .clocks(Clocks.remedied(clocks.after(action, order, to, then), remedy, then))
                .entered(entered);
        yield stepped(order, action, edit, actor, fields, others, then);
      }
    };
  }

  private OrderOutcome stepped(
      WorkOrder order,
      OrderAction action,
      OrderEdit edit,
      Actor actor,
      Map<String, String> fields,
      OtherOrders others,
      Instant now) {
    if (action == OrderAction.TRIAGE) {
      triage.found(order, fields, edit, others, now);
    }
    if (action == OrderAction.DISPATCH) {
      edit.assignee(text(fields, "assignee").orElseThrow());
    } else if (OF_THE_ASSIGNEE.contains(action) && order.assignee().isEmpty()) {
      edit.assignee(text(fields, "on_behalf_of").orElse(actor.user()));
    }
    Optional<String> behalf =
        text(fields, "on_behalf_of")
            .or(() -> OF_THE_ASSIGNEE.contains(action) ? order.assignee() : Optional.empty())
            .filter(person -> !person.equals(actor.user()));
    if (action == OrderAction.REQUEST_HOLD) {
      edit.holdRequest(Holds.requested(order, fields, behalf.orElse(actor.user()), now));
    }
    if (action == OrderAction.ALLOW_OVERRUN) {
      edit.overrun(Complaints.given(fields, actor.user(), now));
    }
    Optional<Hold> hold =
        Optional.of(action)
            .filter(OrderAction.GRANT_HOLD::equals)
            .map(_ -> holds.granted(order, fields, actor.user(), now));
    hold.ifPresent(edit::hold);
    if (OF_THE_ASSIGNEE.contains(action)) {
      edit.doer(behalf.orElse(actor.user()));
    }
    if (WORK.contains(action)) {
      edit.doer(actor.user());
    }
    if (action == OrderAction.TICK) {
      return checklists.tick(
          order, edit, new Checklists.Ticker(actor.user(), behalf), fields, others, now);
    }
    return new OrderOutcome.Done(
        edit.step(
            actor.user(),
            behalf,
            action.word(),
            hold.map(Holds::note).or(() -> OrderFields.note(action, fields))));
  }

  private OrderOutcome lockedOut(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant now) {
    return switch (lockOuts.ask(order, action, actor.user(), fields, now)) {
      case LockOuts.Asked.Refused(var reason) -> new OrderOutcome.Refused(reason);
      case LockOuts.Asked.Granted(var lockOut) ->
          new OrderOutcome.Done(
              new OrderEdit(order, now)
                  .lockOut(lockOut)
                  .step(
                      actor.user(),
                      Optional.empty(),
                      action.word(),
                      lockOut
                          .map(
                              it ->
                                  String.join(", ", it.rules())
                                      + "; until: "
                                      + it.until()
                                      + "; "
                                      + it.reason())
                          .or(() -> OrderFields.note(action, fields))));
    };
  }

  /** Nobody says that a fault is gone which the machine still sees. */
  private static Optional<OrderRefusal> inAlarm(
      OrderAction action, WorkOrder order, Map<String, String> fields, OtherOrders others) {
    if (action != OrderAction.VERIFY
        || order.fault().filter(FaultMemory::nothingIsRepaired).isPresent()) {
      return Optional.empty();
    }
    Map<Boolean, List<String>> known =
        others.inAlarm(order).stream()
            .collect(
                Collectors.partitioningBy(
                    alarm -> alarm.quality() != Quality.BAD,
                    Collectors.mapping(Alarm::id, Collectors.toList())));
    List<String> holds = known.getOrDefault(true, List.of());
    List<String> untold = known.getOrDefault(false, List.of());
    if (!holds.isEmpty()) {
      return Optional.of(new OrderRefusal.StillInAlarm(holds));
    }
    return untold.isEmpty() || text(fields, "note").isPresent()
        ? Optional.empty()
        : Optional.of(new OrderRefusal.NobodyCanTell(untold));
  }

  private static Optional<OrderRefusal> anotherOpen(
      OrderAction action, WorkOrder order, OtherOrders others) {
    return Optional.of(order)
        .filter(_ -> action == OrderAction.REOPEN)
        .flatMap(others::openBeside)
        .map(other -> new OrderRefusal.AnotherOpen(other.id()));
  }

  private Optional<OrderRefusal> notYours(
      OrderTransition transition, WorkOrder order, Actor actor, Instant now) {
    OrderAction action = transition.action();
    if (enders.answered(action, order).isEmpty() && !transition.open(actor.roles())) {
      return Optional.of(
          new OrderRefusal.WrongRole(
              action, transition.roles().stream().sorted().map(Role::word).toList()));
    }
    Optional<OrderRefusal> notPromised = Remedies.refusal(action, order);
    if (notPromised.isPresent()) {
      return notPromised;
    }
    Optional<OrderRefusal> notHis = enders.refusal(action, order, actor);
    if (notHis.isPresent()) {
      return notHis;
    }
    if (action == OrderAction.REOPEN && !reopensStill(order, now)) {
      return Optional.of(new OrderRefusal.EndedLongAgo(order.closedAt().orElse(order.updatedAt())));
    }
    boolean own = order.assignee().filter(actor.user()::equals).isPresent();
    boolean technicianOnly = actor.roles().equals(Set.of(Role.TECHNICIAN));
    if ((OF_THE_ASSIGNEE.contains(action) || IN_HIS_OWN_NAME.contains(action))
        && technicianOnly
        && order.assignee().isPresent()
        && !own) {
      return Optional.of(new OrderRefusal.NotTheAssignee(order.assignee().get()));
    }
    return Optional.empty();
  }

  private static boolean reopensStill(WorkOrder order, Instant now) {
    return order
        .closedAt()
        .filter(end -> end.plus(AlarmOrders.REOPENED_WITHIN).isBefore(now))
        .isEmpty();
  }

  /** What the caller may do now, in the order of the table. */
  public List<AllowedAction> allowed(WorkOrder order, Actor actor, Instant now) {
    return OrderTransition.TABLE.stream()
        .filter(t -> t.from().contains(order.status()) && t.sources().contains(order.source()))
        .filter(t -> notYours(t, order, actor, now).isEmpty())
        .filter(t -> lockOuts.offered(t.action(), order))
        .filter(t -> checklists.refusal(t.action(), order).isEmpty())
        .filter(t -> causes.offered(t.action(), order))
        .filter(t -> t.action() != OrderAction.MERGE || !merging.lifeSafety(order))
        .map(t -> new AllowedAction(t.action(), OrderFields.wanted(t.action(), order)))
        .toList();
  }
}
