package org.zhiban.rules.notify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.NotificationSpec.Route;
import org.zhiban.model.site.NotificationSpec.Step;
import org.zhiban.model.site.Site;

/**
 * A route under a name that changes with what the route says, and not with where it stands: what
 * was under way by a route that was edited is not continued by another one.
 */
record NamedRoute(String name, Route route) {
  private static final String EVERYWHERE = "all";
  private static final int NAME_LENGTH = 12;

  /** The routes of a site, in its order; two that say the same are one. */
  static List<NamedRoute> all(Site site) {
    Map<String, NamedRoute> routes = new LinkedHashMap<>();
    site.notification().routes().stream()
        .map(NamedRoute::of)
        .forEach(route -> routes.putIfAbsent(route.name(), route));
    return List.copyOf(routes.values());
  }

  static NamedRoute of(Route route) {
    String says =
        String.join(
            "|",
            new TreeSet<>(route.priorities()).toString(),
            route.areas().toString(),
            route.from().toString(),
            route.to().toString(),
            Boolean.toString(route.untilAcknowledged()),
            route.steps().toString(),
            route.group().toString());
    String hash =
        UUID.nameUUIDFromBytes(says.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return new NamedRoute(hash.substring(0, NAME_LENGTH), route);
  }

  /**
   * Whether alarms go this way.
   *
   * @param area of the alarm's equipment; without one, or everywhere, no area is too narrow
   * @param at when the alarm began to be announced
   */
  boolean takes(Alarm alarm, Optional<String> area, Instant at, ZoneId zone) {
    return alarm.priority() != Priority.JOURNAL
        && route.priorities().contains(alarm.priority())
        && reaches(area)
        && open(LocalTime.ofInstant(at, zone));
  }

  /** Whether it is the way of what has this priority, at this time of day and wherever it is. */
  boolean carries(Priority priority, LocalTime time) {
    return route.priorities().contains(priority) && open(time);
  }

  private boolean reaches(Optional<String> area) {
    return route.areas().isEmpty()
        || route.areas().contains(EVERYWHERE)
        || area.isEmpty()
        || area.get().equals(EVERYWHERE)
        || route.areas().contains(area.get());
  }

  /** The hours may span midnight; the first minute is in, the last is out. */
  private boolean open(LocalTime time) {
    if (route.from().isEmpty() || route.to().isEmpty()) {
      return true;
    }
    LocalTime from = route.from().get();
    LocalTime to = route.to().get();
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }

  List<Step> steps() {
    return route.steps();
  }

  /** Which of the steps a number means: those beyond the last repeat it. */
  int index(int number) {
    return Math.min(number, steps().size() - 1);
  }
}
