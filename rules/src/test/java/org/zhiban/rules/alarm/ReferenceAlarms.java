package org.zhiban.rules.alarm;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.Points;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;
import org.zhiban.rules.alarm.ReferenceRule.State;
import org.zhiban.rules.alarm.ReferenceRule.Track;
import org.zhiban.rules.expression.Truth;

/**
 * What the state table and the rules' own words say of one pump, told as plainly as it can be: each
 * second in turn, each rule in turn. The engine is held to it.
 */
final class ReferenceAlarms {
  static final String EQUIPMENT = "pump";
  static final List<String> BITS = List.of("a", "b", "c", "d");
  static final String LEVEL = "level";

  private final Map<String, ReferenceRule> rules = new LinkedHashMap<>();
  private final Map<String, Double> values = new HashMap<>();
  private final Map<String, Quality> qualities = new HashMap<>();
  private long now;
  private long set;

  ReferenceAlarms() {
    bit("plain", "a", 0);
    bit("delayed", "a", 30).offDelay = 20;
    bit("latched", "b", 10).latch = true;
    bit("again", "b", 0).reAlarm = 300;
    ReferenceRule rising = bit("rising", "c", 0);
    rising.escalateAfter = 120;
    rising.offDelay = 5;
    ReferenceRule joined = bit("joined", "c", 3);
    joined.escalateWhen = world -> world.bit("a");
    joined.alsoWokenBy = "a";
    ReferenceRule cause = bit("cause", "d", 0);
    ReferenceRule hidden = bit("hidden", "c", 5);
    hidden.inhibitedBy = cause;
    hidden.latch = true;
    hidden.reAlarm = 60;
    hidden.offDelay = 7;
    cause.consequence = hidden;
    bit("life", "b", 0).lifeSafety = true;
    rule("flicker", "d", new Track(0, Priority.P4, on("d"), on("d"))).reAlarm = 90;
    rule("noted", "a", new Track(2, Priority.JOURNAL, on("a"), on("a")));
    rule(
                "low",
                LEVEL,
                new Track(5, Priority.P2, below(3), below(3.5)),
                new Track(20, Priority.P1, below(1), below(1.5)))
            .offDelay =
        4;
  }

  /** The same rules in the words of a site. */
  static Site site() {
    return new TestSite()
        .with(
            EQUIPMENT,
            Points.binary("a"),
            Points.binary("b"),
            Points.binary("c"),
            Points.binary("d"),
            Points.analog(LEVEL))
        .rules(
            EQUIPMENT,
            Rule.of("plain").when("a"),
            Rule.of("delayed").when("a").onDelay(30).offDelay(20),
            Rule.of("latched").when("b").onDelay(10).latch(),
            Rule.of("again").when("b").reAlarm(300),
            Rule.of("rising").when("c").offDelay(5).escalateAfter(120, Priority.P1),
            Rule.of("joined").when("c").onDelay(3).escalateWhen("a", Priority.P1),
            Rule.of("cause").when("d").inhibits("hidden", "life"),
            Rule.of("hidden").when("c").onDelay(5).offDelay(7).latch().reAlarm(60),
            Rule.of("life").when("b").lifeSafety(),
            Rule.of("flicker").when("d").priority(Priority.P4).reAlarm(90),
            Rule.of("noted").when("a").onDelay(2).priority(Priority.JOURNAL),
            Rule.of("low")
                .threshold(0.5, "pump/level", "low 3", "low_low 1 20s P1")
                .onDelay(5)
                .offDelay(4))
        .build();
  }

  private ReferenceRule bit(String id, String point, int onDelay) {
    return rule(id, point, new Track(onDelay, Priority.P2, on(point), on(point)));
  }

  private ReferenceRule rule(String id, String point, Track... tracks) {
    ReferenceRule rule = new ReferenceRule(id, point, tracks);
    rules.put(id, rule);
    return rule;
  }

  private static Function<ReferenceAlarms, Truth> on(String point) {
    return world -> world.bit(point);
  }

  private static Function<ReferenceAlarms, Truth> below(double limit) {
    return world -> world.levelBelow(limit);
  }

  /** Seconds since the start, by a clock that never jumps. */
  long now() {
    return now;
  }

  /** The time of day at so many seconds since the start. */
  Instant wall(long seconds) {
    return Instant.ofEpochMilli(Watch.START + (seconds + set) * 1_000);
  }

  /** Somebody sets the time of day; no time passes. */
  void setClock(int seconds) {
    set += seconds;
  }

  Set<String> names() {
    return rules.keySet();
  }

  ReferenceRule rule(String id) {
    return Objects.requireNonNull(rules.get(id), id);
  }

  Truth bit(String point) {
    return qualities.getOrDefault(point, Quality.BAD) == Quality.BAD
        ? Truth.UNKNOWN
        : Truth.of(values.getOrDefault(point, 0.0) != 0);
  }

  private Truth levelBelow(double limit) {
    return qualities.getOrDefault(LEVEL, Quality.BAD) == Quality.BAD
        ? Truth.UNKNOWN
        : Truth.of(values.getOrDefault(LEVEL, 0.0) < limit);
  }

  Quality quality(String point) {
    return qualities.getOrDefault(point, Quality.BAD);
  }

  /** One read of a point. */
  void read(String point, double value, Quality quality) {
    values.put(point, value);
    qualities.put(point, quality);
    rules.values().stream().filter(rule -> rule.wokenBy(point)).forEach(rule -> rule.judge(this));
  }

  void wait(int seconds) {
    for (int second = 0; second < seconds; second++) {
      now++;
      rules.values().forEach(rule -> rule.second(this));
    }
  }

  /** A gateway that starts anew knows no value until it reads. */
  void restart(boolean valuesKept) {
    if (!valuesKept) {
      qualities.clear();
    }
    rules.values().forEach(rule -> rule.judge(this));
  }

  Map<String, State> standing() {
    Map<String, State> standing = new TreeMap<>();
    rules.forEach((id, rule) -> rule.state().ifPresent(state -> standing.put(id, state)));
    return standing;
  }
}
