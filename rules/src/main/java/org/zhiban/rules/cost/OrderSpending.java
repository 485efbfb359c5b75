package org.zhiban.rules.cost;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.cost.ApprovalLine;
import org.zhiban.model.cost.Consent;
import org.zhiban.model.cost.CostLine;
import org.zhiban.model.cost.Money;
import org.zhiban.model.cost.OrderCosts;
import org.zhiban.model.cost.Payer;
import org.zhiban.model.site.Charges;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.Actor;
import org.zhiban.rules.workorder.AllowedAction;
import org.zhiban.rules.workorder.OrderActions;
import org.zhiban.rules.workorder.OrderOutcome;
import org.zhiban.rules.workorder.OrderRefusal;
import org.zhiban.rules.workorder.OrderStep;
import org.zhiban.rules.workorder.OtherOrders;

/**
 * The actions on an order with an eye on what it costs: what the owner pays is approved before it
 * goes on [R27], what the customer pays he agreed to [R2], and both stand in the order's books.
 */
public final class OrderSpending {
  private static final Set<OrderAction> OF_THE_BOOKS =
      Set.of(
          OrderAction.ADD_PART,
          OrderAction.ADD_LABOUR,
          OrderAction.ADD_COST,
          OrderAction.CORRECT_COST,
          OrderAction.CONSENT);

  /** With these, work goes on. */
  private static final Set<OrderAction> GOING_ON =
      Set.of(OrderAction.DISPATCH, OrderAction.START, OrderAction.RESUME);

  /** Who has an order may hand it to the next shift, whatever is to be approved. */
  private static final Set<OrderStatus> NOT_BEGUN =
      Set.of(OrderStatus.REPORTED, OrderStatus.TRIAGED);

  private final OrderActions actions;
  private final Approvals approvals;
  private final Charges charges;

  public OrderSpending(Site site) {
    this.actions = new OrderActions(site);
    this.approvals = new Approvals(site);
    this.charges = site.service().charges();
  }

  /** Takes an action, or says why not. */
  public Spent apply(
      WorkOrder order,
      OrderAction action,
      Actor actor,
      Map<String, String> fields,
      Books books,
      OtherOrders others,
      Instant now) {
    OrderOutcome outcome = actions.apply(order, action, actor, fields, others, now);
    if (outcome instanceof OrderOutcome.Refused) {
      return Spent.nothing(outcome);
    }
    CostForms form = new CostForms(charges, order.id(), books.own(), fields, actor.user(), now);
    Optional<OrderRefusal> refusal =
        refusal(order, action, actor, books, now)
            .or(() -> form.refusal(action))
            .or(() -> noPaper(order, action, form, books, now));
    if (refusal.isPresent()) {
      return Spent.nothing(new OrderOutcome.Refused(refusal.get()));
    }
    return outcome instanceof OrderOutcome.Done(OrderStep step)
        ? done(action, step, form, books, now)
        : Spent.nothing(outcome);
  }

  private Spent done(OrderAction action, OrderStep step, CostForms form, Books books, Instant now) {
    return switch (action) {
      case ADD_PART, ADD_LABOUR, ADD_COST, CORRECT_COST -> line(step, form.made(action));
      case CONSENT -> consent(step, form.consent());
      case REQUEST_APPROVAL -> requested(step, form, books, now);
      case APPROVE -> approved(step, form, books, now);
      default -> Spent.nothing(new OrderOutcome.Done(step));
    };
  }

  private Spent line(OrderStep step, CostLine line) {
    String what =
        line.kind().word()
            + ": "
            + line.text()
            + (line.kind() == CostLine.Kind.LABOUR || line.kind() == CostLine.Kind.PART
                ? " × " + line.quantity().stripTrailingZeros().toPlainString()
                : "")
            + "; "
            + charges.text(line.amount())
            + "; "
            + line.payer().word();
    String note =
        (line.corrects().isPresent() ? "- " + line.corrects().getAsInt() + ", " : "")
            + what
            + line.note().map(it -> "; " + it).orElse("");
    return new Spent(
        noted(withDoer(step, line.person()), note),
        new OrderCosts(List.of(line), List.of(), List.of()));
  }

