package org.zhiban.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.gateway.notify.NotifiedSite.T;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.notify.channel.Notifier;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.gateway.operations.sql.SqliteOperationsStore;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.Site;
import org.zhiban.rules.notify.Deliveries;

/** One step of the sender at a time, over a real store and a leaping clock. */
class ChannelSenderTest {
  private static final Site SITE = NotifiedSite.site();

  @TempDir private Path folder;
  private Optional<OperationsStore> store = Optional.empty();
  private Optional<OperationsDesk> desk = Optional.empty();
  private Instant now = T;
  private final List<String> sent = new ArrayList<>();
  private Notifier.Reply reply = new Notifier.Reply.Taken("ok");
  private Runnable meanwhile = () -> {};

  @BeforeEach
  void open() {
    OperationsStore opened = SqliteOperationsStore.open(folder);
    store = Optional.of(opened);
    OperationsDesk clerk = new OperationsDesk(opened);
    clerk.start();
    desk = Optional.of(clerk);
  }

  @AfterEach
  void close() {
    desk.orElseThrow().close();
    store.orElseThrow().close();
  }

  private ChannelSender sender(Pace pace) {
    return new ChannelSender(
        "archive",
        delivery -> {
          sent.add(delivery.id());
          meanwhile.run();
          return reply;
        },
        pace,
        new Deliveries(SITE),
        store.orElseThrow(),
        desk.orElseThrow(),
        () -> now,
        () -> 0.5);
  }

  private Delivery waiting(int number) {
    Notice notice = new Notice(Priority.P1, "t" + number, "text", Optional.empty(), 1, List.of());
    Delivery delivery = Deliveries.test("archive", notice, T.plusMillis(number));
    boolean done =
        store
            .orElseThrow()
            .transact(
                tx -> {
                  tx.add(delivery);
                  return true;
                });
    assertThat(done).isTrue();
    return delivery;
  }

  private Delivery found(Delivery delivery) {
    return store
        .orElseThrow()
        .<Optional<Delivery>>query(q -> q.delivery(delivery.id()))
        .orElseThrow();
  }

  @Test
  void what_is_taken_is_sent_and_nothing_is_sent_twice() throws InterruptedException {
    Delivery one = waiting(0);
    ChannelSender sender = sender(Pace.free());

    assertThat(sender.step()).isEqualTo(Duration.ZERO);
    assertThat(sender.step()).isEqualTo(ChannelSender.IDLE);
    assertThat(sent).containsExactly(one.id());
    assertThat(found(one)).isEqualTo(one.sent(T, "ok"));
    assertThat(sender.sent()).isEqualTo(1);
    assertThat(sender.failing()).isFalse();
  }

  @Test
  void what_fails_waits_for_its_time_and_is_tried_again() throws InterruptedException {
    Delivery one = waiting(0);
    ChannelSender sender = sender(Pace.free());
    reply = new Notifier.Reply.Failed("HTTP 503", Optional.empty());
    assertThat(sender.step()).isEqualTo(Duration.ZERO);
    assertThat(sender.failing()).isTrue();
    assertThat(sender.step()).as("not before its time").isEqualTo(ChannelSender.IDLE);
    assertThat(found(one).answer()).contains("HTTP 503");

    now = T.plusSeconds(2);
    reply = new Notifier.Reply.Taken("ok");
    assertThat(sender.step()).isEqualTo(Duration.ZERO);
    assertThat(sent).containsExactly(one.id(), one.id());
    assertThat(found(one).state()).isEqualTo(Delivery.State.SENT);
    assertThat(found(one).attempts()).isEqualTo(2);
    assertThat(sender.failing()).isFalse();
  }

  @Test
  void after_its_time_it_is_given_up_and_seen() throws InterruptedException {
    Delivery one = waiting(0);
    ChannelSender sender = sender(Pace.free());
    reply = new Notifier.Reply.Failed("HTTP 500", Optional.empty());
    now = T.plus(SITE.notification().giveUp());
    assertThat(sender.step()).isEqualTo(Duration.ZERO);

    assertThat(found(one).state()).isEqualTo(Delivery.State.FAILED);
    assertThat(sender.givenUp()).isEqualTo(1);
    assertThat(sender.step()).isEqualTo(ChannelSender.IDLE);
  }

  @Test
  void a_crash_between_sending_and_recording_sends_it_again_under_the_same_id()
      throws InterruptedException {
    Delivery one = waiting(0);
    meanwhile = () -> store.orElseThrow().close();
    ChannelSender crashed = sender(Pace.free());
    desk.orElseThrow().close();
    Thread dying =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    var _ = crashed.step();
                  } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                  }
                });
    // Nobody records any more: the process is gone before the answer is on disk.
    while (sent.isEmpty()) {
      Thread.onSpinWait();
    }
    dying.interrupt();
    dying.join();

    meanwhile = () -> {};
    open();
    assertThat(sender(Pace.free()).step()).isEqualTo(Duration.ZERO);
    assertThat(sent).containsExactly(one.id(), one.id());
    assertThat(found(one).state()).isEqualTo(Delivery.State.SENT);
  }

  @Test
  void what_is_called_off_on_its_way_is_as_it_went() throws InterruptedException {
    Delivery arrives = waiting(0);
    meanwhile =
        () -> {
          boolean done =
              store
                  .orElseThrow()
                  .transact(
                      tx -> {
                        tx.update(tx.delivery(sent.getLast()).orElseThrow().cancelled(now));
                        return true;
                      });
          assertThat(done).isTrue();
        };
    assertThat(sender(Pace.free()).step()).isEqualTo(Duration.ZERO);
    assertThat(found(arrives).state()).isEqualTo(Delivery.State.SENT);

    Delivery fails = waiting(1);
    reply = new Notifier.Reply.Failed("HTTP 503", Optional.empty());
    now = T.plusSeconds(1);
    assertThat(sender(Pace.free()).step()).isEqualTo(Duration.ZERO);
    assertThat(found(fails).state()).isEqualTo(Delivery.State.CANCELLED);
  }

  @Test
  void a_robot_is_sent_no_more_than_it_takes() throws InterruptedException {
    for (int number = 0; number < 4; number++) {
      var _ = waiting(number);
    }
    now = T.plusSeconds(1);
    ChannelSender sender = sender(Pace.of(3, Duration.ofMinutes(1)));
    for (int number = 0; number < 3; number++) {
      assertThat(sender.step()).isEqualTo(Duration.ZERO);
    }
    now = T.plusSeconds(60);
    assertThat(sender.step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(sent).hasSize(3);
    now = T.plusSeconds(61);
    assertThat(sender.step()).isEqualTo(Duration.ZERO);
    assertThat(sent).hasSize(4);
  }
}
