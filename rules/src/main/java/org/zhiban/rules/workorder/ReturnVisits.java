package org.zhiban.rules.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.VisitShares;
import org.zhiban.model.staff.Role;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitAnswer.Result;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Remedy;
import org.zhiban.model.workorder.WorkOrder;

/**
 * Who is asked after a repair, by whom, and what the answer does to the order [R19] [R20]. Only
 * customers are asked, by the service centre before their order is closed; of closed orders a share
 * is asked once more, by somebody else.
 */
public final class ReturnVisits {
  /** A sample that nobody made until then is not made any more. */
  public static final Duration SAMPLED_WITHIN = Duration.ofDays(30);

  /** Whoever was not reached so often is not called again. */
  static final int TRIES = 3;

  static final String NOT_REACHED = "not_reached";
  static final String NOT_DRAWN = "not_drawn";

  private static final List<VisitLevel> SAMPLES = List.of(VisitLevel.QUALITY, VisitLevel.HEAD);
  private static final Set<Role> SAMPLING = Set.of(Role.MANAGER, Role.APPROVER, Role.ADMIN);

  private final Site site;
  private final VisitShares shares;
  private final Clocks clocks;

  public ReturnVisits(Site site) {
    this.site = site;
    this.shares = site.service().visits();
    this.clocks = new Clocks(site);
  }

  /** The lots of an order that comes to its visit for the first time. */
  public List<VisitDraw> drawn(WorkOrder order, VisitBook book, String seed, Instant now) {
    if (order.source() != OrderSource.REPORT
        || order.status() != OrderStatus.VISIT
        || !book.draws().isEmpty()) {
      return List.of();
    }
    return Arrays.stream(VisitLevel.values())
        .map(
            level ->
                new VisitDraw(
                    order.id(),
                    level,
                    seed,
                    VisitLots.lot(seed, order.id(), level),
                    share(level, order),
                    now))
        .toList();
  }

  /** Everybody who complained is asked [R20]. */
  private int share(VisitLevel level, WorkOrder order) {
    boolean complaint = order.concern().filter(Concern.COMPLAINT::equals).isPresent();
    return complaint && level == VisitLevel.DESK ? 100 : shares.of(level);
  }

  /**
   * Closes an order after which the service centre does not ask: its lot was not drawn, and nobody
   * complained of the repair.
   */
  public Optional<OrderStep> unasked(WorkOrder order, VisitBook book, Instant now) {
    boolean asked =
        book.drawn(VisitLevel.DESK)
            || book.draw(VisitLevel.DESK).isEmpty()
            || book.answers().stream().anyMatch(it -> it.result() == Result.UNSATISFIED);
    return Optional.of(order)
        .filter(it -> it.status() == OrderStatus.VISIT && !asked)
        .map(
            it ->
                closed(it, now)
                    .step(OrderDraft.MACHINE, Optional.empty(), NOT_DRAWN, Optional.empty()));
  }

  private OrderEdit closed(WorkOrder order, Instant now) {
    return new OrderEdit(order, now).status(OrderStatus.CLOSED).clocks(Clocks.ended(order, now));
  }

  /**
   * A visit.
   *
   * @param taken what the action does to an order that waits for its visit, where it is allowed
   */
  public Visited made(
      WorkOrder order,
      Actor actor,
      Map<String, String> fields,
      VisitBook book,
      OrderOutcome taken,
      OtherOrders others,
      Instant now) {
    if (order.status() == OrderStatus.CLOSED) {
      return sampled(order, actor, fields, book, others, now);
    }
    return switch (taken) {
      case OrderOutcome.Done(OrderStep step) ->
          answered(
              step,
              VisitForm.answer(order.id(), VisitLevel.DESK, book, fields, actor.user(), now),
              order,
              fields,
              book,
              others);
      case OrderOutcome.Refused(OrderRefusal reason) -> new Visited.Refused(reason);
      case OrderOutcome.Found _, OrderOutcome.Merged _ ->
          throw new IllegalArgumentException("a visit neither finds nor merges anything");
    };
  }

  /** The service centre's. */
  private Visited answered(
      OrderStep step,
      VisitAnswer answer,
      WorkOrder order,
      Map<String, String> fields,
      VisitBook book,
      OtherOrders others) {
    Optional<String> note = OrderFields.note(OrderAction.VISIT, fields);
    Instant now = answer.at();
    return switch (answer.result()) {
      case SATISFIED -> new Visited.Made(answer, List.of(step), Optional.empty());
      case NOT_REACHED -> {
        boolean last = tries(VisitLevel.DESK, book) % TRIES == TRIES - 1;
        OrderEdit edit = last ? closed(order, now) : new OrderEdit(order, now);
        yield new Visited.Made(
            answer,
            List.of(edit.step(answer.by(), Optional.empty(), NOT_REACHED, note)),
            Optional.empty());
      }
      case UNSATISFIED -> {
        OrderStep asked =
            new OrderEdit(order, now)
                .clocks(clocks.after(OrderAction.VISIT, order, order.status(), now))
                .step(answer.by(), Optional.empty(), OrderAction.VISIT.word(), note);
        yield lookedAtAgain(asked, answer, others);
      }
    };
  }

  /** How often nobody answered since somebody last did. */
  private static long tries(VisitLevel level, VisitBook book) {
    List<VisitAnswer> newestFirst = book.answers(level).toList().reversed();
    return newestFirst.stream().takeWhile(answer -> !answer.reached()).count();
  }

