package org.zhiban.gateway.notify.channel;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;

/**
 * Mail by SMTP (RFC 5321). A password goes over TLS alone, except to this machine itself. The
 * message's id is in {@code Message-ID}, by which a mailbox knows a repeat.
 */
final class Mail implements Notifier {
  /** With a password; the library would also offer it as a token. */
  private static final String AUTH_METHODS = "CRAM-SHA256 CRAM-SHA1 CRAM-MD5 LOGIN PLAIN";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final String site;
  private final Channel channel;
  private final MailClient client;

  Mail(Site site, Channel channel, Vertx vertx) {
    this.site = site.id();
    this.channel = channel;
    this.client = MailClient.create(vertx, config(MailServer.of(channel.address().orElseThrow())));
  }

  private static MailConfig config(MailServer server) {
    MailConfig config =
        new MailConfig()
            .setHostname(server.host())
            .setPort(server.port())
            .setSsl(server.tls())
            .setKeepAlive(false)
            .setMaxPoolSize(1);
    config.setConnectTimeout((int) CONNECT.toMillis());
    config.setIdleTimeout((int) LONGEST.toSeconds());
    if (server.user().isPresent()) {
      config
          .setLogin(LoginOption.REQUIRED)
          .setAuthMethods(AUTH_METHODS)
          .setUsername(server.user().get())
          .setPassword(server.password().map(Secret::reveal).orElse(""))
          .setStarttls(
              server.local() || server.tls() ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED);
    } else {
      config.setLogin(LoginOption.DISABLED).setStarttls(StartTLSOptions.OPTIONAL);
    }
    return config;
  }

  @Override
  public Reply send(Delivery delivery) throws InterruptedException {
    String from = channel.from().orElseThrow();
    List<String> to = channel.to().stream().map(Secret::reveal).toList();
    MailMessage message =
        new MailMessage()
            .setFrom(from)
            .setTo(to)
            .setSubject(delivery.notice().title())
            .setText(delivery.notice().text())
            .setHeaders(
                MultiMap.caseInsensitiveMultiMap()
                    .add("Message-ID", "<" + delivery.id() + "@" + site + ".zhiban>")
                    .add("Auto-Submitted", "auto-generated"));
    try {
      var _ =
          client
              .sendMail(message)
              .toCompletionStage()
              .toCompletableFuture()
              .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      return new Reply.Taken("accepted for " + to.size() + " recipients");
    } catch (TimeoutException _) {
      return new Reply.Failed("no answer within " + LONGEST.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Reply.Failed(
          e.getCause() instanceof SMTPException refused
              ? "SMTP " + refused.getReplyCode()
              : "the mail server cannot be reached, or refuses the login or a secure connection");
    }
  }
}
