package org.zhiban.gateway.workorders;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.live.LiveFeed.Happening;
import org.zhiban.gateway.operations.Chore;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Reminder;
import org.zhiban.model.workorder.Reminder.Step;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.dispatch.PassingOn;
import org.zhiban.rules.followup.Escalations;
import org.zhiban.rules.followup.Escalations.Due;
import org.zhiban.rules.followup.Escalations.StepKey;
import org.zhiban.rules.followup.FollowUpText;
import org.zhiban.rules.followup.HeldByCause;
import org.zhiban.rules.followup.Majors;
import org.zhiban.rules.notify.OrderMessages;
import org.zhiban.rules.workorder.CommonCause;
import org.zhiban.rules.workorder.FaultMemory;
import org.zhiban.rules.workorder.Holds;
import org.zhiban.rules.workorder.MachineSteps;
import org.zhiban.rules.workorder.OrderStep;

/**
 * Follows the time of every open order: takes the steps that fall due, each in one transaction with
 * its line of history and its messages. It looks at an order when somebody moved it, and again when
 * the next step is due; at a start at every open one.
 */
public final class FollowUpDesk {
  /** In one transaction; the others have their turn a second later. */
  private static final int AT_ONCE = 50;

  /**
   * When an order of a version is looked at next.
   *
   * @param taken the steps on record; empty: they are to be read
   */
  private record Look(int version, Instant at, Optional<Set<StepKey>> taken) {}

  /**
   * An order after a look.
   *
   * @param beside others that changed with it
   */
  private record Followed(
      WorkOrder order,
      boolean changed,
      List<WorkOrder> beside,
      Set<StepKey> taken,
      Optional<Instant> next) {}

  private final Map<String, Look> looks = new HashMap<>();

  private final HeldByCause held;
  private final CauseDesk waiting;
  private final NewsDesk news;
  private final Majors majors;
  private final Escalations escalations;
  private final PassingOn passing;
  private final MachineSteps machine;
  private final Holds holds;
  private final FollowUpText text;
  private final OrderMessages messages;
  private final OrderDesk orders;
  private final Chore chore;
  private final LiveFeed feed;
  private final Runnable written;
  private final InstantSource clock;

  /**
   * For a site whose gateway starts now.
   *
   * @param written runs when messages may have been added
   */
  public FollowUpDesk(
      Site site,
      OperationsDesk desk,
      OrderDesk orders,
      LiveFeed feed,
      Runnable written,
      InstantSource clock) {
    this.held = new HeldByCause(site);
    this.waiting = new CauseDesk(site, orders);
    this.news = new NewsDesk(site);
    this.majors = new Majors(site);
    this.escalations = new Escalations(site);
    this.passing = new PassingOn(site);
    this.machine = new MachineSteps(site);
    this.holds = new Holds(site);
    this.text = new FollowUpText(site);
    this.messages = new OrderMessages(site);
    this.orders = orders;
    this.chore = desk.chore("orders whose time runs on");
    this.feed = feed;
    this.written = written;
    this.clock = clock;
  }

  /** Takes up what is open. */
  public synchronized void begin(OperationsQueries store) {
    store.everyOrder(OrderStatus.OPEN).forEach(order -> looks.put(order.id(), unread(order)));
    Optional<String> after = Optional.empty();
    do {
      Page<Alarm> page =
          store.alarms(
              Set.of(AlarmState.SUPPRESSED),
              Set.of(),
              Optional.empty(),
              new Page.Request(Page.Request.MAX, after));
      page.items().forEach(held::hear);
      page.items().forEach(waiting::hear);
      after = page.next();
    } while (after.isPresent());
  }

  /** Hears what was committed. */
  public void hear(Happening happening) {
    if (happening instanceof Happening.OrderStep(WorkOrder order)) {
      heard(order);
    } else if (happening instanceof Happening.AlarmStep(AlarmChange change, var _)) {
      heard(change.alarm());
    }
  }

  private synchronized void heard(Alarm alarm) {
    held.hear(alarm);
    waiting.hear(alarm);
  }

  private synchronized int held(WorkOrder order) {
    return order.source() == OrderSource.ALARM
        ? order.fault().map(FaultMemory::family).map(held::equipments).orElse(0)
        : 0;
  }