  /** That of quality, or of the head. */
  private Visited sampled(
      WorkOrder order,
      Actor actor,
      Map<String, String> fields,
      VisitBook book,
      OtherOrders others,
      Instant now) {
    Optional<OrderRefusal> wrong =
        new OrderFields(site)
            .refusal(OrderAction.VISIT, order, fields)
            .or(() -> refusal(order, actor, book, now));
    if (wrong.isPresent()) {
      return new Visited.Refused(wrong.get());
    }
    VisitLevel level = his(order, actor, book, now).getFirst();
    VisitAnswer answer = VisitForm.answer(order.id(), level, book, fields, actor.user(), now);
    OrderStep step =
        new OrderEdit(order, now)
            .step(
                actor.user(),
                Optional.empty(),
                answer.reached() ? OrderAction.VISIT.word() : NOT_REACHED,
                Optional.of(
                    OrderFields.note(OrderAction.VISIT, fields)
                        .map(note -> level.word() + "; " + note)
                        .orElse(level.word())));
    return answer.result() == Result.UNSATISFIED
        ? lookedAtAgain(step, answer, others)
        : new Visited.Made(answer, List.of(step), Optional.empty());
  }

  /** Why somebody may not sample the closed order now; empty: he may. */
  private Optional<OrderRefusal> refusal(
      WorkOrder order, Actor actor, VisitBook book, Instant now) {
    List<VisitLevel> waiting = waiting(order, book, now);
    if (waiting.isEmpty()) {
      return Optional.of(new OrderRefusal.WrongStatus(OrderAction.VISIT, order.status()));
    }
    if (order.hands().contains(actor.user())) {
      return Optional.of(new OrderRefusal.OwnWork(actor.user()));
    }
    if (waiting.stream().noneMatch(level -> asks(level, actor))) {
      VisitLevel first = waiting.getFirst();
      return Optional.of(new OrderRefusal.NotTheVisitor(first, shares.by(first)));
    }
    return his(order, actor, book, now).isEmpty()
        ? Optional.of(new OrderRefusal.AskedBefore(actor.user()))
        : Optional.empty();
  }

  /** What is waiting for him: he has not asked on another's behalf. */
  private List<VisitLevel> his(WorkOrder order, Actor actor, VisitBook book, Instant now) {
    return waiting(order, book, now).stream()
        .filter(level -> asks(level, actor))
        .filter(
            level ->
                book.answers().stream()
                    .filter(VisitAnswer::reached)
                    .noneMatch(it -> it.level() != level && it.by().equals(actor.user())))
        .toList();
  }

  private boolean asks(VisitLevel level, Actor actor) {
    List<String> named = shares.by(level);
    return named.isEmpty()
        ? actor.roles().stream().anyMatch(SAMPLING::contains)
        : named.contains(actor.user());
  }

  /** The samples that are to be made of the order as it stands. */
  public List<VisitLevel> waiting(WorkOrder order, VisitBook book, Instant now) {
    boolean closed =
        order.status() == OrderStatus.CLOSED
            && order.closedAt().filter(end -> !end.plus(SAMPLED_WITHIN).isBefore(now)).isPresent();
    return !closed
        ? List.of()
        : SAMPLES.stream()
            .filter(book::drawn)
            .filter(level -> !book.reached(level) && tries(level, book) < TRIES)
            .toList();
  }

  /** Whether somebody may make a sample of the closed order now. */
  public boolean offered(WorkOrder order, Actor actor, VisitBook book, Instant now) {
    return refusal(order, actor, book, now).isEmpty();
  }

  /** Whether somebody may make this sample of the closed order now. */
  public boolean offered(
      VisitLevel level, WorkOrder order, Actor actor, VisitBook book, Instant now) {
    return offered(order, actor, book, now) && his(order, actor, book, now).contains(level);
  }

  /** The form of a visit. */
  public static AllowedAction form(WorkOrder order) {
    return new AllowedAction(OrderAction.VISIT, OrderFields.wanted(OrderAction.VISIT, order));
  }

  /**
   * When the visit for which the order waits is due: that of the service centre by its clock, a
   * sample as long after the closing.
   */
  public Optional<Instant> due(WorkOrder order) {
    return order.status() == OrderStatus.VISIT
        ? order.clocks().stream()
            .filter(clock -> clock.name().equals(Clocks.VISIT) && clock.going())
            .map(Clock::dueAt)
            .findFirst()
        : order
            .closedAt()
            .filter(_ -> order.status() == OrderStatus.CLOSED)
            .flatMap(clocks::visitDue);
  }

  /** A bad answer goes back to engineering [R19]. */
  private Visited lookedAtAgain(OrderStep asked, VisitAnswer answer, OtherOrders others) {
    WorkOrder order = asked.order();
    String why = answer.note().orElse(answer.result().word());
    boolean again =
        order
                .closedAt()
                .filter(end -> end.plus(AlarmOrders.REOPENED_WITHIN).isBefore(answer.at()))
                .isEmpty()
            && others.openBeside(order).isEmpty();
    if (!again) {
      return new Visited.Made(answer, List.of(asked), Optional.of(anew(order, answer, why)));
    }
    OrderStep reopened =
        new OrderEdit(order, answer.at())
            .status(OrderStatus.DISPATCHED)
            .remedy(Remedy.NONE)
            .clocks(clocks.after(OrderAction.REOPEN, order, OrderStatus.DISPATCHED, answer.at()))
            .step(answer.by(), Optional.empty(), OrderAction.REOPEN.word(), Optional.of(why));
    return new Visited.Made(answer, List.of(asked, reopened), Optional.empty());
  }

  private OrderDraft anew(WorkOrder order, VisitAnswer answer, String why) {
    Map<String, String> report = new LinkedHashMap<>(order.report());
    report.put("content", why);
    report.put("taken_by", answer.by());
    return new HandReport(
            order.equipment(),
            order.location(),
            why,
            order.urgency(),
            order.severity(),
            order.trade(),
            order.concern(),
            report)
        .draft(site, answer.by(), answer.at());
  }
}