  /** Whoever's labour it was had a hand in the work. */
  private static OrderStep withDoer(OrderStep step, Optional<String> person) {
    Set<String> doers = new LinkedHashSet<>(step.order().doers());
    person.ifPresent(doers::add);
    return new OrderStep(
        OrderBuilder.of(step.order()).doers(List.copyOf(doers)).build(), step.change());
  }

  private Spent consent(OrderStep step, Consent consent) {
    String note = consent.how().word() + ": " + charges.text(consent.amount());
    return new Spent(noted(step, note), new OrderCosts(List.of(), List.of(consent), List.of()));
  }

  private Spent requested(OrderStep step, CostForms form, Books books, Instant now) {
    Money amount = form.money("amount").orElseGet(() -> books.own().expected(Payer.OWNER));
    ApprovalLine line = line(step, form, books, Optional.empty(), amount, now);
    Approvals.Standing then = approvals.standing(step.order(), with(books, line), now);
    return approval(step, line, form.text("reason"), then);
  }

  private Spent approved(OrderStep step, CostForms form, Books books, Instant now) {
    Approvals.Standing before = approvals.standing(step.order(), books, now);
    String name = before.next().map(Approvals.Step::name).orElse("leave");
    ApprovalLine line = line(step, form, books, Optional.of(name), before.own(), now);
    Approvals.Standing then = approvals.standing(step.order(), with(books, line), now);
    return approval(
        then.missing() > 0 && step.order().status() == OrderStatus.TRIAGED ? waiting(step) : step,
        line,
        form.text("note"),
        then);
  }

  /** The chain goes on, and so does the waiting. */
  private static OrderStep waiting(OrderStep step) {
    OrderChange change = step.change();
    return new OrderStep(
        OrderBuilder.of(step.order()).status(OrderStatus.WAIT_APPROVAL).build(),
        new OrderChange(
            change.workOrder(),
            change.time(),
            change.actor(),
            change.onBehalfOf(),
            change.action(),
            change.from(),
            OrderStatus.WAIT_APPROVAL,
            change.note()));
  }

  private static ApprovalLine line(
      OrderStep step,
      CostForms form,
      Books books,
      Optional<String> name,
      Money amount,
      Instant now) {
    return new ApprovalLine(
        step.order().id(),
        books.own().approvals().size() + 1,
        name,
        amount,
        form.text("paper"),
        form.text(name.isPresent() ? "note" : "reason"),
        step.change().actor(),
        now);
  }

  private static Books with(Books books, ApprovalLine line) {
    List<ApprovalLine> lines = new ArrayList<>(books.own().approvals());
    lines.add(line);
    return new Books(
        new OrderCosts(books.own().lines(), books.own().consents(), lines), books.beside());
  }

  private Spent approval(
      OrderStep step, ApprovalLine line, Optional<String> said, Approvals.Standing then) {
    List<String> notes = new ArrayList<>();
    said.ifPresent(notes::add);
    line.step().ifPresent(notes::add);
    line.paper().ifPresent(notes::add);
    if (line.amount().positive()) {
      notes.add(charges.text(line.amount()));
    }
    if (!then.among().isEmpty()) {
      notes.add("= " + charges.text(then.sum()) + " + " + String.join(", ", then.among()));
    }
    if (line.request() && !then.passedOver().isEmpty()) {
      notes.add("passed_over: " + String.join(", ", then.passedOver()));
    }
    then.next().ifPresent(next -> notes.add("→ " + next.name()));
    return new Spent(
        noted(step, String.join("; ", notes)), new OrderCosts(List.of(), List.of(), List.of(line)));
  }

