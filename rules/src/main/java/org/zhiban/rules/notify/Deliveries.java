package org.zhiban.rules.notify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.NotificationSpec;
import org.zhiban.model.site.Site;
import org.zhiban.rules.notify.Recipients.Addressee;

/** The way of one message: made, tried, tried again, called off or given up. */
public final class Deliveries {
  /** Before the second try; doubled each time. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  /** Pauses differ by up to this share, so that messages that failed together part. */
  static final double JITTER = 0.2;

  private static final int TIME_DIGITS = 11;
  private static final int NAME_DIGITS = 12;
  private static final int MOST_DOUBLINGS = 10;

  private final NotificationSpec spec;

  /** However long the other side wants to be left alone. */
  private static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  public Deliveries(Site site) {
    this.spec = site.notification();
  }

  /**
   * A message to be sent now. Its id says when, what and to whom, so that the same decision made
   * twice is the same message.
   */
  static Delivery of(Addressee to, String route, Notice notice, Instant now) {
    String about =
        notice.subjects().isEmpty()
            ? notice.text()
            : notice.subjects().stream().map(Deliveries::about).collect(Collectors.joining(","));
    String says =
        String.join(
            "|",
            to.channel(),
            to.recipient().orElse(""),
            route,
            Integer.toString(notice.step()),
            about);
    String name =
        UUID.nameUUIDFromBytes(says.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return new Delivery(
        HexFormat.of().toHexDigits(now.toEpochMilli(), TIME_DIGITS)
            + "-"
            + name.substring(0, NAME_DIGITS),
        to.channel(),
        to.recipient(),
        route,
        notice,
        Delivery.State.WAITING,
        0,
        now,
        now,
        Optional.empty(),
        Optional.empty());
  }

  private static String about(Notice.Subject subject) {
    return switch (subject) {
      case Notice.OfAlarm alarm -> alarm.alarm();
      case Notice.OfOrder order -> order.order() + " " + order.step();
    };
  }

  /** A message that tries a channel. */
  public static Delivery test(String channel, Notice notice, Instant now) {
    return of(new Addressee(channel, Optional.empty()), "", notice, now);
  }

  /**
   * After a try in vain.
   *
   * @param asked how long the other side wants to be left alone
   * @param dice from 0 to 1, for the jitter
   */
  public Delivery failed(
      Delivery tried, String answer, Optional<Duration> asked, Instant now, double dice) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tried.attempts(), MOST_DOUBLINGS));
    Duration usual = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    long spread = Math.round(usual.toMillis() * (1 + JITTER * (2 * dice - 1)));
    // Who asks for a day is tried again before that: it may be a call for help.
    Duration pause =
        asked
            .filter(a -> a.toMillis() > spread)
            .map(a -> a.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : a)
            .orElse(Duration.ofMillis(spread));
    Instant next = now.plus(pause);
    return next.isAfter(tried.createdAt().plus(spec.giveUp()))
        ? tried.givenUp(now, answer)
        : tried.again(next, answer);
  }

  /**
   * Whether a message that waits is called off once its alarms no longer call.
   *
   * @param suppressed they are shelved or inhibited: then nothing of them is said. Else somebody
   *     has acknowledged them: what calls people is called off, and what only tells (the one step
   *     of a route that is not {@code until: acknowledged}) is told all the same
   */
  public boolean calledOff(Delivery waiting, boolean suppressed) {
    if (waiting.state() != Delivery.State.WAITING || waiting.route().isEmpty()) {
      return false;
    }
    return suppressed || !tells(waiting.route());
  }

  /** Whether a route tells and does not call: one step, and nobody is to acknowledge. */
  public boolean tells(String name) {
    return spec.routes().stream()
        .map(NamedRoute::of)
        .filter(route -> route.name().equals(name))
        .anyMatch(route -> !route.route().untilAcknowledged() && route.steps().size() == 1);
  }
}
