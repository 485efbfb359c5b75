package org.zhiban.gateway.cli;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.zhiban.gateway.Gateway;
import org.zhiban.gateway.GatewayOptions;
import org.zhiban.gateway.StartException;
import org.zhiban.gateway.config.SiteAgain;
import org.zhiban.model.site.Site;
import org.zhiban.rules.alarm.Compilation;
import org.zhiban.rules.alarm.CompiledRules;
import org.zhiban.rules.alarm.RuleCompiler;

/** Runs a gateway until the process is asked to end. */
final class Serving {
  static final String PASSWORD_VARIABLE = "ZHIBAN_ADMIN_PASSWORD";

  private Serving() {}

  /**
   * Serves until SIGTERM or Ctrl-C.
   *
   * @param files reads the site again
   * @param ends closed after the gateway, in this order
   */
  static int untilAsked(
      Site site, GatewayOptions options, SiteAgain files, List<AutoCloseable> ends)
      throws InterruptedException {
    Instant began = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    InstantSource clock = Clock.systemUTC();
    Gateway gateway;
    try {
      gateway = Gateway.start(site, compiled(site), options, clock, Zhiban.version(), files);
    } catch (RuntimeException e) {
      ends.forEach(Serving::close);
      throw e;
    }
    CountDownLatch asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.close();
                  ends.forEach(Serving::close);
                  asked.countDown();
                },
                "ending"));
    gateway
        .firstPassword()
        .ifPresent(
            password ->
                Zhiban.OUT.println(
                    "sign in as admin with the password " + password + " (shown only now)"));
    double seconds = java.time.Duration.between(began, clock.instant()).toMillis() / 1000.0;
    Zhiban.OUT.println(
        String.format(
            Locale.ROOT,
            "ready http://%s:%d in %.1f s",
            hostInUrl(options.host()),
            gateway.port(),
            seconds));
    asked.await();
    return Zhiban.DONE;
  }

  private static String hostInUrl(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  static CompiledRules compiled(Site site) {
    return switch (RuleCompiler.compile(site, site.pointIndex())) {
      case Compilation.Compiled(CompiledRules rules) -> rules;
      case Compilation.Broken(var problems) ->
          throw new StartException(
              "the rules of the site do not compile: " + problems, new IllegalStateException());
    };
  }

  static Optional<String> adminPassword() {
    return Optional.ofNullable(System.getenv(PASSWORD_VARIABLE))
        .filter(password -> !password.isBlank());
  }

  private static void close(AutoCloseable end) {
    try {
      end.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      Zhiban.ERR.println("zhiban: while ending: " + e);
    }
  }
}