  private static OrderOutcome noted(OrderStep step, String note) {
    OrderChange change = step.change();
    return new OrderOutcome.Done(
        new OrderStep(
            step.order(),
            new OrderChange(
                change.workOrder(),
                change.time(),
                change.actor(),
                change.onBehalfOf(),
                change.action(),
                change.from(),
                change.to(),
                Optional.of(note))));
  }

  /** Why money forbids it; empty: it does not. */
  private Optional<OrderRefusal> refusal(
      WorkOrder order, OrderAction action, Actor actor, Books books, Instant now) {
    if (OF_THE_BOOKS.contains(action)) {
      return notHis(order, actor);
    }
    Approvals.Standing standing = approvals.standing(order, books, now);
    if (action == OrderAction.APPROVE) {
      return approvals.refusal(order, standing, books.own(), actor);
    }
    return notApproved(order, action, standing).or(() -> notConsented(order, action, books.own()));
  }

  /** Somebody outside agrees on paper, and it has a number. */
  private Optional<OrderRefusal> noPaper(
      WorkOrder order, OrderAction action, CostForms form, Books books, Instant now) {
    boolean outside =
        action == OrderAction.APPROVE
            && approvals
                .standing(order, books, now)
                .next()
                .filter(step -> step.name().equals(Approvals.OUTSIDE))
                .isPresent();
    return outside && form.text("paper").isEmpty()
        ? Optional.of(
            new OrderRefusal.WrongField(
                "paper",
                new LocalizedText(
                    "请填写外部批准文件的编号", "Fill in the number of the paper by which they agreed")))
        : Optional.empty();
  }

  /** A technician writes about his own orders. */
  private static Optional<OrderRefusal> notHis(WorkOrder order, Actor actor) {
    return order
        .assignee()
        .filter(_ -> actor.roles().equals(Set.of(Role.TECHNICIAN)))
        .filter(_ -> !order.hands().contains(actor.user()))
        .map(OrderRefusal.NotTheAssignee::new);
  }

  private Optional<OrderRefusal> notApproved(
      WorkOrder order, OrderAction action, Approvals.Standing standing) {
    boolean gated =
        (GOING_ON.contains(action)
                && (action != OrderAction.DISPATCH || NOT_BEGUN.contains(order.status())))
            || (action == OrderAction.COMPLETE && order.status() == OrderStatus.ON_SITE);
    return standing
        .next()
        .filter(_ -> gated && !emergency(order))
        .map(step -> new OrderRefusal.NotApproved(charges.text(standing.sum()), step.name()));
  }

  private Optional<OrderRefusal> notConsented(
      WorkOrder order, OrderAction action, OrderCosts costs) {
    boolean done = action == OrderAction.COMPLETE;
    boolean begun =
        (action == OrderAction.START || action == OrderAction.RESUME) && !emergency(order);
    Money wanted = done ? costs.spent(Payer.CUSTOMER) : costs.expected(Payer.CUSTOMER);
    return (done || begun) && wanted.compareTo(costs.consented()) > 0
        ? Optional.of(new OrderRefusal.NotConsented(charges.text(wanted)))
        : Optional.empty();
  }

  /** What makes safe goes on, and is approved afterwards. */
  private static boolean emergency(WorkOrder order) {
    return order.urgency() == Urgency.URGENT
        || order.priority().filter(Priority.P1::equals).isPresent();
  }

  /** What the caller may do now. */
  public List<AllowedAction> allowed(WorkOrder order, Actor actor, Books books, Instant now) {
    return actions.allowed(order, actor, now).stream()
        .filter(it -> refusal(order, it.action(), actor, books, now).isEmpty())
        .filter(it -> offered(it.action(), books))
        .toList();
  }

  private static boolean offered(OrderAction action, Books books) {
    return action != OrderAction.CORRECT_COST
        || books.own().lines().stream()
            .anyMatch(line -> line.corrects().isEmpty() && !books.own().countered(line.line()));
  }
}
