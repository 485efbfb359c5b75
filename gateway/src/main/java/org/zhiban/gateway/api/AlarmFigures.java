package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.operations.RaisedRule;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.rules.flood.AlarmRate;

/**
 * How the alarms of the last day stand against what a person can take: the figures of EEMUA 191 and
 * ISA-18.2, beside what they aim at.
 */
final class AlarmFigures {
  private static final Duration DAY = Duration.ofDays(1);

  /** Rules that are named as the busiest. */
  private static final int TOP = 10;

  /** Manageable at most in an hour and a day (ISA-18.2); the others are of EEMUA 191. */
  private static final JsonObject AIM =
      new JsonObject()
          .put("last_10m", 1)
          .put("last_hour", 6)
          .put("last_day", 150)
          .put("peak_10m", AlarmRate.FLOOD)
          .put("flood_share", 0.01)
          .put("stale", 5)
          .put("high_share", 0.05)
          .put("top_share", 0.05);

  private final Running gateway;

  AlarmFigures(Running gateway) {
    this.gateway = gateway;
  }

  Answer figures(Call call) {
    Instant now = gateway.clock().instant();
    AlarmRate.Figures rate = gateway.picture().figures();
    Collection<Alarm> standing = gateway.store().query(q -> q.standingAlarms());
    List<RaisedRule> raised = gateway.store().query(q -> q.raisedSince(now.minus(DAY)));
    return Answer.ok(
        new JsonObject()
            .put("time", Times.text(now))
            .put(
                "announced",
                new JsonObject()
                    .put("last_10m", rate.lastTenMinutes())
                    .put("last_hour", rate.lastHour())
                    .put("last_day", rate.lastDay())
                    .put("peak_10m", rate.peakOfTenMinutes()))
            .put(
                "flood",
                new JsonObject()
                    .put("since", rate.floodSince().map(Times::text).orElse(null))
                    .put("share", rate.floodShare()))
            .put("standing", standing.size())
            .put("unacknowledged", standing.stream().filter(AlarmFigures::waits).count())
            .put(
                "stale",
                standing.stream()
                    .filter(Alarm::active)
                    .filter(alarm -> alarm.raisedAt().isBefore(now.minus(DAY)))
                    .count())
            .put("priorities", priorities(raised))
            .put("top", top(raised))
            .put("aim", AIM.copy()));
  }

  private static boolean waits(Alarm alarm) {
    return alarm.state() == AlarmState.UNACKED || alarm.state() == AlarmState.RTN_UNACKED;
  }

  private static JsonObject priorities(List<RaisedRule> raised) {
    Map<Priority, Integer> counts = new EnumMap<>(Priority.class);
    raised.forEach(rule -> counts.merge(rule.priority(), rule.times(), Integer::sum));
    JsonObject view = new JsonObject();
    for (Priority priority : Priority.values()) {
      if (priority != Priority.JOURNAL) {
        view.put(priority.word(), counts.getOrDefault(priority, 0));
      }
    }
    return view;
  }

  private static JsonArray top(List<RaisedRule> raised) {
    JsonArray top = new JsonArray();
    raised.stream()
        .limit(TOP)
        .forEach(
            rule ->
                top.add(
                    new JsonObject()
                        .put("equipment", rule.equipment())
                        .put("rule", rule.rule())
                        .put("priority", rule.priority().word())
                        .put("times", rule.times())));
    return top;
  }
}
