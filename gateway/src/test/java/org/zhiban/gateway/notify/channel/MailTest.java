package org.zhiban.gateway.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.site.Secret;

/** Against a mail server in this process (GreenMail). */
class MailTest extends NotifierContract {
  private static final String TO = "duty@example.com";
  private static final String PASSWORD = "p@ss:w0rd";

  private final Vertx vertx = Vertx.vertx();
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private String password = PASSWORD;
  private int port;

  @BeforeEach
  void startServer() {
    server.start();
    port = server.getSmtp().getPort();
    server.setUser("zhiban@example.com", PASSWORD);
  }

  @AfterEach
  void stopServer() {
    server.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Override
  Notifier notifier() {
    return new Mail(
        Messages.SITE,
        Messages.channel(
            "email",
            "smtp://zhiban@example.com:" + password + "@127.0.0.1:" + port,
            List.of(new Secret(TO)),
            false),
        vertx);
  }

  @Override
  void takes() {
    password = PASSWORD;
  }

  @Override
  void refuses() {
    password = "another";
  }

  @Override
  void away() {
    server.stop();
  }

  @Override
  List<String> secrets() {
    return List.of(PASSWORD, "another", TO, "127.0.0.1");
  }

  @Override
  int arrived() {
    return server.getReceivedMessages().length;
  }

  @Test
  void the_mail_is_readable_and_carries_the_message_s_id()
      throws InterruptedException, MessagingException, IOException {
    takes();
    var _ = notifier().send(delivery());

    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("【P1 紧急】1#生活水泵 出口压力低");
    assertThat(mail.getContent().toString()).contains("位置：B1/水泵房");
    assertThat(mail.getMessageID()).isEqualTo("<" + delivery().id() + "@huidu.zhiban>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://mail.example.com, mail.example.com, 25, false, , ",
    "smtps://mail.example.com, mail.example.com, 465, true, , ",
    "smtp://u:p@mail.example.com, mail.example.com, 587, false, u, p",
    "smtp://u@qq.com:p@s:s@mail.example.com:2525/, mail.example.com, 2525, false, u@qq.com, p@s:s",
    "smtp://[::1]:2525, ::1, 2525, false, , "
  })
  void the_address_says_server_and_login(
      String address, String host, int port, boolean tls, String user, String secret) {
    MailServer mail = MailServer.of(new Secret(address));

    assertThat(mail)
        .isEqualTo(
            new MailServer(
                host,
                port,
                tls,
                Optional.ofNullable(user),
                Optional.ofNullable(secret).map(Secret::new)));
  }
}
