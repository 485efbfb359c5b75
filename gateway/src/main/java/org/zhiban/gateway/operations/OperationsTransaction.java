package org.zhiban.gateway.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.maintenance.CalendarFeed;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.PendingOrder;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.alarm.MemoryChange;

/** What can be changed within one transaction of the operations store. */
public interface OperationsTransaction extends OperationsQueries {
  /** Saves the alarm as it stands after the change, and the change in its history. */
  void record(AlarmChange change);

  /**
   * Does a part of it that may fail by itself: then the part alone is undone.
   *
   * @return why it was undone; empty: it is a part of the transaction
   * @throws RuntimeException of the store where it cannot be written: then nothing of the
   *     transaction is
   */
  Optional<RuntimeException> attempt(Runnable part);

  /**
   * The clock was set: orders that wait for their hold-off, and messages and their steps, are due
   * as long after the present as before. Negative: it was set back.
   */
  void shiftWaiting(Duration by);

  /** What the rules remember otherwise. */
  void remember(MemoryChange change);

  /** The next order number of a day, {@code WX-20261121-014}; each once, also across restarts. */
  String nextOrderNumber(LocalDate day);

  /**
   * Saves an order, new (version 1) or changed (one version more than stored), and the line of its
   * history. A second open order of one fault is refused by the store itself.
   *
   * @throws ChangeRefusedException where a rule of the store is broken
   */
  void record(WorkOrder order, OrderChange change);

  @Override
  OrderLinkRecords links();

  @Override
  SampleRecords samples();

  @Override
  FaultRecords faults();

  @Override
  CorrectiveRecords correctives();

  @Override
  OrderReportRecords reports();

  @Override
  CostRecords costs();

  @Override
  FollowUpRecords followUps();

  @Override
  HandoverBookRecords handoverBook();

  @Override
  ControlLogRecords controlLog();

  @Override
  LendingRecords lending();

  @Override
  StockRecords stock();

  OverlookedRecords overlooked();

  @Override
  MeterRecords meters();

  @Override
  PeriodReportRecords periodReports();

  @Override
  VisitRecords visits();

  @Override
  AttachmentRecords attachments();

  /** Saves a calendar's link; of one that is there, that it was revoked. */
  void save(CalendarFeed feed);

  /** Saves a permit; of one that is there, that it was ended, and looked after. */
  void save(Permit permit);

  @Override
  LabelRecords labels();

  @Override
  NoticeRecords notices();

  @Override
  PaperRecords papers();

  @Override
  PatrolRecords patrols();

  /** Waits for the hold-off of an alarm's order; replaces an earlier entry of the alarm. */
  void await(PendingOrder pending);

  /** Forgets the wait; nothing happens where there is none. */
  void forget(String alarm);

  @Override
  ScheduleRecords schedule();

  /** Keeps an event; says whether it is new or changed something, false for a repeat. */
  boolean keep(StoredEvent event, boolean lastWins);

  /** Takes the clear text out of the oldest events that were received before; says of how many. */
  int forgetClearText(Instant receivedBefore, int most);

  /** Takes the private fields out of the oldest events that were received before. */
  int forgetPrivateFields(Instant receivedBefore, int most);

  void save(Account account);

  void save(StoredSession session);

  void endSession(String tokenHash);

  /** Ends every session of a user. */
  void endSessionsOf(String user);

  /** Ends every session that expired before. */
  void endSessionsBefore(Instant now);

  /** Keeps the first answer under a key; a second one is refused. */
  void save(StoredAnswer answer);

  /**
   * Puts the answer in the place of the one that was saved under its key before the outcome was
   * known.
   */
  void replace(StoredAnswer answer);

  /** Forgets answers given before; their keys may be used anew. */
  void forgetAnswersBefore(Instant time);

  /** Appends to the audit; the store chains it by hash to the entry before. */
  void audit(AuditEntry.Draft entry);

  /** Signs a line of the commissioning sheet; it takes the place of an earlier one of the point. */
  void sign(SignedReading reading);

  /** Saves where an alarm stands on a route. */
  void save(Escalation escalation);

  /** Nothing more is said of it. */
  void end(Escalation escalation);

  /** Adds a message to be sent; one that is there already stays as it is. */
  void add(Delivery delivery);

  /**
   * Saves how far a message came.
   *
   * @throws IllegalArgumentException where it is not there
   */
  void update(Delivery delivery);

  void cursor(String name, long value);
}
