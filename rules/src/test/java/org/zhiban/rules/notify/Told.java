package org.zhiban.rules.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmChange.Kind;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Escalation;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.notify.Announcements.Reconciled;
import org.zhiban.rules.notify.DueMessages.Calling;
import org.zhiban.rules.notify.DueMessages.Work;

/** A gateway in memory: alarms take steps, seconds pass, and what is said is kept. */
final class Told {
  /** 03:12 in Shanghai. */
  static final Instant T = Instant.parse("2026-11-20T19:12:00Z");

  private final Announcements announcements;
  private DueMessages due;
  private final Site site;
  private final Map<String, Alarm> alarms = new TreeMap<>();
  private final Map<String, Escalation> running = new LinkedHashMap<>();
  private final List<Delivery> said = new ArrayList<>();
  private Instant now;

  Told(NotifySite of) {
    this(of, T);
  }

  Told(NotifySite of, Instant start) {
    site = of.build();
    announcements = new Announcements(site);
    now = start;
    due = new DueMessages(site, start);
  }

  static Alarm alarm(String id, String equipment, Priority priority, boolean lifeSafety) {
    return alarm(id, equipment, priority, lifeSafety, true, false, Suppression.NONE, T);
  }

  static Alarm alarm(
      String id,
      String equipment,
      Priority priority,
      boolean lifeSafety,
      boolean active,
      boolean acknowledged,
      Suppression suppression,
      Instant raisedAt) {
    return new Alarm(
        id,
        equipment,
        "dry",
        "",
        priority,
        lifeSafety,
        active,
        acknowledged,
        false,
        suppression,
        Quality.GOOD,
        new LocalizedText("无水", "dry"),
        1,
        Map.of(),
        raisedAt,
        raisedAt,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Told raised(String id, Priority priority) {
    return step(Kind.RAISED, alarm(id, "pump", priority, false));
  }

  Told raisedLife(String id) {
    return step(Kind.RAISED, alarm(id, "pump", Priority.P1, true));
  }

  Told raisedAt(String id, String equipment, Priority priority) {
    return step(Kind.RAISED, alarm(id, equipment, priority, false));
  }

  /** The alarm takes a step and stands so after it. */
  Told step(Kind kind, String id, boolean active, boolean acknowledged, Suppression suppression) {
    Alarm was = known(id);
    return step(
        kind,
        alarm(
            id,
            was.equipment(),
            was.priority(),
            was.lifeSafety(),
            active,
            acknowledged,
            suppression,
            was.raisedAt()));
  }

  private Alarm known(String id) {
    Alarm alarm = alarms.get(id);
    if (alarm == null) {
      throw new IllegalArgumentException("no such alarm: " + id);
    }
    return alarm;
  }

  Told acknowledged(String id) {
    return step(Kind.ACKNOWLEDGED, id, true, true, Suppression.NONE);
  }

  Told cleared(String id) {
    return step(Kind.CLEARED, id, false, known(id).acknowledged(), Suppression.NONE);
  }

  Told repeated(String id) {
    return step(Kind.REPEATED, id, true, false, Suppression.NONE);
  }

  Told suppressed(String id) {
    return step(Kind.SUPPRESSED, id, true, false, new Suppression.ByDesign("feeder/lost"));
  }

  Told unsuppressed(String id) {
    return step(Kind.UNSUPPRESSED, id, true, false, Suppression.NONE);
  }

  Told step(Kind kind, Alarm alarm) {
    alarms.put(alarm.id(), alarm);
    List<Escalation> mine = of(alarm.id());
    switch (announcements.decide(AlarmChange.of(kind, alarm, now), mine, windows(), now)) {
      case Announcement.Begin(var begun) -> {
        mine.forEach(this::end);
        begun.forEach(this::save);
      }
      case Announcement.Pause() -> mine.forEach(one -> save(one.paused(true)));
      case Announcement.Resume(var anew) -> {
        mine.forEach(one -> save(one.paused(false)));
        anew.forEach(this::save);
      }
      case Announcement.End _ -> mine.forEach(this::end);
      case Announcement.Nothing _ -> {}
    }
    work();
    return this;
  }

  /** Another process goes on with what is on disk. */
  Told restarted() {
    due = new DueMessages(site, now);
    Reconciled reconciled =
        announcements.atStart(
            alarms.values().stream().filter(Alarm::standing).toList(),
            List.copyOf(running.values()),
            windows(),
            now);
    reconciled.ended().forEach(this::end);
    reconciled.begun().forEach(this::save);
    work();
    return this;
  }

  Told after(long seconds) {
    for (long second = 0; second < seconds; second++) {
      now = now.plusSeconds(1);
      work();
    }
    return this;
  }

  /** Time in which no process ran. */
  Told away(Duration length) {
    now = now.plus(length);
    return this;
  }

  private void work() {
    while (true) {
      List<Calling> calling =
          running.values().stream().map(one -> new Calling(one, known(one.alarm()))).toList();
      Work work = due.work(calling, _ -> false, now);
      said.addAll(work.deliveries());
      work.after().forEach(this::save);
      if (work.after().isEmpty()) {
        return;
      }
    }
  }

  private List<Escalation> of(String alarm) {
    return running.values().stream().filter(one -> one.alarm().equals(alarm)).toList();
  }

  private Map<String, Instant> windows() {
    return running.values().stream()
        .filter(one -> one.next() == 0 && one.dueAt().isPresent() && !one.paused())
        .collect(
            Collectors.toMap(
                Escalation::route,
                Escalation::startedAt,
                (a, b) -> Comparator.<Instant>naturalOrder().compare(a, b) <= 0 ? a : b));
  }

  private void save(Escalation escalation) {
    running.put(escalation.alarm() + "/" + escalation.route(), escalation);
  }

  private void end(Escalation escalation) {
    running.remove(escalation.alarm() + "/" + escalation.route());
  }

  List<Escalation> underWay() {
    return List.copyOf(running.values());
  }

  List<Delivery> deliveries() {
    return List.copyOf(said);
  }

  /** What was said: seconds since the start, channel, recipient, alarms. */
  List<String> words() {
    return said.stream().map(Told::words).toList();
  }

  private static String words(Delivery one) {
    return Duration.between(T, one.createdAt()).toSeconds()
        + " "
        + one.channel()
        + one.recipient().map(to -> "/" + to).orElse("")
        + " "
        + one.notice().alarms().stream()
            .map(Notice.OfAlarm::alarm)
            .collect(Collectors.joining("+"));
  }
}
