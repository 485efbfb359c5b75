package org.zhiban.gateway.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.notify.channel.Notifier.Reply;

/** The three robots, each with its own way to say no under HTTP 200. */
class RobotTest {
  abstract static class OneRobot extends HttpNotifierContract {
    abstract Robot.Kind kind();

    abstract String type();

    @Override
    Notifier notifier() {
      return new Robot(
          kind(),
          Messages.channel(type(), address(), List.of(), kind() != Robot.Kind.WECOM),
          post(),
          () -> Messages.NOW);
    }

    /** WeCom knows the key in the address alone. */
    @Override
    List<String> secrets() {
      return kind() == Robot.Kind.WECOM ? List.of(PATH) : super.secrets();
    }

    void says(String answer, String expected) throws InterruptedException {
      answers(200, answer);
      assertThat(notifier().send(delivery()))
          .isEqualTo(new Reply.Failed(expected, Optional.empty()));
    }

    @Test
    void another_program_at_the_address_is_a_failure() throws InterruptedException {
      answers(200, "<html>welcome</html>");
      assertThat(notifier().send(delivery())).isInstanceOf(Reply.Failed.class);
      answers(200, "{}");
      assertThat(notifier().send(delivery())).isInstanceOf(Reply.Failed.class);
    }
  }

  @Nested
  class WeCom extends OneRobot {
    @Override
    Robot.Kind kind() {
      return Robot.Kind.WECOM;
    }

    @Override
    String type() {
      return "wecom";
    }

    @Override
    void takes() {
      answers(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Test
    void the_text_is_its_format() throws InterruptedException {
      takes();
      var _ = notifier().send(delivery());
      assertThat(body().getString("msgtype")).isEqualTo("text");
      assertThat(body().getJsonObject("text").getString("content")).contains("1#生活水泵");
    }

    @Test
    void refusals_under_status_200_are_failures() throws InterruptedException {
      says(
          "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}",
          "errcode 45009 api freq out of limit");
      says(
          "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}",
          "errcode 93000 invalid webhook url");
    }

    @Test
    void a_text_is_cut_at_2048_bytes_and_never_within_a_character() throws InterruptedException {
      takes();
      var _ = notifier().send(Messages.delivery("水".repeat(1_000), Optional.empty()));
      String sent = body().getJsonObject("text").getString("content");
      assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isBetween(2_040, 2_048);
      assertThat(sent).matches("水+…");
    }
  }

  @Nested
  class DingTalk extends OneRobot {
    @Override
    Robot.Kind kind() {
      return Robot.Kind.DINGTALK;
    }

    @Override
    String type() {
      return "dingtalk";
    }

    @Override
    void takes() {
      answers(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Test
    void time_and_signature_stand_in_the_address() throws InterruptedException {
      takes();
      var _ = notifier().send(delivery());
      String sign =
          Base64.getEncoder()
              .encodeToString(Signatures.hmac(Messages.KEY, "1795230720123\n" + Messages.KEY));
      assertThat(query()).startsWith("timestamp=1795230720123&sign=");
      assertThat(URLDecoder.decode(query(), StandardCharsets.UTF_8)).endsWith("sign=" + sign);
      assertThat(body().getJsonObject("text").getString("content")).contains("1#生活水泵");
    }

    @Test
    void refusals_under_status_200_are_failures() throws InterruptedException {
      says("{\"errcode\":310000,\"errmsg\":\"sign not match\"}", "errcode 310000 sign not match");
    }
  }

  @Nested
  class Feishu extends OneRobot {
    @Override
    Robot.Kind kind() {
      return Robot.Kind.FEISHU;
    }

    @Override
    String type() {
      return "feishu";
    }

    @Override
    void takes() {
      answers(200, "{\"code\":0,\"msg\":\"success\",\"data\":{}}");
    }

    @Test
    void time_and_signature_stand_in_the_body() throws InterruptedException {
      takes();
      var _ = notifier().send(delivery());
      assertThat(body().getString("timestamp")).isEqualTo("1795230720");
      assertThat(body().getString("sign"))
          .isEqualTo(
              Base64.getEncoder()
                  .encodeToString(Signatures.hmac("1795230720\n" + Messages.KEY, "")));
      assertThat(body().getString("msg_type")).isEqualTo("text");
      assertThat(body().getJsonObject("content").getString("text")).contains("1#生活水泵");
    }

    @Test
    void refusals_under_status_200_are_failures() throws InterruptedException {
      says(
          "{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour\"}",
          "code 19021 sign match fail or timestamp is not within one hour");
    }
  }
}
