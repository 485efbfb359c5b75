package org.zhiban.rules.workorder;

import static org.zhiban.rules.workorder.OrderFields.text;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.Span;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.UnderCause;
import org.zhiban.model.workorder.WorkOrder;

/**
 * One cause, several orders: those that nobody has taken on wait for the order of the cause, with
 * every promise of theirs, and end with it. Never P1, life safety, or what people reported: they
 * have their own promises, whatever caused them. Whatever still stands when the cause is repaired,
 * or stands without it, goes on by itself.
 */
public final class CommonCause {
  /** The step of an order that ends with its cause. */
  public static final String ENDED_WITH = "ended_with";

  private static final Set<OrderStatus> DONE = Set.of(OrderStatus.VERIFY, OrderStatus.VISIT);

  private final Site site;
  private final Clocks clocks;
  private final Merging merging;
  private final ServiceCalendar calendar;
  private final Span atMost;

  public CommonCause(Site site) {
    this.site = site;
    this.clocks = new Clocks(site);
    this.merging = new Merging(site);
    this.calendar = new ServiceCalendar(site);
    this.atMost = site.service().followUp().holdAtMost();
  }

  /** The order that waits for its cause from now on, by the machine; empty: it does not. */
  public Optional<OrderStep> found(
      WorkOrder order, WorkOrder cause, List<Alarm> alarms, OtherOrders others, Instant now) {
    boolean waits =
        order.status().untaken()
            && order.source() == OrderSource.ALARM
            && order.cause().isEmpty()
            && order.fault().filter(FaultMemory::nothingIsRepaired).isEmpty()
            && alarms.stream().anyMatch(CommonCause::ofACause)
            && alarms.stream().allMatch(alarm -> ofACause(alarm) || over(alarm))
            && refusal(order, cause, others).isEmpty();
    return waits
        ? Optional.of(under(order, cause.id(), OrderDraft.MACHINE, Optional.empty(), now))
        : Optional.empty();
  }

  /**
   * Whether a person decided about an order since the machine let it wait: the machine does not
   * decide otherwise.
   *
   * @param history of the order, oldest first
   */
  public static boolean decided(List<OrderChange> history) {
    boolean waited = false;
    boolean decided = false;
    for (OrderChange line : history) {
      boolean under = line.action().equals(OrderAction.PUT_UNDER.word());
      waited |= under;
      if (line.actor().equals(OrderDraft.MACHINE)) {
        decided &= !under;
      } else {
        decided |= waited && !under;
      }
    }
    return decided;
  }

  /**
   * Those of the open orders for which the order may wait: of the equipment that feeds or carries
   * its own first.
   */
  public List<WorkOrder> among(List<WorkOrder> open, WorkOrder order, OtherOrders others) {
    Set<String> above = new LinkedHashSet<>();
    Optional<String> next = order.equipment();
    while (next.filter(above::add).isPresent()) {
      next = next.map(site.equipment()::get).flatMap(Equipment::parent);
    }
    order.equipment().ifPresent(above::remove);
    return open.stream()
        .filter(cause -> refusal(order, cause, others).isEmpty())
        .sorted(Comparator.comparing(cause -> cause.equipment().filter(above::contains).isEmpty()))
        .toList();
  }

  private static boolean ofACause(Alarm alarm) {
    return alarm.active() && alarm.suppression() instanceof Suppression.ByDesign;
  }

  private static boolean over(Alarm alarm) {
    return !alarm.active() && !alarm.latched();
  }

  private OrderStep under(
      WorkOrder order, String cause, String by, Optional<String> note, Instant now) {
    UnderCause waits = new UnderCause(cause, by, now, calendar.after(now, atMost));
    return new OrderEdit(order, now)
        .cause(Optional.of(waits))
        .clocks(Clocks.waiting(order, now))
        .step(
            by,
            Optional.empty(),
            OrderAction.PUT_UNDER.word(),
            Optional.of(cause + note.map(words -> "; " + words).orElse("")));
  }

  /** Whether a person may put the order under another, or take it out again. */
  boolean offered(OrderAction action, WorkOrder order) {
    return switch (action) {
      case PUT_UNDER -> order.cause().isEmpty() && !pressing(order);
      case STAND_ALONE -> order.cause().isPresent();
      default -> true;
    };
  }

  private boolean pressing(WorkOrder order) {
    return order.priority().filter(Priority.P1::equals).isPresent() || merging.lifeSafety(order);
  }

  /** Puts the order under the one of its cause, or takes it out, or says why not. */
  OrderOutcome ask(
      WorkOrder order,
      OrderAction action,
      Actor actor,
      Map<String, String> fields,
      OtherOrders others,
      Instant now) {
    Optional<String> note = text(fields, "note");
    if (action == OrderAction.STAND_ALONE) {
      return order.cause().isEmpty()
          ? new OrderOutcome.Refused(new OrderRefusal.WaitsForNone(order.id()))
          : new OrderOutcome.Done(alone(order, actor.user(), note, now));
    }
    if (order.cause().isPresent()) {
      return new OrderOutcome.Refused(
          new OrderRefusal.WaitsAlready(order.id(), order.cause().get().order()));
    }
    String number = text(fields, "under").orElseThrow();
    Optional<WorkOrder> cause = others.order(number);
    Optional<OrderRefusal> refusal =
        cause.isEmpty()
            ? wrong("没有工单 " + number, "There is no work order " + number)
            : refusal(order, cause.get(), others);
    return refusal
        .<OrderOutcome>map(OrderOutcome.Refused::new)
        .orElseGet(() -> new OrderOutcome.Done(under(order, number, actor.user(), note, now)));
  }

