package org.zhiban.gateway.check;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.zhiban.gateway.check.Rehearsal.Miss;
import org.zhiban.gateway.rehearsal.RehearsedOrders;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.RuleTest;
import org.zhiban.model.site.RuleTest.Expected;
import org.zhiban.model.site.RuleTest.Happening;
import org.zhiban.model.site.RuleTest.Ramp;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointIndex;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;
import org.zhiban.rules.alarm.AlarmEngine;
import org.zhiban.rules.alarm.CompiledRules;

/**
 * Runs a rule test with the engine that judges live values, on a clock of its own: a given value
 * holds and is read again at its point's own period until it is given anew.
 */
final class Rehearser {
  /** A Monday morning: the clock of every test starts at ten in the site's zone. */
  private static final LocalDate DAY = LocalDate.of(2026, 1, 5);

  private static final int HOUR = 10;

  private final Site site;
  private final PointIndex index;
  private final RuleTest test;
  private final AlarmEngine engine;
  private final RehearsedOrders orders;
  private final long start;
  private final Expectation expectation;
  private final List<Miss> misses = new ArrayList<>();

  private Rehearser(CompiledRules rules, RuleTest test) {
    site = rules.site();
    index = rules.index();
    this.test = test;
    engine = new AlarmEngine(rules, new PointTable(index.size()));
    orders = new RehearsedOrders(site);
    start = DAY.atTime(HOUR, 0).atZone(site.zone()).toInstant().toEpochMilli();
    expectation = new Expectation(rules, test);
  }

  /**
   * Runs a test. What it gives no values is no part of it: a connection is judged where the test
   * names its rule, else the silence of the one device would be that of them all.
   */
  static Rehearsal run(CompiledRules rules, RuleTest test) {
    Set<String> named = test.named();
    CompiledRules judged =
        rules.without(
            rule ->
                rule.condition() instanceof Condition.ConnectionDown && !named.contains(rule.id()));
    return new Rehearsal(test, new Rehearser(judged, test).run());
  }

  /** A value that is read at a moment, and again after its period while it holds. */
  private record Reading(
      long at, int order, PointRef point, Object value, long since, long until) {}

  private List<Miss> run() {
    PriorityQueue<Reading> readings =
        new PriorityQueue<>(Comparator.comparingLong(Reading::at).thenComparingInt(Reading::order));
    readings.addAll(givens());
    orders.take(engine.restore(List.of(), List.of(), start), start);
    List<Expected> expected =
        test.expected().stream().sorted(Comparator.comparing(Expected::at)).toList();
    for (Expected moment : expected) {
      long until = start + moment.at().toMillis();
      pass(readings, until);
      misses.addAll(expectation.misses(moment, engine.standing(), orders));
    }
    return misses;
  }

  private List<Reading> givens() {
    List<Reading> givens = new ArrayList<>();
    List<RuleTest.Given> moments =
        test.given().stream().sorted(Comparator.comparing(RuleTest.Given::at)).toList();
    for (int moment = 0; moment < moments.size(); moment++) {
      RuleTest.Given given = moments.get(moment);
      for (Map.Entry<String, Object> value : given.values().entrySet()) {
        PointRef point = ref(value.getKey());
        long until = nextGiven(moments, moment + 1, point);
        long at = start + given.at().toMillis();
        givens.add(new Reading(at, givens.size(), point, value.getValue(), at, until));
      }
    }
    return givens;
  }

  private long nextGiven(List<RuleTest.Given> moments, int from, PointRef point) {
    return moments.subList(Math.min(from, moments.size()), moments.size()).stream()
        .filter(later -> later.values().keySet().stream().anyMatch(n -> ref(n).equals(point)))
        .map(later -> start + later.at().toMillis())
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private PointRef ref(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? new PointRef(test.equipment(), name)
        : new PointRef(name.substring(0, slash), name.substring(slash + 1));
  }

  /** Lets the time pass up to and including a moment. */
  private void pass(PriorityQueue<Reading> readings, long until) {
    while (true) {
      Reading first = readings.peek();
      long next = first == null ? Long.MAX_VALUE : first.at();
      long timer = Math.min(engine.nextDeadline(), orders.nextDue());
      long now = Math.min(next, timer);
      if (now > until) {
        break;
      }
      if (timer < next) {
        orders.take(engine.advance(now), now);
        orders.due(now);
      } else {
        read(readings, now);
      }
    }
    orders.take(engine.advance(until), until);
    orders.due(until);
  }

  /** All values of one moment are one read of the device. */
  private void read(PriorityQueue<Reading> readings, long now) {
    SampleBatch batch = new SampleBatch(8);
    List<PointEvent> events = new ArrayList<>();
    List<Reading> again = new ArrayList<>();
    while (!readings.isEmpty() && readings.element().at() == now) {
      Reading reading = readings.remove();
      PointSpec point = site.point(reading.point());
      if (reading.value() instanceof Happening(Map<String, Object> fields)) {
        events.add(event(reading, fields));
        continue;
      }
      add(batch, point, reading);
      long next = now + point.period().toMillis();
      if (next < reading.until()) {
        again.add(
            new Reading(
                next,
                reading.order(),
                reading.point(),
                reading.value(),
                reading.since(),
                reading.until()));
      }
    }
    readings.addAll(again);
    orders.take(engine.samples(batch, now), now);
    orders.take(engine.events(events, now), now);
    orders.take(engine.advance(now), now);
    orders.due(now);
  }

  private void add(SampleBatch batch, PointSpec point, Reading reading) {
    int number = index.number(reading.point());
    switch (reading.value()) {
      case Double value -> number(batch, point, reading, value);
      case Ramp ramp -> number(batch, point, reading, ramp.after(reading.at() - reading.since()));
      case Boolean value -> batch.good(number, value ? 1 : 0, reading.at());
      case String state when !point.states().isEmpty() ->
          batch.good(number, indexOf(point, state), reading.at());
      case String text -> batch.text(number, text, reading.at());
      default -> throw new IllegalStateException("no value: " + reading.value());
    }
  }

  private void number(SampleBatch batch, PointSpec point, Reading reading, double value) {
    boolean sound = point.range().filter(range -> !range.contains(value)).isEmpty();
    batch.add(
        index.number(reading.point()),
        value,
        null,
        sound ? Quality.GOOD : Quality.UNCERTAIN,
        sound ? QualityReason.NONE : QualityReason.OUT_OF_RANGE,
        reading.at());
  }

  private PointEvent event(Reading reading, Map<String, Object> fields) {
    Instant at = Instant.ofEpochMilli(reading.at());
    return new PointEvent(
        index.number(reading.point()),
        "given-" + reading.order(),
        at,
        at,
        Optional.empty(),
        fields);
  }

  private static int indexOf(PointSpec point, String state) {
    return point.states().stream().map(one -> one.name()).toList().indexOf(state);
  }

  /** A moment of a test, for people. */
  static String moment(Duration at) {
    long millis = at.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
