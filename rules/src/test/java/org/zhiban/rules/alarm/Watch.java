package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.site.GatewayPart;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.expression.CompileProblem;

/**
 * An engine with a clock that leaps. Times are seconds since the start, at which the engine began.
 */
final class Watch {
  /** 2026-11-21T19:12:00Z. */
  static final long START = 1_795_288_320_000L;

  private final CompiledRules rules;
  private final PointIndex index;
  private final Site site;
  private PointTable table;
  private AlarmEngine engine;
  private long now = START;

  /** By how much the time of day was set since the start. */
  private long set;

  private final List<AlarmChange> all = new ArrayList<>();
  private final List<SiteWork> work = new ArrayList<>();

  /** What is on disk of the rules' memory. */
  private final Map<RuleMemory.Name, RuleMemory> kept = new LinkedHashMap<>();

  Watch(Site site) {
    this.site = site;
    index = site.pointIndex();
    rules = compiled(site, index);
    table = new PointTable(index.size());
    engine = new AlarmEngine(rules, table);
    engine.restore(List.of(), List.of(), START);
  }

  static CompiledRules compiled(Site site, PointIndex index) {
    return switch (RuleCompiler.compile(site, index)) {
      case Compilation.Compiled compiled -> compiled.rules();
      case Compilation.Broken broken -> throw new AssertionError(broken.problems());
    };
  }

  /** What is wrong with the rules of a site. */
  static List<String> problems(Site site) {
    return switch (RuleCompiler.compile(site, site.pointIndex())) {
      case Compilation.Compiled _ -> List.of();
      case Compilation.Broken broken ->
          broken.problems().stream().map(CompileProblem::what).toList();
    };
  }

  CompiledRules rules() {
    return rules;
  }

  AlarmEngine engine() {
    return engine;
  }

  PointTable table() {
    return table;
  }

  List<AlarmChange> all() {
    return all;
  }

  /** Lets the clock come to so many seconds; timers fire on the way. */
  List<AlarmChange> to(double seconds) {
    now = ms(seconds) + set;
    return took(engine.advance(now));
  }

  /** Samples of one read, {@code "pump/flow=3"}, {@code "pump/mode=auto"}, {@code "x/y=bad"}. */
  List<AlarmChange> at(double seconds, String... samples) {
    List<AlarmChange> changes = new ArrayList<>(to(seconds));
    changes.addAll(took(engine.samples(batch(now, samples), now)));
    changes.addAll(to(seconds));
    return changes;
  }

  /** Samples that were taken earlier than they arrive. */
  List<AlarmChange> late(double seconds, double taken, String... samples) {
    List<AlarmChange> changes = new ArrayList<>(to(seconds));
    changes.addAll(took(engine.samples(batch(ms(taken) + set, samples), now)));
    changes.addAll(to(seconds));
    return changes;
  }

  /** Fields {@code "card=9"}; {@code "@"} alone: the device told a time that cannot be. */
  List<AlarmChange> event(double seconds, double happened, String point, String... fields) {
    List<AlarmChange> changes = new ArrayList<>(to(seconds));
    boolean clockOff = List.of(fields).contains("@");
    Map<String, Object> values = new LinkedHashMap<>();
    for (String field : fields) {
      if (field.equals("@")) {
        continue;
      }
      int equals = field.indexOf('=');
      String text = field.substring(equals + 1);
      values.put(
          field.substring(0, equals),
          text.matches("-?[0-9.]+") ? (Object) Double.valueOf(text) : text);
    }
    PointEvent event =
        new PointEvent(
            number(point),
            "e" + all.size() + "-" + seconds,
            wall(happened),
            Instant.ofEpochMilli(now),
            clockOff ? Optional.of(Instant.EPOCH) : Optional.empty(),
            values);
    changes.addAll(took(engine.events(List.of(event), now)));
    changes.addAll(to(seconds));
    return changes;
  }

  List<AlarmChange> event(double seconds, String point, String... fields) {
    return event(seconds, seconds, point, fields);
  }

  List<AlarmChange> alive(double seconds, String... points) {
    List<AlarmChange> changes = new ArrayList<>(to(seconds));
    int[] numbers = java.util.Arrays.stream(points).mapToInt(this::number).toArray();
    changes.addAll(took(engine.alive(numbers, now, now)));
    return changes;
  }

  /** A new engine takes up what the old one wrote down, with the values of the old one or none. */
  List<AlarmChange> restart(double seconds, boolean valuesKept) {
    to(seconds);
    assertThat(whatMatters(kept.values()))
        .containsExactlyInAnyOrderElementsOf(whatMatters(engine.memory()));
    return restart(List.copyOf(kept.values()), valuesKept);
  }

  /**
   * But the rules' time, and moments of raising: those that are too long ago to matter are left out
   * when a rule is written down, and not looked at when it is read.
   */
  private static List<String> whatMatters(Collection<RuleMemory> memory) {
    return memory.stream()
        .filter(one -> !one.rule().equals("(clock)"))
        .map(one -> one.name() + " " + one.state().replaceAll("raised=[^;]*;", ""))
        .filter(one -> !one.matches(".* at=[0-9-]*"))
        .toList();
  }

  /** Writes down what changed, as a gateway does. */
  private void keep() {
    MemoryChange change = engine.memoryChange();
    change.written().forEach(memory -> kept.put(memory.name(), memory));
    change.gone().forEach(kept::remove);
  }

  /** The process was killed: what rules wrote down is older than the alarms on record. */
  List<AlarmChange> restart(Collection<RuleMemory> memory, boolean valuesKept) {
    if (!valuesKept) {
      table = new PointTable(index.size());
    }
    AlarmEngine next = new AlarmEngine(rules, table);
    List<AlarmChange> changes = next.restore(engine.standing(), memory, work, now);
    engine = next;
    kept.clear();
    return took(changes);
  }

