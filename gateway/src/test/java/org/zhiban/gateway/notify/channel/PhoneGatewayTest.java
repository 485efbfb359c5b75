package org.zhiban.gateway.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.notify.channel.Notifier.Reply;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.Secret;

class PhoneGatewayTest extends HttpNotifierContract {
  private static final String NUMBER = "13800001234";

  @Override
  Notifier notifier() {
    return new PhoneGateway(
        Messages.SITE,
        Messages.channel("voice_gateway", address(), List.of(new Secret(NUMBER)), true),
        post(),
        () -> Messages.NOW);
  }

  @Override
  void takes() {
    answers(200, "{\"call\":\"accepted\"}");
  }

  @Override
  Delivery delivery() {
    return Messages.delivery(Optional.of("#1"));
  }

  @Override
  List<String> secrets() {
    return Stream.concat(super.secrets().stream(), Stream.of(NUMBER)).toList();
  }

  @Test
  void the_number_is_looked_up_when_it_is_sent() throws InterruptedException {
    takes();
    var _ = notifier().send(delivery());
    assertThat(body().getString("to")).isEqualTo(NUMBER);
    assertThat(body().getString("text")).contains("1#生活水泵");
    assertThat(header("Idempotency-Key")).isEqualTo(delivery().id());
    assertThat(header("X-Zhiban-Signature")).startsWith("sha256=");
  }

  @Test
  void without_a_recipient_the_service_calls_its_own() throws InterruptedException {
    takes();
    var _ = notifier().send(Messages.delivery(Optional.empty()));
    assertThat(body().containsKey("to")).isFalse();
  }

  @Test
  void somebody_without_a_number_is_not_called() throws InterruptedException {
    takes();
    assertThat(notifier().send(Messages.delivery(Optional.of("li-wei"))))
        .isEqualTo(new Reply.Failed("the site has no number of li-wei", Optional.empty()));
    assertThat(notifier().send(Messages.delivery(Optional.of("#2"))))
        .isInstanceOf(Reply.Failed.class);
    assertThat(arrived()).isZero();
  }
}
