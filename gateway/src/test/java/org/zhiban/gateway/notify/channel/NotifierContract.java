package org.zhiban.gateway.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.notify.channel.Notifier.Reply;
import org.zhiban.model.notification.Delivery;

/** What every way of telling people must hold to; each implementation extends this. */
abstract class NotifierContract {
  /** The way, to a service that does as the test last said. */
  abstract Notifier notifier();

  /** The service takes messages. */
  abstract void takes();

  /** The service answers, and says no in its own way, repeating all that it was told. */
  abstract void refuses();

  /** Nobody answers. */
  abstract void away();

  /** What must never be shown. */
  abstract List<String> secrets();

  /** How many messages have arrived. */
  abstract int arrived();

  Delivery delivery() {
    return Messages.delivery(Optional.empty());
  }

  @Test
  void what_the_other_side_took_is_taken() throws InterruptedException {
    takes();
    Reply reply = notifier().send(delivery());

    assertThat(reply).isInstanceOf(Reply.Taken.class);
    assertThat(arrived()).isEqualTo(1);
    assertThat(reply.toString()).doesNotContain(secrets());
  }

  @Test
  void a_refusal_is_a_failure_that_tells_no_secret() throws InterruptedException {
    refuses();
    Reply reply = notifier().send(delivery());

    assertThat(reply).isInstanceOf(Reply.Failed.class);
    assertThat(((Reply.Failed) reply).answer()).isNotBlank().hasSizeLessThan(400);
    assertThat(reply.toString()).doesNotContain(secrets());
  }

  @Test
  void silence_is_a_failure_that_tells_no_secret() throws InterruptedException {
    away();
    Reply reply = notifier().send(delivery());

    assertThat(reply).isInstanceOf(Reply.Failed.class);
    assertThat(((Reply.Failed) reply).answer()).isNotBlank();
    assertThat(reply.toString()).doesNotContain(secrets());
  }

  @Test
  void after_a_failure_the_next_try_may_succeed() throws InterruptedException {
    refuses();
    assertThat(notifier().send(delivery())).isInstanceOf(Reply.Failed.class);
    takes();
    assertThat(notifier().send(delivery())).isInstanceOf(Reply.Taken.class);
  }
}