  private synchronized void heard(WorkOrder order) {
    Look before = looks.get(order.id());
    if (before == null) {
      looks.put(order.id(), unread(order));
    } else if (before.version() <= order.version()) {
      looks.put(order.id(), new Look(order.version(), Instant.MIN, before.taken()));
    }
  }

  private static Look unread(WorkOrder order) {
    return new Look(order.version(), Instant.MIN, Optional.empty());
  }

  private synchronized List<String> due(Instant now) {
    return looks.entrySet().stream()
        .filter(look -> !look.getValue().at().isAfter(now))
        .sorted(
            Comparator.comparing((Map.Entry<String, Look> look) -> look.getValue().at())
                .thenComparing(Map.Entry::getKey))
        .limit(AT_ONCE)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether anything is to be looked at. */
  public boolean due() {
    return !due(clock.instant()).isEmpty() || !waiting.asked().nothing();
  }

  /** Takes the steps that are due. Called by the clock, each second. */
  public void workOff() {
    List<String> due = due(clock.instant());
    CauseDesk.Asked asked = waiting.asked();
    if (!due.isEmpty() || !asked.nothing()) {
      chore.run(
          tx ->
              Stream.concat(due.stream(), waiting.orders(tx, asked).stream())
                  .distinct()
                  .flatMap(id -> tx.order(id).map(it -> look(tx, it)).stream())
                  .toList(),
          followed -> {
            waiting.looked(asked);
            followed(followed);
          });
    }
  }

  private void followed(List<Followed> followed) {
    followed.forEach(this::settle);
    List<WorkOrder> changed =
        followed.stream()
            .flatMap(
                one ->
                    Stream.concat(
                        one.changed() ? Stream.of(one.order()) : Stream.empty(),
                        one.beside().stream()))
            .toList();
    changed.forEach(order -> feed.tell(new Happening.OrderStep(order)));
    if (!changed.isEmpty()) {
      written.run();
    }
  }

  /** What somebody did meanwhile is looked at again. */
  private synchronized void settle(Followed followed) {
    WorkOrder order = followed.order();
    Look before = looks.get(order.id());
    if (before == null || before.version() > order.version()) {
      return;
    }
    if (followed.next().isPresent()) {
      looks.put(
          order.id(),
          new Look(order.version(), followed.next().get(), Optional.of(followed.taken())));
    } else {
      looks.remove(order.id());
    }
  }

  private Followed look(OperationsTransaction tx, WorkOrder order) {
    Instant now = clock.instant();
    List<WorkOrder> beside = waiting.beside(tx, order, now);
    Optional<OrderStep> ends = waiting.next(tx, order, now);
    WorkOrder stands = ends.map(OrderStep::order).orElse(order);
    Optional<OrderStep> over = holds.over(stands, now);
    over.ifPresent(step -> goesOn(tx, step, now));
    Optional<OrderStep> major = major(tx, over.map(OrderStep::order).orElse(stands), now);
    WorkOrder goes = major.or(() -> over).map(OrderStep::order).orElse(stands);
    List<OrderChange> history = history(tx, goes);
    Set<StepKey> taken = new HashSet<>(taken(tx, goes));
    boolean told = taken.addAll(news.tell(tx, goes, history, taken, now));
    Map<String, List<Due>> due = new LinkedHashMap<>();
    escalations
        .due(goes, history, taken, now)
        .forEach(
            one ->
                due.computeIfAbsent(one.key().clock() + one.key().cycle(), _ -> new ArrayList<>())
                    .add(one));
    if (due.isEmpty()) {
      boolean moved = told || goes.version() > order.version();
      return new Followed(goes, moved, beside, taken, next(goes, history, taken));
    }
    WorkOrder after = goes;
    for (List<Due> steps : due.values()) {
      WorkOrder before = after;
      after = take(tx, before, steps, now);
      steps.forEach(one -> taken.add(one.key()));
      if (after.version() > before.version()) {
        taken.add(NewsDesk.passedOn(tx, after, steps.getLast().key(), now));
      }
    }
    return new Followed(after, true, beside, taken, next(after, history(tx, after), taken));
  }

  /** When time alone will ask for something again. */
  private Optional<Instant> next(WorkOrder order, List<OrderChange> history, Set<StepKey> taken) {
    return Stream.concat(
            escalations.next(order, history, taken).stream(),
            Stream.concat(
                holds.ends(order).or(() -> CommonCause.ends(order)).stream(),
                majors.unresolvedFrom(order).stream()))
        .min(Comparator.naturalOrder());
  }

  private Optional<OrderStep> major(OperationsTransaction tx, WorkOrder order, Instant now) {
    return majors
        .of(order, () -> tx.reports().of(order.id()), held(order), now)
        .map(
            cause -> {
              String why = text.major(cause);
              OrderStep step = MachineSteps.major(order, why, now);
              orders.moved(tx, step);
              messages.of(step.order(), why, majors.told(), now).forEach(tx::add);
              return step;
            });
  }

  /** This desk alone adds to them. */
  private Set<StepKey> taken(OperationsTransaction tx, WorkOrder order) {
    return handedOut(order)
        .orElseGet(
            () ->
                tx.followUps().reminders(order.id()).stream()
                    .map(StepKey::of)
                    .collect(Collectors.toSet()));
  }

  /** Once: they are read again where nobody knows whether the transaction was committed. */
  private synchronized Optional<Set<StepKey>> handedOut(WorkOrder order) {
    Look look = looks.get(order.id());
    if (look == null) {
      return Optional.empty();
    }
    looks.put(order.id(), new Look(look.version(), look.at(), Optional.empty()));
    return look.taken();
  }

  private static List<OrderChange> history(OperationsTransaction tx, WorkOrder order) {
    return order.status() == OrderStatus.DISPATCHED ? tx.orderHistory(order.id()) : List.of();
  }

  private void goesOn(OperationsTransaction tx, OrderStep step, Instant now) {
    orders.moved(tx, step);
    messages
        .of(step.order(), text.holdOver(), step.order().assignee().stream().toList(), now)
        .forEach(tx::add);
  }

  /**
   * Steps of one promise; of several that are due together the last is told, to all of them. The
   * order as it stands then.
   */
  private WorkOrder take(OperationsTransaction tx, WorkOrder order, List<Due> steps, Instant now) {
    Due last = steps.getLast();
    steps.forEach(
        one ->
            tx.followUps()
                .add(
                    new Reminder(
                        order.id(), one.key().clock(), one.key().cycle(), one.step(), now)));
    if (last.step() == Step.PASSED_ON) {
      steps.stream().limit(steps.size() - 1L).forEach(one -> note(tx, order, one, false, now));
      return passOn(tx, order, last, now);
    }
    Set<String> names = new LinkedHashSet<>();
    steps.forEach(one -> names.addAll(escalations.told(order, one)));
    List<Delivery> told =
        last.stale(now)
            ? List.of()
            : messages.of(order, text.what(order, last), List.copyOf(names), now);
    told.forEach(tx::add);
    steps.forEach(one -> note(tx, order, one, !told.isEmpty(), now));
    return order;
  }

  private void note(OperationsTransaction tx, WorkOrder order, Due due, boolean sent, Instant now) {
    String line = text.line(order, due, escalations.told(order, due), sent);
    tx.followUps().note(MachineSteps.line(order, due.step().word(), line, now));
  }

  private WorkOrder passOn(OperationsTransaction tx, WorkOrder order, Due due, Instant now) {
    List<String> names = new ArrayList<>(escalations.told(order, due));
    Optional<PassingOn.Next> next = passing.next(order, tx.dispatch().workInHand(), now);
    String what =
        next.map(it -> text.passedOn(order, due, it.person(), it.why()))
            .orElseGet(() -> text.nobodyElse(order, due));
    WorkOrder after = order;
    if (next.isPresent()) {
      names.addFirst(next.get().person());
      OrderStep given = machine.given(order, next.get().person(), what, now);
      orders.moved(tx, given);
      after = given.order();
    } else {
      tx.followUps().note(MachineSteps.line(order, due.step().word(), what, now));
    }
    messages.of(order, what, names, now).forEach(tx::add);
    return after;
  }
}
