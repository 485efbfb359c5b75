package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.maintenance.CalendarFeed;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.RuleMemory;

/** What can be asked of the operations store. Lists are newest first unless they say otherwise. */
public interface OperationsQueries {
  /** Every alarm that still stands, oldest first: what the engine goes on with after a restart. */
  List<Alarm> standingAlarms();

  Optional<Alarm> alarm(String id);

  /**
   * Empty filters let everything through; without a state filter only standing alarms are listed.
   */
  Page<Alarm> alarms(
      Set<AlarmState> states,
      Set<Priority> priorities,
      Optional<String> equipment,
      Page.Request page);

  /** Oldest first. */
  List<AlarmChange> alarmHistory(String id);

  /** The steps of all alarms with {@code from <= at < to}, oldest first. */
  List<AlarmChange> alarmChanges(Instant from, Instant to);

  /** How often each rule raised an alarm since, the most often first. */
  List<RaisedRule> raisedSince(Instant since);

  /**
   * The last step before a time of every alarm that stands now or moved since: among them are all
   * that stood then.
   */
  List<AlarmChange> lastAlarmChanges(Instant before);

  /** How many alarms of a rule were raised since a time, other than one. */
  int alarmsOfRule(String equipment, String rule, Instant since, String except);

  /** What the rules remember between samples: running delays, counts, windows. */
  List<RuleMemory> ruleMemory();

  DispatchQueries dispatch();

  OrderReportQueries reports();

  Optional<WorkOrder> order(String id);

  /** Number of the order that holds an alarm, the open one first. */
  Optional<String> orderOfAlarm(String alarm);

  /** The open order of a fault, or the newest closed since {@code closedAfter}. */
  Optional<WorkOrder> orderOfFault(String fault, Instant closedAfter);

  /**
   * Orders of alarms that were opened before a time, and are open or were closed after another;
   * oldest first.
   */
  List<WorkOrder> ordersOfAlarms(Instant openedBefore, Instant closedAfter);

  /** Empty filters let everything through. */
  Page<WorkOrder> orders(
      Set<OrderStatus> statuses,
      Optional<String> assignee,
      Optional<String> equipment,
      Optional<Concern> concern,
      Page.Request page);

  /** Of whatever concern. */
  default Page<WorkOrder> orders(
      Set<OrderStatus> statuses,
      Optional<String> assignee,
      Optional<String> equipment,
      Page.Request page) {
    return orders(statuses, assignee, equipment, Optional.empty(), page);
  }

