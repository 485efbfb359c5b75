package org.zhiban.model.site;

import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Priority;

/**
 * Who hears of what, how.
 *
 * @param publicUrl address under which people open the console; empty: messages carry no link
 * @param repeat after which the last step of {@code until: acknowledged} is said again
 * @param holdAfterStart how long nothing but life safety is said after a start
 * @param giveUp how long a message is tried
 */
public record NotificationSpec(
    Map<String, Channel> channels,
    List<Route> routes,
    Optional<String> publicUrl,
    Duration repeat,
    Duration holdAfterStart,
    Duration giveUp) {
  /** Five minutes. */
  public static final Duration REPEAT = Duration.ofMinutes(5);

  /** Half a minute: what a cause needs to inhibit its consequences. */
  public static final Duration HOLD_AFTER_START = Duration.ofSeconds(30);

  /** Four hours. */
  public static final Duration GIVE_UP = Duration.ofHours(4);

  /** Nothing is sent. */
  public static final NotificationSpec NONE =
      new NotificationSpec(
          Map.of(), List.of(), Optional.empty(), REPEAT, HOLD_AFTER_START, GIVE_UP);

  public NotificationSpec {
    channels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    routes = List.copyOf(routes);
  }

  /**
   * A way out of the building.
   *
   * @param type wecom, dingtalk, feishu, email, webhook, sms_gateway or voice_gateway
   * @param address empty where an optional channel's secret is not set: the channel is off
   * @param secret with which messages are signed
   * @param to whom it reaches by itself: mail addresses, or numbers to call
   * @param from sender of mail
   */
  public record Channel(
      String id,
      String type,
      Optional<Secret> address,
      boolean optional,
      Optional<Secret> secret,
      List<Secret> to,
      Optional<String> from) {
    public Channel {
      to = List.copyOf(to);
    }

    /** Whether it can be used. */
    public boolean on() {
      return address.isPresent();
    }
  }

  /** Which alarms go where; steps in time until acknowledged, or at once to {@code to}. */
  public record Route(
      SourcePosition position,
      Set<Priority> priorities,
      List<String> areas,
      Optional<LocalTime> from,
      Optional<LocalTime> to,
      boolean untilAcknowledged,
      List<Step> steps,
      Optional<Duration> group) {
    public Route {
      priorities = Set.copyOf(priorities);
      areas = List.copyOf(areas);
      steps = List.copyOf(steps);
    }
  }

  /** After so long, to these channels, roles or members of staff, or the wall. */
  public record Step(Duration at, List<String> to) {
    public Step {
      to = List.copyOf(to);
    }
  }
}
