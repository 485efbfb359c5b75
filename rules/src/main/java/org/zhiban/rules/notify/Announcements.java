package org.zhiban.rules.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.rules.notify.Announcement.Reason;

/** Decides by which routes an alarm is announced, and when it no longer is. */
public final class Announcements {
  /** A route that has said all it had to say says it again for a repeat that comes later. */
  static final Duration REPEAT_IS_NEWS_AFTER = Duration.ofMinutes(5);

  private final Site site;
  private final List<NamedRoute> routes;

  public Announcements(Site site) {
    this.site = site;
    this.routes = NamedRoute.all(site);
  }

  /** Names of the routes that tell several alarms in one message. */
  public List<String> joiningRoutes() {
    return routes.stream()
        .filter(route -> route.route().group().isPresent())
        .map(NamedRoute::name)
        .toList();
  }

  /**
   * What a step of an alarm means.
   *
   * @param running what is under way about the alarm
   * @param windows when the next joint message of a grouped route is due, by route
   */
  public Announcement decide(
      AlarmChange change, List<Escalation> running, Map<String, Instant> windows, Instant now) {
    Alarm alarm = change.alarm();
    Optional<Reason> quiet = quiet(alarm);
    if (quiet.isPresent()) {
      return running.isEmpty()
          ? new Announcement.Nothing(quiet.get())
          : new Announcement.End(quiet.get());
    }
    if (!calls(alarm)) {
      return running.isEmpty()
          ? new Announcement.Nothing(Reason.NOT_ACTIVE)
          : new Announcement.Pause();
    }
    return switch (change.kind()) {
      case RAISED, ESCALATED, REALARMED, UNSHELVED, UNSUPPRESSED ->
          new Announcement.Begin(begun(alarm, windows, now));
      case REPEATED ->
          running.isEmpty()
              ? new Announcement.Begin(begun(alarm, windows, now))
              : new Announcement.Resume(anew(alarm, running, windows, now));
      case ACKNOWLEDGED, CLEARED, RESET, SHELVED, SUPPRESSED, QUALITY ->
          new Announcement.Nothing(Reason.SILENT_STEP);
    };
  }

  /** Why nothing is said of an alarm, whatever its condition. */
  static Optional<Reason> quiet(Alarm alarm) {
    if (alarm.priority() == Priority.JOURNAL) {
      return Optional.of(Reason.JOURNAL);
    }
    if (!alarm.standing()) {
      return Optional.of(Reason.GONE);
    }
    if (!(alarm.suppression() instanceof Suppression.None)) {
      return Optional.of(Reason.SUPPRESSED);
    }
    return alarm.acknowledged() ? Optional.of(Reason.ACKNOWLEDGED) : Optional.empty();
  }

  /** Whether the alarm needs somebody now; a latch keeps it calling. */
  static boolean calls(Alarm alarm) {
    return alarm.active() || alarm.latched();
  }

  private List<Escalation> begun(Alarm alarm, Map<String, Instant> windows, Instant now) {
    return taking(alarm, now).stream().map(route -> begin(alarm, route, windows, now)).toList();
  }

  private List<NamedRoute> taking(Alarm alarm, Instant at) {
    return routes.stream()
        .filter(route -> route.takes(alarm, area(alarm), at, site.zone()))
        .toList();
  }

  private Optional<String> area(Alarm alarm) {
    return Optional.ofNullable(site.equipment().get(alarm.equipment())).flatMap(Equipment::area);
  }

  /** Life safety never waits for others of its route. */
  private static Escalation begin(
      Alarm alarm, NamedRoute route, Map<String, Instant> windows, Instant now) {
    Instant start =
        route
            .route()
            .group()
            .filter(_ -> !alarm.lifeSafety())
            .map(
                group ->
                    Optional.ofNullable(windows.get(route.name()))
                        .filter(open -> open.isAfter(now) && !open.isAfter(now.plus(group)))
                        .orElse(now.plus(group)))
            .orElse(now);
    return new Escalation(
        alarm.id(),
        route.name(),
        start,
        0,
        Optional.of(start.plus(route.steps().getFirst().at())),
        false);
  }

  /**
   * The routes that a repeat begins: those that have said all they had to say, if it is news, and
   * those that take the alarm now and did not before, since it came back more pressing.
   */
  private List<Escalation> anew(
      Alarm alarm, List<Escalation> running, Map<String, Instant> windows, Instant now) {
    Set<String> done = new HashSet<>();
    Set<String> under = new HashSet<>();
    for (Escalation escalation : running) {
      under.add(escalation.route());
      boolean news =
          alarm.lifeSafety() || !escalation.startedAt().plus(REPEAT_IS_NEWS_AFTER).isAfter(now);
      if (escalation.dueAt().isEmpty() && news) {
        done.add(escalation.route());
      }
    }
    return taking(alarm, now).stream()
        .filter(route -> done.contains(route.name()) || !under.contains(route.name()))
        .map(route -> begin(alarm, route, windows, now))
        .toList();
  }

  /** What a start changes: see {@link #atStart}. */
  public record Reconciled(List<Escalation> begun, List<Escalation> ended) {
    public Reconciled {
      begun = List.copyOf(begun);
      ended = List.copyOf(ended);
    }
  }

  /**
   * Brings what was under way before a start in line with the alarms and routes as they are: what
   * neither wants any more ends, and a standing alarm that no route has taken yet, or that a route
   * until acknowledgement has not, begins. All else goes on where it was.
   */
  public Reconciled atStart(
      List<Alarm> standing, List<Escalation> running, Map<String, Instant> windows, Instant now) {
    List<Escalation> begun = new ArrayList<>();
    Set<String> calling = new HashSet<>();
    Set<String> names = new HashSet<>();
    routes.forEach(route -> names.add(route.name()));
    for (Alarm alarm : standing) {
      if (quiet(alarm).isPresent()) {
        continue;
      }
      calling.add(alarm.id());
      Set<String> taken = new HashSet<>();
      running.stream().filter(e -> e.alarm().equals(alarm.id())).forEach(e -> taken.add(e.route()));
      if (calls(alarm)) {
        taking(alarm, alarm.raisedAt()).stream()
            .filter(route -> !taken.contains(route.name()))
            .filter(route -> taken.isEmpty() || route.route().untilAcknowledged())
            .forEach(route -> begun.add(begin(alarm, route, windows, now)));
      }
    }
    return new Reconciled(
        begun,
        running.stream()
            .filter(e -> !calling.contains(e.alarm()) || !names.contains(e.route()))
            .toList());
  }
}