  /** Every order in one of the statuses, however many. */
  default List<WorkOrder> everyOrder(Set<OrderStatus> statuses) {
    List<WorkOrder> every = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<WorkOrder> page =
          orders(
              statuses,
              Optional.empty(),
              Optional.empty(),
              new Page.Request(Page.Request.MAX, after));
      every.addAll(page.items());
      after = page.next();
    } while (after.isPresent());
    return every;
  }

  /** Open orders of a plan at an equipment, by number. */
  List<WorkOrder> openOrdersOfPlan(String plan, String equipment);

  /** Orders that were put under another, by number. */
  List<WorkOrder> ordersMergedInto(String order);

  /** Orders that were made of failed lines of checklists. */
  CorrectiveQueries correctives();

  /** Orders in progress that lock out rules, by number. */
  List<WorkOrder> ordersLockingOut();

  /** What is on record of faults beyond their orders. */
  FaultQueries faults();

  /** Which order hangs on which. */
  OrderLinkQueries links();

  /** Permits that were not ended and end after a time, by number. */
  List<Permit> permitsLasting(Instant after);

  /** Permits of hot work that were over after a time and at which nobody looked again. */
  List<Permit> permitsUnlooked(Instant after);

  Optional<Permit> permit(String id);

  Page<Permit> permits(Page.Request page);

  /** How many permits have a number that begins so. */
  int permitsNumbered(String prefix);

  /** The money of orders. */
  CostQueries costs();

  /** What was recorded around the faults of orders. */
  SampleQueries samples();

  /** What the machine did with orders whose time ran on. */
  FollowUpQueries followUps();

  /** Who signed for which shift. */
  HandoverBookQueries handoverBook();

  /** The control room's log. */
  ControlLogQueries controlLog();

  /** Keys, tools and badges. */
  LendingQueries lending();

  StockQueries stock();

  /** Meters that people read by eye. */
  MeterQueries meters();

  /** Reports of weeks and months. */
  PeriodReportQueries periodReports();

  /** Return visits of orders. */
  VisitQueries visits();

  /** Photographs, signatures and documents of orders. */
  AttachmentQueries attachments();

  Optional<CalendarFeed> calendarFeed(String id);

  /** Those that were not revoked, oldest first. */
  List<CalendarFeed> calendarFeeds();

  /** Labels by which residents report. */
  LabelQueries labels();

  /** Notices to residents. */
  NoticeQueries notices();

  /** Papers that run out. */
  PaperQueries papers();

  /** Walks of routes. */
  PatrolQueries patrols();

  /** How many orders are open, by equipment. */
  Map<String, Integer> openOrdersByEquipment();

  /** Oldest first. */
  List<OrderChange> orderHistory(String id);

  /** Orders whose hold-off is over by then, earliest first. */
  List<PendingOrder> pendingOrders(Instant dueBy);

  /** The order that waits for the hold-off of an alarm. */
  Optional<PendingOrder> pendingOrder(String alarm);

  /** The visits of the plans. */
  ScheduleQueries schedule();

  /** When an alarm of a rule was last raised, not before a time. */
  Optional<Instant> lastRaised(String equipment, String rule, Instant since);

  /** When an event of a point last happened, not before a time. */
  Optional<Instant> lastEvent(String equipment, String point, Instant since);

  /**
   * Events with {@code from <= time < to}, newest first by time; empty filters let everything
   * through.
   */
  Page<StoredEvent> events(
      Optional<String> equipment,
      Optional<String> type,
      Optional<Instant> from,
      Optional<Instant> to,
      Page.Request page);

  /** An event by its point and the id that the device gave it. */
  Optional<StoredEvent> event(PointRef point, String id);

  /** Events that were received with {@code from <= received < to}, in order of arrival. */
  List<StoredEvent> eventsReceived(Instant from, Instant to);

  Optional<Account> account(String user);

  Optional<StoredSession> session(String tokenHash);

  /** The answer that was given to this user under this idempotency key. */
  Optional<StoredAnswer> answer(String user, String key);

  /** Newest first. */
  Page<AuditEntry> audit(Page.Request page);

  /** Oldest first, from the one behind a number; at most {@code limit}. */
  List<AuditEntry> auditAfter(long number, int limit);

  /** The signed lines of the commissioning sheet, by equipment and point. */
  List<SignedReading> signedReadings();

  /** What is under way about alarms, by alarm and route. */
  List<Escalation> escalations();

  /** What is under way about one alarm. */
  List<Escalation> escalationsOf(String alarm);

  /** The steps that are due by now and not paused, earliest first. */
  List<Escalation> dueEscalations(Instant now);

  /** When the next joint message of a route starts, after a time; empty where none waits. */
  Optional<Instant> announcementWindow(String route, Instant after);

  Optional<Delivery> delivery(String id);

  /** The most urgent message of a channel that may be sent by now, and of those the oldest. */
  Optional<Delivery> nextDelivery(String channel, Instant now);

  /** Messages that wait and speak of an alarm, oldest first. */
  List<Delivery> waitingDeliveriesAbout(String alarm);

  /** Empty filters let everything through. */
  Page<Delivery> deliveries(Optional<String> alarm, Set<Delivery.State> states, Page.Request page);

  /** How many messages of a channel wait. */
  int waitingDeliveries(String channel);

  /** What figures are made of. */
  FigureQueries figures();

  /** A named number that survives restarts: forwarding cursors. */
  Optional<Long> cursor(String name);
}
