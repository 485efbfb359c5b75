package org.zhiban.gateway.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookTest extends HttpNotifierContract {
  @Override
  Notifier notifier() {
    return notifier(true);
  }

  private Notifier notifier(boolean signed) {
    return new Webhook(
        "huidu",
        Messages.channel("webhook", address(), List.of(), signed),
        post(),
        () -> Messages.NOW);
  }

  @Override
  void takes() {
    answers(204, "");
  }

  @Test
  void it_says_what_where_since_when_and_under_which_key() throws InterruptedException {
    takes();
    var _ = notifier().send(delivery());

    JsonObject body = body();
    assertThat(header("Idempotency-Key")).isEqualTo(delivery().id());
    assertThat(body.getString("id")).isEqualTo(delivery().id());
    assertThat(body.getString("kind")).isEqualTo("alarm");
    assertThat(body.getString("site")).isEqualTo("huidu");
    assertThat(body.getInteger("step")).isEqualTo(2);
    assertThat(body.getString("priority")).isEqualTo("P1");
    assertThat(body.getString("link")).isEqualTo("https://zhiban.example.com/alarms/a1");
    JsonObject alarm = body.getJsonArray("alarms").getJsonObject(0);
    assertThat(alarm.getString("equipment")).isEqualTo("pump-b1");
    assertThat(alarm.getString("location")).isEqualTo("B1/水泵房");
    assertThat(alarm.getJsonObject("message").getString("en")).isEqualTo("pressure low");
    assertThat(alarm.getString("raised_at")).isEqualTo("2026-11-21T03:12:00.123Z");
  }

  /** As a receiver in any language checks it. */
  @Test
  void with_a_secret_time_and_body_are_signed() throws InterruptedException {
    takes();
    var _ = notifier().send(delivery());

    String time = header("X-Zhiban-Timestamp");
    assertThat(time).isEqualTo("1795230720");
    assertThat(header("X-Zhiban-Signature"))
        .isEqualTo(
            "sha256="
                + HexFormat.of()
                    .formatHex(Signatures.hmac(Messages.KEY, time + "." + body().encode())));
  }

  @Test
  void without_a_secret_nothing_is_signed() throws InterruptedException {
    takes();
    var _ = notifier(false).send(delivery());

    assertThat(header("X-Zhiban-Signature")).isEqualTo("null");
  }

  /** RFC 4231, test case 2. */
  @Test
  void the_signature_is_the_one_of_the_standard() {
    assertThat(HexFormat.of().formatHex(Signatures.hmac("Jefe", "what do ya want for nothing?")))
        .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