  private Optional<OrderRefusal> refusal(WorkOrder order, WorkOrder cause, OtherOrders others) {
    if (pressing(order)) {
      return Optional.of(new OrderRefusal.NeverWaits(order.id()));
    }
    if (others.reported(order)) {
      return Optional.of(new OrderRefusal.CallersWait(order.id()));
    }
    if (!cause.status().open() || DONE.contains(cause.status())) {
      return wrong(
          cause.id() + " 已完工，请先重新打开",
          cause.id() + " is not worked on; reopen it if it is not over");
    }
    if (chain(cause, others).contains(order.id())) {
      return wrong(
          cause.id() + " 就是本单，或正等待本单", cause.id() + " is this order, or waits for it itself");
    }
    return Optional.empty();
  }

  /** The order and those for which it waits. */
  private static Set<String> chain(WorkOrder cause, OtherOrders others) {
    Set<String> chain = new HashSet<>();
    Optional<WorkOrder> one = Optional.of(cause);
    while (one.filter(it -> chain.add(it.id())).isPresent()) {
      one = one.flatMap(WorkOrder::cause).map(UnderCause::order).flatMap(others::order);
    }
    return chain;
  }

  private static Optional<OrderRefusal> wrong(String zh, String en) {
    return Optional.of(new OrderRefusal.WrongField("under", new LocalizedText(zh, en)));
  }

  /**
   * What becomes of an order that waits for another, as that one stands now; empty: it waits on.
   *
   * @param alarms its own
   */
  public Optional<OrderStep> next(
      WorkOrder order, List<Alarm> alarms, OtherOrders others, Instant now) {
    if (order.cause().isEmpty()) {
      return Optional.empty();
    }
    UnderCause waits = order.cause().get();
    if (pressing(order)) {
      return goesOn(order, "已升级为 P1", "it is P1 now", now);
    }
    if (others.reported(order)) {
      return goesOn(order, "有人报修", "somebody reported it", now);
    }
    boolean byItself =
        waits.by().equals(OrderDraft.MACHINE)
            && alarms.stream()
                .anyMatch(
                    alarm -> alarm.active() && alarm.suppression() instanceof Suppression.None);
    if (byItself) {
      return goesOn(order, "原因已消除，报警仍在", "it stands without its cause", now);
    }
    Optional<WorkOrder> cause = others.order(waits.order());
    OrderStatus status = cause.map(WorkOrder::status).orElse(OrderStatus.CANCELLED);
    return switch (status) {
      case CLOSED -> ended(order, cause.orElseThrow(), alarms, now);
      case CANCELLED, REJECTED ->
          goesOn(order, waits.order() + " 已取消", waits.order() + " was cancelled", now);
      case MERGED -> moved(order, cause.flatMap(WorkOrder::mergedInto), others, now);
      case REPORTED,
          TRIAGED,
          WAIT_APPROVAL,
          DISPATCHED,
          ACCEPTED,
          ON_SITE,
          IN_PROGRESS,
          ON_HOLD,
          VERIFY,
          VISIT ->
          waits.until().isAfter(now)
              ? Optional.empty()
              : goesOn(order, "等待已到期", "it waited for as long as it may", now);
    };
  }

  /** The cause is repaired under yet another order, which may be this one, or wait for it. */
  private Optional<OrderStep> moved(
      WorkOrder order, Optional<String> into, OtherOrders others, Instant now) {
    return into.flatMap(others::order)
        .filter(target -> !chain(target, others).contains(order.id()))
        .map(target -> under(order, target.id(), OrderDraft.MACHINE, Optional.empty(), now))
        .or(() -> goesOn(order, "共因工单已并入本单", "its cause was put under this order", now));
  }

  /** When time alone will ask for something; empty: it waits for none. */
  public static Optional<Instant> ends(WorkOrder order) {
    return order.cause().map(UnderCause::until);
  }

  private Optional<OrderStep> goesOn(WorkOrder order, String zh, String en, Instant now) {
    return Optional.of(alone(order, OrderDraft.MACHINE, Optional.of(words(zh, en)), now));
  }

  private static OrderStep alone(WorkOrder order, String by, Optional<String> note, Instant now) {
    return new OrderEdit(order, now)
        .cause(Optional.empty())
        .clocks(Clocks.goingOn(order, now))
        .step(by, Optional.empty(), OrderAction.STAND_ALONE.word(), note);
  }

  /** The machine closes P3 and P4; the others wait for a person, as after any repair. */
  private Optional<OrderStep> ended(
      WorkOrder order, WorkOrder cause, List<Alarm> alarms, Instant now) {
    if (!alarms.stream().allMatch(CommonCause::over)) {
      return goesOn(
          order,
          cause.id() + " 已关闭，报警仍未恢复",
          cause.id() + " is closed, the alarm still stands",
          now);
    }
    boolean minor =
        order.priority().filter(priority -> priority.compareTo(Priority.P3) >= 0).isPresent();
    OrderEdit edit = new OrderEdit(order, now).cause(Optional.empty());
    cause.doers().forEach(edit::doer);
    return Optional.of(
        (minor
                ? edit.status(OrderStatus.CLOSED).clocks(Clocks.ended(order, now))
                : edit.status(OrderStatus.VERIFY).clocks(clocks.repairedElsewhere(order, now)))
            .step(OrderDraft.MACHINE, Optional.empty(), ENDED_WITH, Optional.of(cause.id())));
  }

  private String words(String zh, String en) {
    return new LocalizedText(zh, en).in(site.language());
  }
}
