package org.zhiban.gateway.operations.sql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.zhiban.gateway.operations.Account;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.RaisedRule;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.gateway.operations.StoredAnswer;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.operations.StoredSession;
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

/** Each question, asked of the table that answers it. */
class SqlQueries extends SqlTopics {
  static final String CURSOR = "cursor/";

  final AlarmTable alarms;
  final OrderTable orders;
  final OrderHistoryTable orderHistory;
  final PermitTable permits;
  final FollowUpTable followUps;
  final CalendarFeedTable calendarFeeds;
  final EventTable events;
  final AccountTable accounts;
  final AuditTable audit;
  final MemoryTable memory;
  final CommissioningTable commissioning;
  final NotificationTable notifications;

  SqlQueries(Handle handle) {
    super(handle);
    alarms = new AlarmTable(handle);
    orders = new OrderTable(handle);
    orderHistory = new OrderHistoryTable(handle);
    permits = new PermitTable(handle);
    followUps = new FollowUpTable(handle);
    calendarFeeds = new CalendarFeedTable(handle);
    events = new EventTable(handle);
    accounts = new AccountTable(handle);
    audit = new AuditTable(handle);
    memory = new MemoryTable(handle);
    commissioning = new CommissioningTable(handle);
    notifications = new NotificationTable(handle);
  }

  @Override
  public List<Alarm> standingAlarms() {
    return alarms.standing();
  }

  @Override
  public Optional<Alarm> alarm(String id) {
    return alarms.find(id);
  }

  @Override
  public Page<Alarm> alarms(
      Set<AlarmState> states,
      Set<Priority> priorities,
      Optional<String> equipment,
      Page.Request page) {
    return alarms.list(states, priorities, equipment, page);
  }

  @Override
  public List<AlarmChange> alarmHistory(String id) {
    return alarms.history(id);
  }

  @Override
  public List<AlarmChange> alarmChanges(Instant from, Instant to) {
    return alarms.changes(from, to);
  }

  @Override
  public List<AlarmChange> lastAlarmChanges(Instant before) {
    return alarms.lastChanges(before);
  }

  @Override
  public int alarmsOfRule(String equipment, String rule, Instant since, String except) {
    return alarms.countOfRule(equipment, rule, since, except);
  }

  @Override
  public List<RuleMemory> ruleMemory() {
    return memory.rules();
  }

  @Override
  public Optional<WorkOrder> order(String id) {
    return orders.find(id);
  }

  @Override
  public List<RaisedRule> raisedSince(Instant since) {
    return alarms.raisedSince(since);
  }

  @Override
  public Optional<String> orderOfAlarm(String alarm) {
    return orders.ofAlarm(alarm);
  }

  @Override
  public Optional<WorkOrder> orderOfFault(String fault, Instant closedAfter) {
    return orders.ofFault(fault, closedAfter);
  }

  @Override
  public List<WorkOrder> ordersOfAlarms(Instant openedBefore, Instant closedAfter) {
    return orders.ofAlarms(openedBefore, closedAfter);
  }

  @Override
  public Page<WorkOrder> orders(
      Set<OrderStatus> statuses,
      Optional<String> assignee,
      Optional<String> equipment,
      Optional<Concern> concern,
      Page.Request page) {
    return orders.list(statuses, assignee, equipment, concern, page);
  }

  @Override
  public List<WorkOrder> openOrdersOfPlan(String plan, String equipment) {
    return orders.openOfPlan(plan, equipment);
  }

  @Override
  public List<WorkOrder> ordersMergedInto(String order) {
    return orders.mergedInto(order);
  }

  @Override
  public List<WorkOrder> ordersLockingOut() {
    return orders.lockingOut();
  }

  @Override
  public FollowUpTable followUps() {
    return followUps;
  }

  @Override
  public Optional<CalendarFeed> calendarFeed(String id) {
    return calendarFeeds.find(id);
  }

  @Override
  public List<CalendarFeed> calendarFeeds() {
    return calendarFeeds.standing();
  }

  @Override
  public List<Permit> permitsLasting(Instant after) {
    return permits.lasting(after);
  }

  @Override
  public List<Permit> permitsUnlooked(Instant after) {
    return permits.unlooked(after);
  }

  @Override
  public Optional<Permit> permit(String id) {
    return permits.find(id);
  }

  @Override
  public Page<Permit> permits(Page.Request page) {
    return permits.list(page);
  }

  @Override
  public int permitsNumbered(String prefix) {
    return permits.countOf(prefix);
  }

  @Override
  public Map<String, Integer> openOrdersByEquipment() {
    return orders.openByEquipment();
  }

  @Override
  public List<OrderChange> orderHistory(String id) {
    return orderHistory.history(id);
  }

  @Override
  public List<PendingOrder> pendingOrders(Instant dueBy) {
    return orderHistory.pending(dueBy);
  }

  @Override
  public Optional<PendingOrder> pendingOrder(String alarm) {
    return orderHistory.pendingOf(alarm);
  }

  @Override
  public Optional<Instant> lastRaised(String equipment, String rule, Instant since) {
    return alarms.lastRaised(equipment, rule, since);
  }

  @Override
  public Optional<Instant> lastEvent(String equipment, String point, Instant since) {
    return events.last(equipment, point, since);
  }

  @Override
  public Page<StoredEvent> events(
      Optional<String> equipment,
      Optional<String> type,
      Optional<Instant> from,
      Optional<Instant> to,
      Page.Request page) {
    return events.list(equipment, type, from, to, page);
  }

  @Override
  public Optional<StoredEvent> event(PointRef point, String id) {
    return events.find(point, id);
  }

  @Override
  public List<StoredEvent> eventsReceived(Instant from, Instant to) {
    return events.received(from, to);
  }

  @Override
  public Optional<Account> account(String user) {
    return accounts.account(user);
  }

  @Override
  public Optional<StoredSession> session(String tokenHash) {
    return accounts.session(tokenHash);
  }

  @Override
  public Optional<StoredAnswer> answer(String user, String key) {
    return accounts.answer(user, key);
  }

  @Override
  public Page<AuditEntry> audit(Page.Request page) {
    return audit.list(page);
  }

  @Override
  public List<AuditEntry> auditAfter(long number, int limit) {
    return audit.after(number, limit);
  }

  @Override
  public List<SignedReading> signedReadings() {
    return commissioning.all();
  }

  @Override
  public Optional<Long> cursor(String name) {
    return memory.marker(CURSOR + name);
  }

  @Override
  public List<Escalation> escalations() {
    return notifications.escalations();
  }

  @Override
  public List<Escalation> escalationsOf(String alarm) {
    return notifications.escalationsOf(alarm);
  }

  @Override
  public List<Escalation> dueEscalations(Instant now) {
    return notifications.due(now);
  }

  @Override
  public Optional<Instant> announcementWindow(String route, Instant after) {
    return notifications.window(route, after);
  }

  @Override
  public Optional<Delivery> delivery(String id) {
    return notifications.find(id);
  }

  @Override
  public Optional<Delivery> nextDelivery(String channel, Instant now) {
    return notifications.next(channel, now);
  }

  @Override
  public List<Delivery> waitingDeliveriesAbout(String alarm) {
    return notifications.waitingAbout(alarm);
  }

  @Override
  public Page<Delivery> deliveries(
      Optional<String> alarm, Set<Delivery.State> states, Page.Request page) {
    return notifications.list(alarm, states, page);
  }

  @Override
  public int waitingDeliveries(String channel) {
    return notifications.waiting(channel);
  }
}