  /** What the gateway cannot do from now on. */
  List<AlarmChange> own(double seconds, Set<GatewayPart> failing) {
    List<AlarmChange> changes = new ArrayList<>(to(seconds));
    changes.addAll(took(engine.own(failing, now)));
    return changes;
  }

  /** People begin or end work, which a restart finds as it is then. */
  List<AlarmChange> work(double seconds, SiteWork change) {
    List<AlarmChange> changes = new ArrayList<>(to(seconds));
    changes.addAll(took(engine.work(change, now)));
    work.add(change);
    return changes;
  }

  /** Other rules judge from now on; those of the names are kept. */
  List<AlarmChange> change(double seconds, Site next, String... kept) {
    return change(seconds, compiled(next, index), kept);
  }

  /** The rules of the names say other words from now on, and judge as before. */
  List<AlarmChange> changeWords(double seconds, Site next, String... goingOn) {
    to(seconds);
    return took(engine.change(compiled(next, index), Set.of(), Set.of(goingOn), now));
  }

  List<AlarmChange> change(double seconds, CompiledRules next, String... kept) {
    to(seconds);
    return took(engine.change(next, Set.of(kept), Set.of(), now));
  }

  List<AlarmChange> acknowledge(double seconds) {
    now = ms(seconds) + set;
    return done(engine.acknowledge(only().id(), "he-lin", Optional.empty(), now));
  }

  /** What comes of acknowledging one of several. */
  AlarmOutcome acknowledge(String alarm, double seconds) {
    now = ms(seconds) + set;
    return told(engine.acknowledge(alarm, "he-lin", Optional.empty(), now));
  }

  /** The same of resetting. */
  AlarmOutcome reset(String alarm, double seconds) {
    now = ms(seconds) + set;
    return told(engine.reset(alarm, "he-lin", Optional.empty(), now));
  }

  private AlarmOutcome told(AlarmOutcome outcome) {
    if (outcome instanceof AlarmOutcome.Changed changed) {
      took(changed.changes());
    }
    return outcome;
  }

  List<AlarmChange> reset(double seconds) {
    now = ms(seconds) + set;
    return done(engine.reset(only().id(), "he-lin", Optional.empty(), now));
  }

  List<AlarmChange> shelve(double seconds, double until) {
    now = ms(seconds) + set;
    return done(
        engine.shelve(only().id(), "he-lin", Optional.of("sensor on order"), wall(until), now));
  }

  private List<AlarmChange> done(AlarmOutcome outcome) {
    return switch (outcome) {
      case AlarmOutcome.Changed changed -> took(changed.changes());
      case AlarmOutcome.Refused refused -> throw new AssertionError(refused.reason());
    };
  }

  /** The one alarm that stands. */
  Alarm only() {
    assertThat(engine.standing()).hasSize(1);
    return engine.standing().iterator().next();
  }

  Optional<Alarm> standing(String rule) {
    return engine.standing().stream().filter(alarm -> alarm.rule().equals(rule)).findFirst();
  }

  long now() {
    return now;
  }

  /** Seconds since the start, by a clock that nobody sets. */
  double seconds() {
    return (now - set - START) / 1_000.0;
  }

  /** The time of day at so many seconds. */
  Instant wall(double seconds) {
    return Instant.ofEpochMilli(ms(seconds) + set);
  }

  /** Somebody sets the time of day; no time passes. */
  void setClock(int seconds) {
    set += seconds * 1_000L;
    now += seconds * 1_000L;
    engine.clockSet(seconds * 1_000L);
  }

  static long ms(double seconds) {
    return START + Math.round(seconds * 1_000);
  }

  static Instant instant(double seconds) {
    return Instant.ofEpochMilli(ms(seconds));
  }

  static List<String> kinds(List<AlarmChange> changes) {
    return changes.stream().map(c -> c.alarm().rule() + " " + c.kind()).toList();
  }

  private List<AlarmChange> took(List<AlarmChange> changes) {
    all.addAll(changes);
    keep();
    return changes;
  }

  private int number(String point) {
    int slash = point.indexOf('/');
    return index.number(new PointRef(point.substring(0, slash), point.substring(slash + 1)));
  }

  private final Map<Integer, PointSpec> specs = new HashMap<>();

  SampleBatch batch(long time, String... samples) {
    SampleBatch batch = new SampleBatch(samples.length);
    for (String sample : samples) {
      int equals = sample.indexOf('=');
      int point = number(sample.substring(0, equals));
      String text = sample.substring(equals + 1);
      PointSpec spec = specs.computeIfAbsent(point, p -> site.point(index.ref(p)));
      if (text.equals("bad")) {
        batch.bad(point, QualityReason.TIMEOUT, time);
      } else if (text.startsWith("@")) {
        batch.add(
            point,
            value(spec, text.substring(1)),
            null,
            Quality.UNCERTAIN,
            QualityReason.CLOCK_OFF,
            time);
      } else if (text.startsWith("~")) {
        batch.add(
            point,
            value(spec, text.substring(1)),
            null,
            Quality.UNCERTAIN,
            QualityReason.OUT_OF_RANGE,
            time);
      } else {
        batch.good(point, value(spec, text), time);
      }
    }
    return batch;
  }

  private static double value(PointSpec spec, String text) {
    return switch (text) {
      case "true" -> 1;
      case "false" -> 0;
      default ->
          spec.states().isEmpty()
              ? Double.parseDouble(text)
              : spec.states().stream().map(PointState::name).toList().indexOf(text);
    };
  }
}
