package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.workorder.PendingOrder;

/** Steps under way, and messages. */
interface NotificationStorage extends StoreUnderTest {
  private static Escalation step(String alarm, String route, long dueIn) {
    return new Escalation(
        alarm, route, Given.T0, 0, Optional.of(Given.T0.plusSeconds(dueIn)), false);
  }

  private static Delivery message(String id, String channel, Priority priority, String... alarms) {
    List<Notice.OfAlarm> subjects =
        Arrays.stream(alarms)
            .map(
                alarm ->
                    new Notice.OfAlarm(
                        alarm,
                        "pump-b1",
                        new LocalizedText("1#泵", "pump 1"),
                        Optional.of("B1"),
                        Optional.empty(),
                        "low_pressure",
                        "loop_no=1",
                        priority,
                        false,
                        new LocalizedText("压力低", "pressure low"),
                        2,
                        Given.T0))
            .toList();
    return new Delivery(
        id,
        channel,
        Optional.of("li-wei"),
        "route",
        new Notice(
            priority, "标题", "标题\n正文", Optional.of("https://z/alarms/a1"), 2, List.copyOf(subjects)),
        Delivery.State.WAITING,
        0,
        Given.T0,
        Given.T0,
        Optional.empty(),
        Optional.empty());
  }

  private void alarms(String... ids) {
    write(
        store(),
        tx ->
            Arrays.stream(ids)
                .forEach(id -> tx.record(Given.raised(Given.alarm(id, "pump-" + id, "dry")))));
  }

  @Test
  default void a_step_comes_back_as_it_was_after_a_restart() {
    alarms("a1");
    Escalation waiting = step("a1", "r1", 60);
    Escalation done = new Escalation("a1", "r2", Given.T0, 3, Optional.empty(), true);
    write(
        store(),
        tx -> {
          tx.save(waiting);
          tx.save(done);
        });

    assertThat(listed(reopened(), OperationsQueries::escalations)).containsExactly(waiting, done);
    assertThat(listed(q -> q.escalationsOf("a1"))).containsExactly(waiting, done);
    assertThat(listed(q -> q.escalationsOf("a2"))).isEmpty();
  }

  @Test
  default void due_is_what_is_not_paused_and_has_its_time() {
    alarms("a1", "a2", "a3");
    write(
        store(),
        tx -> {
          tx.save(step("a2", "r1", 30));
          tx.save(step("a1", "r1", 60));
          tx.save(step("a3", "r1", 10).paused(true));
        });
    Instant then = Given.T0.plusSeconds(60);

    assertThat(listed(q -> q.dueEscalations(Given.T0.plusSeconds(29)))).isEmpty();
    assertThat(listed(q -> q.dueEscalations(then)).stream().map(Escalation::alarm))
        .containsExactly("a2", "a1");
    write(store(), tx -> tx.save(step("a2", "r1", 90)));
    assertThat(listed(q -> q.dueEscalations(then)).stream().map(Escalation::alarm))
        .containsExactly("a1");
    write(store(), tx -> tx.end(step("a1", "r1", 60)));
    assertThat(listed(q -> q.dueEscalations(then))).isEmpty();
    assertThat(listed(q -> window(q, "r1", Given.T0.minusMillis(1)))).containsExactly(Given.T0);
    assertThat(listed(q -> window(q, "r1", Given.T0))).as("it is open").isEmpty();
    assertThat(listed(q -> window(q, "r2", Given.T0.minusMillis(1)))).isEmpty();
  }

  private static List<Instant> window(OperationsQueries store, String route, Instant after) {
    return store.announcementWindow(route, after).stream().toList();
  }

