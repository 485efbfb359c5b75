package org.zhiban.gateway.operations.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.zhiban.gateway.operations.Account;
import org.zhiban.gateway.operations.AuditEntry;
import org.zhiban.gateway.operations.AuditProof;
import org.zhiban.gateway.operations.OperationsTransaction;
import org.zhiban.gateway.operations.SignedReading;
import org.zhiban.gateway.operations.StoredAnswer;
import org.zhiban.gateway.operations.StoredEvent;
import org.zhiban.gateway.operations.StoredSession;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.maintenance.CalendarFeed;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.MemoryChange;

/** Each change, made in the table that holds it. */
final class SqlTransaction extends SqlQueries implements OperationsTransaction {
  private static final String PART = "part";

  private final Handle handle;
  private final Dialect dialect;

  SqlTransaction(Handle handle, Dialect dialect) {
    super(handle);
    this.handle = handle;
    this.dialect = dialect;
  }

  @Override
  public void record(AlarmChange change) {
    alarms.record(change);
  }

  @Override
  public void shiftWaiting(Duration by) {
    orderHistory.shift(by);
    notifications.shift(by);
  }

  @Override
  public void remember(MemoryChange change) {
    memory.take(change);
  }

  @Override
  public String nextOrderNumber(LocalDate day) {
    return orderHistory.nextNumber(day);
  }

  @Override
  public void record(WorkOrder order, OrderChange change) {
    orders.save(order);
    orderHistory.append(change);
  }

  @Override
  public void save(CalendarFeed feed) {
    calendarFeeds.save(feed);
  }

  @Override
  public void save(Permit permit) {
    permits.save(permit);
  }

  @Override
  public Optional<RuntimeException> attempt(Runnable part) {
    handle.savepoint(PART);
    try {
      part.run();
    } catch (RuntimeException e) {
      if (Refusals.ofTheStore(dialect, e)) {
        throw e;
      }
      handle.rollbackToSavepoint(PART);
      return Optional.of(e);
    }
    handle.releaseSavepoint(PART);
    return Optional.empty();
  }

  @Override
  public void await(PendingOrder pending) {
    orderHistory.await(pending);
  }

  @Override
  public void forget(String alarm) {
    orderHistory.forget(alarm);
  }

  @Override
  public boolean keep(StoredEvent event, boolean lastWins) {
    return events.keep(event, lastWins);
  }

  @Override
  public int forgetClearText(Instant receivedBefore, int most) {
    return events.forgetClearText(receivedBefore, most);
  }

  @Override
  public int forgetPrivateFields(Instant receivedBefore, int most) {
    return events.forgetPrivateFields(receivedBefore, most);
  }

  @Override
  public void save(Account account) {
    accounts.save(account);
  }

  @Override
  public void save(StoredSession session) {
    accounts.save(session);
  }

  @Override
  public void endSession(String tokenHash) {
    accounts.endSession(tokenHash);
  }

  @Override
  public void endSessionsOf(String user) {
    accounts.endSessionsOf(user);
  }

  @Override
  public void endSessionsBefore(Instant now) {
    accounts.endSessionsBefore(now);
  }

  @Override
  public void save(StoredAnswer answer) {
    accounts.save(answer);
  }

  @Override
  public void replace(StoredAnswer answer) {
    accounts.replace(answer);
  }

  @Override
  public void forgetAnswersBefore(Instant time) {
    accounts.forgetAnswersBefore(time);
  }

  @Override
  public void audit(AuditEntry.Draft entry) {
    AuditProof.keep(this, audit.append(entry));
  }

  @Override
  public void sign(SignedReading reading) {
    commissioning.save(reading);
  }

  @Override
  public void save(Escalation escalation) {
    notifications.save(escalation);
  }

  @Override
  public void end(Escalation escalation) {
    notifications.end(escalation);
  }

  @Override
  public void add(Delivery delivery) {
    notifications.add(delivery);
  }

  @Override
  public void update(Delivery delivery) {
    notifications.update(delivery);
  }

  @Override
  public void cursor(String name, long value) {
    memory.marker(CURSOR + name, value);
  }
}
