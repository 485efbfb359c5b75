package org.zhiban.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhiban.gateway.notify.NotifiedSite.T;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsQueries;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.Page;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Site;

/** Alarm and message stand in one transaction, over a real store. */
class NotificationDeskTest {
  @TempDir private Path folder;
  private final AtomicInteger rung = new AtomicInteger();
  private Instant now = T;
  private Optional<Life> process = Optional.empty();

  /** A gateway's part that lives and dies with it. */
  private record Life(OperationsStore store, OperationsDesk desk, NotificationDesk notifications) {}

  private Site site = NotifiedSite.site();

  @BeforeEach
  void start() {
    OperationsStore store = SqliteOperationsStore.open(folder);
    OperationsDesk desk = new OperationsDesk(store);
    desk.start();
    process =
        Optional.of(
            new Life(
                store, desk, new NotificationDesk(site, desk, rung::incrementAndGet, () -> now)));
  }

  private Life running() {
    return process.orElseThrow();
  }

  @AfterEach
  void stop() {
    running().desk().close();
    running().store().close();
  }

  private void written(AlarmChange change) {
    boolean done =
        running()
            .store()
            .transact(
                tx -> {
                  tx.record(change);
                  running().notifications().consider(tx, change, now);
                  return true;
                });
    assertThat(done).isTrue();
  }

  private List<Delivery> deliveries(Delivery.State... states) {
    return running()
        .store()
        .<Page<Delivery>>query(
            q -> q.deliveries(Optional.empty(), Set.of(states), Page.Request.FIRST))
        .items();
  }

  private void clockStrikes() throws InterruptedException {
    running().notifications().workOff();
    settled();
  }

  /** What was asked of the desk before is done when this is. */
  private void settled() throws InterruptedException {
    assertThat(running().desk().record(_ -> true).join()).isTrue();
  }

  @Test
  void the_message_is_on_disk_with_the_alarm_or_neither_is() {
    assertThatThrownBy(
            () ->
                running()
                    .store()
                    .transact(
                        tx -> {
                          tx.record(NotifiedSite.raised("a1"));
                          running().notifications().consider(tx, NotifiedSite.raised("a1"), now);
                          throw new ArithmeticException("before the commit");
                        }))
        .isInstanceOf(ArithmeticException.class);
    assertThat(deliveries()).isEmpty();

    written(NotifiedSite.raised("a1"));
    assertThat(deliveries()).singleElement().extracting(Delivery::channel).isEqualTo("archive");
  }

  @Test
  void acknowledging_calls_off_what_waits_and_what_is_to_come() throws InterruptedException {
    written(NotifiedSite.raised("a1"));
    written(NotifiedSite.acknowledged("a1"));
    now = T.plusSeconds(600);
    clockStrikes();

    assertThat(deliveries()).hasSize(1);
    assertThat(deliveries(Delivery.State.CANCELLED)).hasSize(1);
    assertThat(running().store().<Integer>query(q -> q.escalations().size())).isZero();
  }

  /** A chat is a record too: that somebody was quick does not leave it out. */
  @Test
  void a_route_that_tells_also_tells_of_what_was_acknowledged_at_once() {
    stop();
    site = NotifiedSite.telling();
    start();
    now = T.plusSeconds(40);
    written(NotifiedSite.pump(AlarmChange.Kind.RAISED, false));
    assertThat(deliveries()).isEmpty();
    written(NotifiedSite.pump(AlarmChange.Kind.ACKNOWLEDGED, true));

    assertThat(deliveries(Delivery.State.WAITING)).hasSize(1);
    assertThat(running().store().<Integer>query(q -> q.escalations().size())).isZero();
  }

  @Test
  void the_next_process_goes_on_where_the_clock_stands() throws InterruptedException {
    written(NotifiedSite.raised("a1"));
    stop();
    now = T.plusSeconds(90);
    start();
    running().notifications().start();
    clockStrikes();

    assertThat(deliveries()).extracting(Delivery::channel).containsExactly("voice", "archive");
    assertThat(rung.get()).isPositive();
  }

  @Test
  void a_repetition_is_left_out_while_the_same_message_waits() throws InterruptedException {
    written(NotifiedSite.raised("a1"));
    for (int minute = 1; minute <= 20; minute++) {
      now = T.plusSeconds(60L * minute);
      clockStrikes();
    }
    assertThat(deliveries()).as("nobody answers").hasSize(2);

    Delivery voice = deliveries().getFirst();
    boolean done =
        running()
            .store()
            .transact(
                tx -> {
                  tx.update(voice.sent(now, "HTTP 200"));
                  return true;
                });
    assertThat(done).isTrue();
    now = T.plusSeconds(60L * 26);
    clockStrikes();
    assertThat(deliveries()).hasSize(3);
  }

  @Test
  void an_alarm_that_is_no_more_ends_with_the_start() throws InterruptedException {
    written(NotifiedSite.raised("a1"));
    boolean done =
        running()
            .store()
            .transact(
                tx -> {
                  tx.record(NotifiedSite.acknowledged("a1"));
                  return true;
                });
    assertThat(done).isTrue();
    running().notifications().start();
    settled();

    assertThat(running().store().query(OperationsQueries::escalations)).isEmpty();
  }
}
