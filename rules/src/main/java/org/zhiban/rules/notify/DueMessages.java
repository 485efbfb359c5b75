package org.zhiban.rules.notify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.Site;

/** Makes the messages of the steps that are due, and says which step is next and when. */
public final class DueMessages {
  /** More alarms make one more message: what waits is looked through alarm by alarm. */
  static final int MOST_JOINED = 200;

  private final Site site;
  private final Instant started;
  private final Instant heldUntil;
  private final Recipients recipients;
  private final NoticeText text;
  private final Map<String, NamedRoute> routes = new HashMap<>();

  /**
   * For a site.
   *
   * @param started when the gateway began: causes need a while to inhibit their consequences anew
   */
  public DueMessages(Site site, Instant started) {
    this.site = site;
    this.started = started;
    this.heldUntil = started.plus(site.notification().holdAfterStart());
    this.recipients = new Recipients(site);
    this.text = new NoticeText(site);
    NamedRoute.all(site).forEach(route -> routes.put(route.name(), route));
  }

  /** An alarm under way by a route. */
  public record Calling(Escalation escalation, Alarm alarm) {}

  /** The messages, and what is under way after them. */
  public record Work(List<Delivery> deliveries, List<Escalation> after) {
    public Work {
      deliveries = List.copyOf(deliveries);
      after = List.copyOf(after);
    }
  }

  /** Which message a step belongs to: its own, or the joint one of its route. */
  private record Joint(String route, int number, String alarm) {}

  /**
   * Works off one step of everything that is due by now. What is behind by several steps is due
   * again at once.
   *
   * @param underWay whether such a message about the same alarms still waits to be sent: a
   *     repetition is then left out, since one that arrives late is enough
   */
  public Work work(List<Calling> calling, Predicate<Delivery> underWay, Instant now) {
    Map<Joint, List<Calling>> joint = new LinkedHashMap<>();
    calling.stream()
        .filter(one -> due(one, now))
        .sorted(Comparator.comparing(one -> one.alarm().id()))
        .forEach(one -> joint.computeIfAbsent(joint(one), _ -> new ArrayList<>()).add(one));
    List<Delivery> deliveries = new ArrayList<>();
    List<Escalation> after = new ArrayList<>();
    joint.forEach(
        (key, all) -> {
          NamedRoute route = route(key.route());
          for (int from = 0; from < all.size(); from += MOST_JOINED) {
            List<Calling> members = all.subList(from, Math.min(from + MOST_JOINED, all.size()));
            say(key.number(), route, members, underWay, now, deliveries, after);
          }
        });
    return new Work(deliveries, after);
  }

  private void say(
      int number,
      NamedRoute route,
      List<Calling> members,
      Predicate<Delivery> underWay,
      Instant now,
      List<Delivery> deliveries,
      List<Escalation> after) {
    boolean repetition = number >= route.steps().size();
    for (Delivery delivery : messages(route, number, members, now)) {
      if (!repetition || !underWay.test(delivery)) {
        deliveries.add(delivery);
      }
    }
    members.forEach(one -> after.add(next(one.escalation(), route, now)));
  }

  private NamedRoute route(String name) {
    NamedRoute route = routes.get(name);
    if (route == null) {
      throw new IllegalArgumentException("no such route: " + name);
    }
    return route;
  }

  private boolean due(Calling one, Instant now) {
    Escalation escalation = one.escalation();
    // A clock that was set back holds nothing up.
    boolean held = !one.alarm().lifeSafety() && now.isBefore(heldUntil) && !now.isBefore(started);
    return !held
        && !escalation.paused()
        && routes.containsKey(escalation.route())
        && escalation.dueAt().filter(due -> !due.isAfter(now)).isPresent();
  }

  private Joint joint(Calling one) {
    NamedRoute route = route(one.escalation().route());
    boolean shared = route.route().group().isPresent() && !one.alarm().lifeSafety();
    return new Joint(route.name(), one.escalation().next(), shared ? "" : one.alarm().id());
  }

  private List<Delivery> messages(
      NamedRoute route, int number, List<Calling> members, Instant now) {
    List<Alarm> alarms = members.stream().map(Calling::alarm).toList();
    Priority highest = alarms.stream().map(Alarm::priority).reduce(Priority::higher).orElseThrow();
    Notice notice = text.of(alarms, number + 1, now);
    List<String> to = route.steps().get(route.index(number)).to();
    return recipients.of(to, highest, now).stream()
        .map(addressee -> Deliveries.of(addressee, route.name(), notice, now))
        .toList();
  }

  private Escalation next(Escalation escalation, NamedRoute route, Instant now) {
    int number = escalation.next() + 1;
    if (number < route.steps().size()) {
      Instant due = escalation.startedAt().plus(route.steps().get(number).at());
      return escalation.then(number, Optional.of(due));
    }
    if (!route.route().untilAcknowledged()) {
      return escalation.then(number, Optional.empty());
    }
    Instant onTime = escalation.dueAt().orElse(now).plus(site.notification().repeat());
    Instant due = onTime.isAfter(now) ? onTime : now.plus(site.notification().repeat());
    return escalation.then(number, Optional.of(due));
  }
}
