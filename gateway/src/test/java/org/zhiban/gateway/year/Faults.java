package org.zhiban.gateway.year;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.rules.workorder.HandReport;
import org.zhiban.rules.workorder.OrderDraft;
import org.zhiban.rules.workorder.Reception;

/** What breaks, what is over again by itself, and what people call about. */
final class Faults {
  private final Random random;
  private final List<RuleSpec> rules;
  private final List<String> equipment;
  private final Map<String, Alarm> standing = new HashMap<>();
  private final Map<String, Instant> over = new HashMap<>();
  private int raised;

  Faults(Site site, Random random) {
    this.random = random;
    this.rules =
        site.activeRules().stream()
            .filter(rule -> rule.order().isPresent() && rule.equipment().isPresent())
            .filter(rule -> rule.order().get().after().isEmpty())
            .toList();
    this.equipment = List.copyOf(site.equipment().keySet());
  }

  /** How many alarms were raised. */
  int raised() {
    return raised;
  }

  /** What happened to alarms since the last look. */
  List<AlarmChange> alarms(int count, Instant now) {
    List<AlarmChange> changes = new ArrayList<>();
    for (Iterator<Map.Entry<String, Alarm>> it = standing.entrySet().iterator(); it.hasNext(); ) {
      Alarm alarm = it.next().getValue();
      if (!over.getOrDefault(alarm.id(), Instant.MAX).isAfter(now)) {
        changes.add(AlarmChange.of(AlarmChange.Kind.CLEARED, alarm(alarm, now), now));
        it.remove();
      }
    }
    for (int n = 0; n < count; n++) {
      RuleSpec rule = rules.get(random.nextInt(rules.size()));
      if (!standing.containsKey(rule.name())) {
        Alarm alarm = alarm(rule, now);
        standing.put(rule.name(), alarm);
        over.put(alarm.id(), now.plus(Duration.ofMinutes(random.nextInt(3_000))));
        changes.add(AlarmChange.of(AlarmChange.Kind.RAISED, alarm, now));
      }
    }
    return changes;
  }

  private Alarm alarm(RuleSpec rule, Instant now) {
    raised++;
    return new Alarm(
        String.format("a%06d", raised),
        rule.equipment().orElseThrow(),
        rule.id(),
        rule.lifeSafety() ? "victim=" + raised : "",
        rule.priority(),
        rule.lifeSafety(),
        true,
        false,
        false,
        Suppression.NONE,
        Quality.GOOD,
        rule.title(),
        1,
        Map.of(),
        now,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Alarm alarm(Alarm raised, Instant now) {
    return new Alarm(
        raised.id(),
        raised.equipment(),
        raised.rule(),
        raised.key(),
        raised.priority(),
        raised.lifeSafety(),
        false,
        true,
        false,
        Suppression.NONE,
        Quality.GOOD,
        raised.message(),
        1,
        Map.of(),
        raised.firstSeenAt(),
        raised.raisedAt(),
        Optional.of(now),
        Optional.of(now),
        Optional.of("he-lin"));
  }

  /** A telephone call: what is reported, and what is kept of the caller. */
  record Call(Reception.Told told, OrderReport said) {}

  /** Somebody calls about something, at times about what others called about. */
  Call call(Instant now) {
    String content = "it does not work";
    HandReport report =
        new HandReport(
            Optional.of(equipment.get(random.nextInt(equipment.size()))),
            Optional.empty(),
            content,
            random.nextInt(5) == 0 ? Urgency.URGENT : Urgency.NORMAL,
            random.nextInt(3) == 0 ? Severity.SERIOUS : Severity.MINOR,
            "plumbing",
            Map.of("reported_by", "Mrs Wang", "phone", "1380"));
    return new Call(
        new Reception.Told(report, now, false, new Reception.Wish.AsUsual()),
        new OrderReport(
            OrderDraft.NO_NUMBER,
            1,
            now,
            now,
            OrderReport.Channel.PHONE,
            content,
            Optional.of("Mrs Wang"),
            Optional.of("1380"),
            Optional.empty(),
            Optional.empty(),
            "sun-jia"));
  }
}
