package org.zhiban.model.site;

import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Priority;

/** Who hears of what, how. */
public record NotificationSpec(Map<String, Channel> channels, List<Route> routes) {
  public NotificationSpec {
    channels = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(channels));
    routes = List.copyOf(routes);
  }

  /**
   * A way out of the building.
   *
   * @param type wecom, dingtalk, feishu, email, webhook, sms_gateway or voice_gateway
   * @param address empty where an optional channel's secret is not set: the channel is off
   */
  public record Channel(
      String id,
      String type,
      Optional<Secret> address,
      boolean optional,
      Map<String, String> settings) {
    public Channel {
      settings = Map.copyOf(settings);
    }
  }

  /** Which alarms go where; steps in time until acknowledged, or at once to {@code to}. */
  public record Route(
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

  /** After so long, to these channels or roles. */
  public record Step(Duration at, List<String> to) {
    public Step {
      to = List.copyOf(to);
    }
  }
}
