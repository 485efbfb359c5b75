package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.HoldRequest;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderTransition;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.AllowedAction.Field;

/** What people may do with an order, and what that does to it. */
public final class OrderActions {
  private static final Field NOTE = new Field("note", false);
  private static final Field REASON = new Field("reason", true);
  private static final Field FOR_WHOM = new Field("on_behalf_of", false);
  private static final Field LENGTH = new Field("for", false);
  private static final Field UNTIL = new Field("until", false);

  /** What each action wants to know. */
  private static final Map<OrderAction, List<Field>> FIELDS =
      Map.ofEntries(
          Map.entry(
              OrderAction.TRIAGE,
              List.of(
                  new Field("urgency", false),
                  new Field("severity", false),
                  new Field("trade", false),
                  NOTE)),
          Map.entry(OrderAction.REQUEST_APPROVAL, List.of(REASON)),
          Map.entry(OrderAction.APPROVE, List.of(NOTE)),
          Map.entry(OrderAction.REJECT, List.of(REASON)),
          Map.entry(OrderAction.DISPATCH, List.of(new Field("assignee", true), NOTE)),
          Map.entry(OrderAction.ACCEPT, List.of(FOR_WHOM, NOTE)),
          Map.entry(OrderAction.ARRIVE, List.of(FOR_WHOM, NOTE)),
          Map.entry(OrderAction.START, List.of(FOR_WHOM, NOTE)),
          Map.entry(OrderAction.REQUEST_HOLD, List.of(REASON, FOR_WHOM)),
          Map.entry(OrderAction.GRANT_HOLD, List.of(REASON)),
          Map.entry(OrderAction.RESUME, List.of(NOTE)),
          Map.entry(OrderAction.LOCK_OUT, List.of(new Field("rules", true), LENGTH, UNTIL, REASON)),
          Map.entry(OrderAction.RENEW_LOCK_OUT, List.of(LENGTH, UNTIL, new Field("reason", false))),
          Map.entry(OrderAction.RELEASE_LOCK_OUT, List.of(NOTE)),
          Map.entry(
              OrderAction.COMPLETE,
              List.of(new Field("cause", true), new Field("action_taken", true), FOR_WHOM, NOTE)),
          Map.entry(OrderAction.VERIFY, List.of(NOTE)),
          Map.entry(OrderAction.VISIT, List.of(new Field("satisfaction", false), NOTE)),
          Map.entry(OrderAction.REOPEN, List.of(REASON)),
          Map.entry(OrderAction.CANCEL, List.of(REASON)),
          Map.entry(OrderAction.MERGE, List.of(new Field("into", true), NOTE)));

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
          OrderAction.COMPLETE);

  /** Steps whose taker had a hand in the work, in whosever name he took them. */
  private static final Set<OrderAction> WORK = Set.of(OrderAction.START, OrderAction.COMPLETE);

  /** Who keeps alarms quiet answers for it in his own name, under an order of his. */
  private static final Set<OrderAction> OF_THE_LOCK_OUT =
      Set.of(OrderAction.LOCK_OUT, OrderAction.RENEW_LOCK_OUT, OrderAction.RELEASE_LOCK_OUT);

  private final Site site;
  private final Clocks clocks;
  private final LockOuts lockOuts;
  private final Enders enders;
  private final Merging merging;

  public OrderActions(Site site) {
    this.site = site;
    this.clocks = new Clocks(site);
    this.lockOuts = new LockOuts(site);
    this.enders = new Enders(site);
    this.merging = new Merging(site);
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
            .or(() -> wrongField(wanted(action, order), fields))
            .or(() -> anotherOpen(action, order, others));
    if (refusal.isPresent()) {
      return new OrderOutcome.Refused(refusal.get());
    }
    if (OF_THE_LOCK_OUT.contains(action)) {
      return lockedOut(order, action, actor, fields, now);
    }
    if (action == OrderAction.MERGE) {
      String into = text(fields, "into").orElseThrow();
      return merging.ask(order, into, actor, note(action, fields), others, now);
    }
    OrderEdit edit =
        new OrderEdit(order, now)
            .status(transition.get().to())
            .clocks(clocks.after(action, order, transition.get().to(), now));
    if (action == OrderAction.TRIAGE) {
      Urgency urgency =
          chosen(fields, "urgency", Urgency.values(), Urgency::word).orElse(order.urgency());
      Severity severity =
          chosen(fields, "severity", Severity.values(), Severity::word).orElse(order.severity());
      edit.triage(urgency, severity, text(fields, "trade").orElse(order.trade()))
          .clocks(clocks.triaged(order, order.clocks(), urgency, severity));
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
      edit.holdRequest(
          new HoldRequest(behalf.orElse(actor.user()), text(fields, "reason").orElseThrow(), now));
    }
    if (OF_THE_ASSIGNEE.contains(action)) {
      edit.doer(behalf.orElse(actor.user()));
    }
    if (WORK.contains(action)) {
      edit.doer(actor.user());
    }
    return new OrderOutcome.Done(
        edit.step(
            actor.user(),
            behalf,
            action.word(),
            note(action, fields)
                .or(
                    () ->
                        order
                            .holdRequest()
                            .filter(_ -> action == OrderAction.GRANT_HOLD)
                            .map(HoldRequest::reason))));
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
                          .or(() -> note(action, fields))));
    };
  }

  /** Whoever grants a hold that was asked for need not say the reason once more. */
  private static List<Field> wanted(OrderAction action, WorkOrder order) {
    return action == OrderAction.GRANT_HOLD && order.holdRequest().isPresent()
        ? List.of(new Field("reason", false))
        : FIELDS.getOrDefault(action, List.of());
  }

  private static Optional<OrderRefusal> anotherOpen(
      OrderAction action, WorkOrder order, OtherOrders others) {
    return order
        .fault()
        .filter(_ -> action == OrderAction.REOPEN && !order.status().open())
        .flatMap(others::openOfFault)
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
    Optional<OrderRefusal> notHis = enders.refusal(action, order, actor);
    if (notHis.isPresent()) {
      return notHis;
    }
    if (action == OrderAction.REOPEN && !reopensStill(order, now)) {
      return Optional.of(new OrderRefusal.EndedLongAgo(order.closedAt().orElse(order.updatedAt())));
    }
    boolean own = order.assignee().filter(actor.user()::equals).isPresent();
    boolean technicianOnly = actor.roles().equals(Set.of(Role.TECHNICIAN));
    if ((OF_THE_ASSIGNEE.contains(action) || OF_THE_LOCK_OUT.contains(action))
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

  private Optional<OrderRefusal> wrongField(List<Field> wanted, Map<String, String> fields) {
    for (String name : fields.keySet()) {
      if (wanted.stream().noneMatch(field -> field.name().equals(name))) {
        String names = String.join(", ", wanted.stream().map(Field::name).toList());
        return wrong(
            name,
            "没有字段 " + name + "，可用：" + names,
            "There is no field " + name + "; it takes " + names);
      }
    }
    for (Field field : wanted) {
      if (field.required() && text(fields, field.name()).isEmpty()) {
        return wrong(field.name(), "请填写 " + field.name(), "Fill in " + field.name());
      }
    }
    return unknown(fields, "urgency", Urgency.values(), Urgency::word)
        .or(() -> unknown(fields, "severity", Severity.values(), Severity::word))
        .or(() -> nobody(fields, "assignee"))
        .or(() -> nobody(fields, "on_behalf_of"));
  }

  private static Optional<OrderRefusal> wrong(String field, String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField(field, new LocalizedText(zh, en)));
  }

  private Optional<OrderRefusal> nobody(Map<String, String> fields, String name) {
    return text(fields, name)
        .filter(id -> !site.staff().containsKey(id) && !site.contractors().containsKey(id))
        .flatMap(
            id ->
                wrong(
                    name, "没有人员或单位 " + id, "The site has no member of staff or contractor " + id));
  }

  private static <E> Optional<OrderRefusal> unknown(
      Map<String, String> fields, String name, E[] values, Function<E, String> word) {
    if (text(fields, name).isEmpty() || chosen(fields, name, values, word).isPresent()) {
      return Optional.empty();
    }
    String words = String.join(", ", Arrays.stream(values).map(word).toList());
    return wrong(name, name + " 只能是 " + words, name + " is one of " + words);
  }

  private static <E> Optional<E> chosen(
      Map<String, String> fields, String name, E[] values, Function<E, String> word) {
    return text(fields, name)
        .flatMap(
            given -> Arrays.stream(values).filter(v -> word.apply(v).equals(given)).findFirst());
  }

  private static Optional<String> text(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** What was written into the fields, as one line of history. */
  private static Optional<String> note(OrderAction action, Map<String, String> fields) {
    List<String> said =
        FIELDS.getOrDefault(action, List.of()).stream()
            .filter(field -> !field.equals(FOR_WHOM))
            .flatMap(
                field ->
                    text(fields, field.name())
                        .map(
                            value ->
                                field.equals(NOTE) || field.equals(REASON)
                                    ? value
                                    : field.name() + ": " + value)
                        .stream())
            .toList();
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", said));
  }

  /** What the caller may do now, in the order of the table. */
  public List<AllowedAction> allowed(WorkOrder order, Actor actor, Instant now) {
    return OrderTransition.TABLE.stream()
        .filter(t -> t.from().contains(order.status()) && t.sources().contains(order.source()))
        .filter(t -> notYours(t, order, actor, now).isEmpty())
        .filter(t -> lockOuts.offered(t.action(), order))
        .filter(t -> t.action() != OrderAction.MERGE || !merging.lifeSafety(order))
        .map(t -> new AllowedAction(t.action(), wanted(t.action(), order)))
        .toList();
  }
}
