package org.zhiban.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.zhiban.gateway.config.ExampleSite;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Quality;

/** The example site with one webhook, and alarms of its lift. */
final class NotifiedSite {
  static final Instant T = Instant.parse("2026-11-21T03:12:00Z");
  static final Duration SECOND_STEP = Duration.ofMinutes(1);

  private static final String ROUTES =
      "    - { priority: [P1], until: acknowledged,"
          + " steps: [ { at: 0s, to: [archive] }, { at: 1m, to: [voice] } ] }\n";

  private NotifiedSite() {}

  static Site site() {
    return with(ROUTES);
  }

  /** A site that tells a chat of all alarms of a minute at once. */
  static Site telling() {
    return with("    - { priority: [P2], to: [archive], group: 1m }\n");
  }

  private static Site with(String routes) {
    return ExampleSite.whole()
        .with(
            "site.yaml",
            "    - { priority: [P1], until: acknowledged, steps: [ { at: 0s, to: [wall, duty-group]"
                + " }, { at: 1m, to: [operator] }, { at: 2m, to: [voice] }, { at: 3m, to: [manager]"
                + " } ] }\n",
            routes)
        .site();
  }

  static Alarm alarm(String id, boolean acknowledged) {
    return new Alarm(
        id,
        "lift-a1",
        "entrapment",
        id,
        Priority.P1,
        true,
        true,
        acknowledged,
        false,
        Suppression.NONE,
        Quality.GOOD,
        new LocalizedText("电梯困人", "People trapped in lift"),
        1,
        java.util.Map.of(),
        T,
        T,
        Optional.empty(),
        acknowledged ? Optional.of(T) : Optional.empty(),
        acknowledged ? Optional.of("he-lin") : Optional.empty());
  }

  /** Of a pump, where nobody's life is at stake. */
  static AlarmChange pump(AlarmChange.Kind kind, boolean acknowledged) {
    Alarm lift = alarm("p1", acknowledged);
    return AlarmChange.of(
        kind,
        new Alarm(
            lift.id(),
            "pump-b1",
            "dry_run",
            "",
            Priority.P2,
            false,
            true,
            acknowledged,
            false,
            Suppression.NONE,
            Quality.GOOD,
            new LocalizedText("水泵干转", "Pump runs dry"),
            1,
            java.util.Map.of(),
            T,
            T,
            Optional.empty(),
            lift.acknowledgedAt(),
            lift.acknowledgedBy()),
        T);
  }

  static AlarmChange raised(String id) {
    return AlarmChange.of(AlarmChange.Kind.RAISED, alarm(id, false), T);
  }

  static AlarmChange acknowledged(String id) {
    return AlarmChange.of(AlarmChange.Kind.ACKNOWLEDGED, alarm(id, true), T);
  }
}