  @Test
  default void a_message_comes_back_as_it_was_and_the_same_one_twice_is_once() {
    alarms("a1", "a2");
    Delivery joint = message("d1", "chat", Priority.P2, "a1", "a2");
    write(store(), tx -> tx.add(joint));
    write(store(), tx -> tx.update(joint.again(Given.T0.plusSeconds(2), "HTTP 503")));
    write(store(), tx -> tx.add(joint));

    assertThat(found(reopened(), q -> q.delivery("d1")))
        .contains(joint.again(Given.T0.plusSeconds(2), "HTTP 503"));
    for (String alarm : List.of("a1", "a2")) {
      assertThat(
              store()
                  .<Page<Delivery>>query(
                      q -> q.deliveries(Optional.of(alarm), Set.of(), Page.Request.FIRST))
                  .items())
          .hasSize(1);
    }
    assertThatThrownBy(() -> write(store(), tx -> tx.update(message("d9", "chat", Priority.P2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void the_most_urgent_of_a_channel_goes_first_and_not_before_its_time() {
    alarms("a1");
    write(
        store(),
        tx -> {
          tx.add(message("d1", "chat", Priority.P3, "a1"));
          tx.add(message("d2", "chat", Priority.P1, "a1"));
          tx.add(message("d3", "mail", Priority.P1, "a1"));
          tx.add(message("d4", "chat", Priority.P1, "a1"));
        });

    assertThat(found(q -> q.nextDelivery("chat", Given.T0)).map(Delivery::id)).contains("d2");
    write(
        store(),
        tx ->
            tx.update(
                message("d2", "chat", Priority.P1, "a1").again(Given.T0.plusSeconds(9), "no")));
    assertThat(found(q -> q.nextDelivery("chat", Given.T0)).map(Delivery::id)).contains("d4");
    write(
        store(),
        tx -> {
          tx.update(message("d4", "chat", Priority.P1, "a1").sent(Given.T0, "ok"));
          tx.update(message("d1", "chat", Priority.P3, "a1").cancelled(Given.T0));
        });
    assertThat(found(q -> q.nextDelivery("chat", Given.T0))).isEmpty();
    assertThat(found(q -> q.nextDelivery("chat", Given.T0.plusSeconds(9))).map(Delivery::id))
        .contains("d2");
    assertThat(listed(q -> q.waitingDeliveriesAbout("a1")).stream().map(Delivery::id))
        .containsExactly("d2", "d3");
    assertThat(store().<Integer>query(q -> q.waitingDeliveries("chat"))).isEqualTo(1);
  }

  @Test
  default void messages_are_listed_newest_first_by_state_and_by_page() {
    alarms("a1");
    write(
        store(),
        tx -> {
          tx.add(message("d1", "chat", Priority.P3, "a1"));
          tx.add(message("d2", "chat", Priority.P1, "a1"));
          tx.add(message("d3", "chat", Priority.P4));
          tx.update(message("d2", "chat", Priority.P1, "a1").givenUp(Given.T0, "HTTP 500"));
        });

    Page<Delivery> first =
        store()
            .query(
                q ->
                    q.deliveries(
                        Optional.empty(), Set.of(), new Page.Request(2, Optional.empty())));
    assertThat(first.items().stream().map(Delivery::id)).containsExactly("d3", "d2");
    assertThat(
            store()
                .<Page<Delivery>>query(
                    q ->
                        q.deliveries(Optional.empty(), Set.of(), new Page.Request(2, first.next())))
                .items()
                .stream()
                .map(Delivery::id))
        .containsExactly("d1");
    assertThat(
            store()
                .<Page<Delivery>>query(
                    q ->
                        q.deliveries(
                            Optional.empty(), Set.of(Delivery.State.FAILED), Page.Request.FIRST))
                .items()
                .stream()
                .map(Delivery::id))
        .containsExactly("d2");
  }

  @Test
  default void a_message_that_nobody_heard_says_what_is_true_now() {
    alarms("a1");
    Delivery first = message("d1", "chat", Priority.P3, "a1");
    Delivery second = message("d1", "chat", Priority.P1, "a1");
    write(
        store(),
        tx -> {
          tx.add(first);
          tx.update(first.cancelled(Given.T0));
          tx.add(second);
        });
    assertThat(found(q -> q.delivery("d1"))).contains(second);

    Delivery sent = second.sent(Given.T0, "ok");
    write(
        store(),
        tx -> {
          tx.update(sent);
          tx.add(first);
        });
    assertThat(found(q -> q.delivery("d1"))).contains(sent);
  }

  @Test
  default void with_the_clock_what_waits_moves_and_what_was_sent_stays() {
    alarms("a1", "a2");
    Escalation done = new Escalation("a2", "r1", Given.T0, 3, Optional.empty(), true);
    Delivery sent = message("d2", "chat", Priority.P1, "a1").sent(Given.T0, "ok");
    write(
        store(),
        tx -> {
          tx.save(step("a1", "r1", 60));
          tx.save(done);
          tx.add(message("d1", "chat", Priority.P1, "a1"));
          tx.add(message("d2", "chat", Priority.P1, "a1"));
          tx.update(sent);
          tx.await(new PendingOrder("a1", Given.T0.plusSeconds(30)));
        });
    Duration by = Duration.ofHours(-2);
    write(store(), tx -> tx.shiftWaiting(by));

    Instant then = Given.T0.plus(by);
    assertThat(listed(OperationsQueries::escalations))
        .containsExactly(
            new Escalation("a1", "r1", then, 0, Optional.of(then.plusSeconds(60)), false),
            new Escalation("a2", "r1", then, 3, Optional.empty(), true));
    assertThat(found(q -> q.delivery("d1")).map(Delivery::nextAt)).contains(then);
    assertThat(found(q -> q.delivery("d2"))).contains(sent);
    assertThat(listed(q -> q.pendingOrders(then.plusSeconds(29)))).isEmpty();
    assertThat(listed(q -> q.pendingOrders(then.plusSeconds(30)))).hasSize(1);
  }
}
