package org.zhiban.gateway.operations.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.zhiban.gateway.operations.Page;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.notification.Notice;

/** Steps under way, and messages. */
record NotificationTable(Handle handle) {
  private static final TypeReference<Notice> NOTICE = new TypeReference<>() {};

  private static final RowMapper<Escalation> ESCALATION =
      Row.mapper(
          row ->
              new Escalation(
                  row.text("alarm"),
                  row.text("route"),
                  row.instant("started_at"),
                  row.number("next_step"),
                  row.optionalInstant("due_at"),
                  row.flag("paused")));

  private static final RowMapper<Delivery> DELIVERY =
      Row.mapper(
          row ->
              new Delivery(
                  row.text("id"),
                  row.text("channel"),
                  row.optionalText("recipient"),
                  row.text("route"),
                  row.json("notice", NOTICE),
                  row.word("state", Delivery.State.class),
                  row.number("attempts"),
                  row.instant("created_at"),
                  row.instant("next_at"),
                  row.optionalInstant("ended_at"),
                  row.optionalText("answer")));

  List<Escalation> escalations() {
    return handle
        .createQuery("SELECT * FROM escalation ORDER BY alarm, route")
        .map(ESCALATION)
        .list();
  }

  List<Escalation> escalationsOf(String alarm) {
    return handle
        .createQuery("SELECT * FROM escalation WHERE alarm = :alarm ORDER BY route")
        .bind("alarm", alarm)
        .map(ESCALATION)
        .list();
  }

  List<Escalation> due(Instant now) {
    return handle
        .createQuery(
            """
            SELECT * FROM escalation
            WHERE due_at IS NOT NULL AND NOT paused AND due_at <= :now ORDER BY due_at, alarm, route
            """)
        .bind("now", now)
        .map(ESCALATION)
        .list();
  }

  /** When the next first step of a route is due. */
  Optional<Instant> window(String route, Instant after) {
    return handle
        .createQuery(
            """
            SELECT started_at FROM escalation
            WHERE next_step = 0 AND due_at IS NOT NULL AND NOT paused
              AND route = :route AND started_at > :after
            ORDER BY started_at LIMIT 1
            """)
        .bind("route", route)
        .bind("after", after)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  void save(Escalation escalation) {
    handle
        .createUpdate(
            """
            INSERT INTO escalation (alarm, route, started_at, next_step, due_at, paused)
            VALUES (:alarm, :route, :startedAt, :next, :dueAt, :paused)
            ON CONFLICT (alarm, route) DO UPDATE SET started_at = excluded.started_at,
              next_step = excluded.next_step, due_at = excluded.due_at, paused = excluded.paused
            """)
        .bind("alarm", escalation.alarm())
        .bind("route", escalation.route())
        .bind("startedAt", escalation.startedAt())
        .bind("next", escalation.next())
        .bind("dueAt", escalation.dueAt())
        .bind("paused", escalation.paused())
        .execute();
  }

  void end(Escalation escalation) {
    handle.execute(
        "DELETE FROM escalation WHERE alarm = ? AND route = ?",
        escalation.alarm(),
        escalation.route());
  }

  void shift(Duration by) {
    long millis = by.toMillis();
    handle.execute(
        "UPDATE escalation SET started_at = started_at + ?, due_at = due_at + ?", millis, millis);
    handle.execute(
        "UPDATE delivery SET created_at = created_at + ?, next_at = next_at + ?"
            + " WHERE state = 'WAITING'",
        millis,
        millis);
  }

  /**
   * A message that is there already and was tried stays as it is: the decision was made twice. One
   * that nobody has heard yet says what is true now.
   */
  void add(Delivery delivery) {
    int added =
        handle
            .createUpdate(
                """
                INSERT INTO delivery (id, channel, recipient, route, urgency, notice, state,
                  attempts, created_at, next_at, ended_at, answer)
                VALUES (:id, :channel, :recipient, :route, :urgency, :notice, :state,
                  :attempts, :createdAt, :nextAt, :endedAt, :answer)
                ON CONFLICT (id) DO UPDATE SET urgency = excluded.urgency,
                  notice = excluded.notice, state = 'WAITING', next_at = excluded.next_at,
                  ended_at = NULL, answer = NULL
                WHERE delivery.attempts = 0 AND delivery.state IN ('WAITING', 'CANCELLED')
                """)
            .bind("id", delivery.id())
            .bind("channel", delivery.channel())
            .bind("recipient", delivery.recipient())
            .bind("route", delivery.route())
            .bind("urgency", delivery.notice().rank())
            .bind("notice", Json.write(delivery.notice()))
            .bind("state", delivery.state())
            .bind("attempts", delivery.attempts())
            .bind("createdAt", delivery.createdAt())
            .bind("nextAt", delivery.nextAt())
            .bind("endedAt", delivery.endedAt())
            .bind("answer", delivery.answer())
            .execute();
    if (added == 1) {
      delivery.notice().alarms().stream()
          .map(Notice.OfAlarm::alarm)
          .distinct()
          .forEach(
              alarm ->
                  handle.execute(
                      "INSERT INTO delivery_alarm (delivery, alarm) VALUES (?, ?)"
                          + " ON CONFLICT DO NOTHING",
                      delivery.id(),
                      alarm));
    }
  }

  void update(Delivery delivery) {
    int changed =
        handle
            .createUpdate(
                """
                UPDATE delivery SET state = :state, attempts = :attempts, next_at = :nextAt,
                  ended_at = :endedAt, answer = :answer
                WHERE id = :id
                """)
            .bind("id", delivery.id())
            .bind("state", delivery.state())
            .bind("attempts", delivery.attempts())
            .bind("nextAt", delivery.nextAt())
            .bind("endedAt", delivery.endedAt())
            .bind("answer", delivery.answer())
            .execute();
    if (changed != 1) {
      throw new IllegalArgumentException("no such message: " + delivery.id());
    }
  }

  Optional<Delivery> find(String id) {
    return handle
        .createQuery("SELECT * FROM delivery WHERE id = :id")
        .bind("id", id)
        .map(DELIVERY)
        .findOne();
  }

  /** The most urgent that may be sent by now, and of those the oldest. */
  Optional<Delivery> next(String channel, Instant now) {
    return handle
        .createQuery(
            """
            SELECT * FROM delivery
            WHERE channel = :channel AND state = 'WAITING' AND next_at <= :now
            ORDER BY urgency, next_at, id LIMIT 1
            """)
        .bind("channel", channel)
        .bind("now", now)
        .map(DELIVERY)
        .findOne();
  }

  List<Delivery> waitingAbout(String alarm) {
    return handle
        .createQuery(
            """
            SELECT d.* FROM delivery_alarm a JOIN delivery d ON d.id = a.delivery
            WHERE a.alarm = :alarm AND d.state = 'WAITING' ORDER BY d.id
            """)
        .bind("alarm", alarm)
        .map(DELIVERY)
        .list();
  }

  Page<Delivery> list(Optional<String> alarm, Set<Delivery.State> states, Page.Request page) {
    return Select.from("delivery")
        .whereGiven(
            "id IN (SELECT delivery FROM delivery_alarm WHERE alarm = :alarm)", "alarm", alarm)
        .whereAny("state", states)
        .whereGiven("id < :after", "after", page.after())
        .page(handle, "id DESC", page.limit(), DELIVERY, Delivery::id);
  }

  int waiting(String channel) {
    return handle
        .createQuery("SELECT COUNT(*) FROM delivery WHERE channel = :channel AND state = 'WAITING'")
        .bind("channel", channel)
        .mapTo(Integer.class)
        .one();
  }
}
