package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.rules.alarm.ReferenceRule.State;

/**
 * The engine beside a reference that is too plain to be wrong in the same way: whatever is read,
 * awaited, said by people, restarted, and however the clock is set, both say the same.
 */
class AlarmModelTest {
  private static final String OPERATOR = "he-lin";
  private static final String REASON = "sensor on order";

  /** One thing that happens. */
  sealed interface Step {
    record Read(String point, String value) implements Step {}

    record Wait(int seconds) implements Step {}

    record Acknowledge(String rule) implements Step {}

    record Reset(String rule) implements Step {}

    record Shelve(String rule, int seconds) implements Step {}

    record Unshelve(String rule) implements Step {}

    record Restart(boolean valuesKept) implements Step {}

    record SetClock(int seconds) implements Step {}
  }

  /** 500 times 200 steps. */
  @Property(tries = 500)
  void theEngineSaysWhatTheReferenceSays(@ForAll("steps") List<Step> steps) {
    Pair pair = new Pair();
    List<Step> done = new ArrayList<>();
    for (Step step : steps) {
      pair.take(step);
      done.add(step);
      assertThat(pair.judged()).as(() -> "after " + done).isEqualTo(pair.expected());
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> rule = Arbitraries.of(new ReferenceAlarms().names());
    Arbitrary<Step> bit =
        Arbitraries.of(ReferenceAlarms.BITS)
            .flatMap(
                point ->
                    Arbitraries.frequency(
                            Tuple.of(4, "true"), Tuple.of(4, "false"), Tuple.of(2, "bad"))
                        .map(value -> new Step.Read(point, value)));
    Arbitrary<Step> level =
        Arbitraries.of("0.5", "1.2", "2", "3.2", "5", "~0.5", "~5", "bad")
            .map(value -> new Step.Read(ReferenceAlarms.LEVEL, value));
    Arbitrary<Step> shortWait = Arbitraries.integers().between(1, 12).map(Step.Wait::new);
    Arbitrary<Step> longWait = Arbitraries.integers().between(13, 400).map(Step.Wait::new);
    Arbitrary<Step> said =
        Arbitraries.oneOf(
            rule.map(Step.Acknowledge::new),
            rule.map(Step.Acknowledge::new),
            rule.map(Step.Reset::new),
            rule.flatMap(
                id ->
                    Arbitraries.integers()
                        .between(1, 600)
                        .map(seconds -> new Step.Shelve(id, seconds))),
            rule.map(Step.Unshelve::new));
    Arbitrary<Step> rare =
        Arbitraries.oneOf(
            Arbitraries.of(true, false).map(Step.Restart::new),
            Arbitraries.of(-7_200, -3_600, -45, -2, 2, 30, 3_600, 86_400).map(Step.SetClock::new));
    return Arbitraries.frequencyOf(
            Tuple.of(8, bit),
            Tuple.of(3, level),
            Tuple.of(8, shortWait),
            Tuple.of(2, longWait),
            Tuple.of(6, said),
            Tuple.of(1, rare))
        .list()
        .ofSize(200);
  }

  /** The engine and the reference, told the same. */
  private static final class Pair {
    private final Watch watch = new Watch(ReferenceAlarms.site());
    private final ReferenceAlarms reference = new ReferenceAlarms();

    void take(Step step) {
      switch (step) {
        case Step.Read(String point, String value) -> {
          watch.at(watch.seconds(), ReferenceAlarms.EQUIPMENT + "/" + point + "=" + value);
          read(point, value);
        }
        case Step.Wait(int seconds) -> {
          watch.to(watch.seconds() + seconds);
          reference.wait(seconds);
        }
        case Step.Acknowledge(String rule) ->
            assertThat(
                    said(
                        rule,
                        (engine, id) ->
                            engine.acknowledge(id, OPERATOR, Optional.empty(), watch.now())))
                .isEqualTo(reference.rule(rule).acknowledge(reference));
        case Step.Reset(String rule) ->
            assertThat(
                    said(
                        rule,
                        (engine, id) -> engine.reset(id, OPERATOR, Optional.empty(), watch.now())))
                .isEqualTo(reference.rule(rule).reset());
        case Step.Shelve(String rule, int seconds) -> shelve(rule, seconds);
        case Step.Unshelve(String rule) ->
            assertThat(
                    said(
                        rule,
                        (engine, id) ->
                            engine.unshelve(id, OPERATOR, Optional.empty(), watch.now())))
                .isEqualTo(reference.rule(rule).unshelve(reference));
        case Step.Restart(boolean valuesKept) -> {
          watch.restart(watch.seconds(), valuesKept);
          reference.restart(valuesKept);
        }
        case Step.SetClock(int seconds) -> {
          watch.setClock(seconds);
          reference.setClock(seconds);
        }
      }
    }

    private void read(String point, String value) {
      if (value.equals("bad")) {
        reference.read(point, 0, Quality.BAD);
      } else if (value.startsWith("~")) {
        reference.read(point, Double.parseDouble(value.substring(1)), Quality.UNCERTAIN);
      } else if (point.equals(ReferenceAlarms.LEVEL)) {
        reference.read(point, Double.parseDouble(value), Quality.GOOD);
      } else {
        reference.read(point, Boolean.parseBoolean(value) ? 1 : 0, Quality.GOOD);
      }
    }

    private void shelve(String rule, int seconds) {
      Instant until = reference.wall(reference.now() + seconds);
      boolean taken =
          said(
              rule,
              (engine, id) -> engine.shelve(id, OPERATOR, Optional.of(REASON), until, watch.now()));
      assertThat(taken)
          .isEqualTo(
              reference
                  .rule(rule)
                  .shelve(
                      reference,
                      new Suppression.Shelved(OPERATOR, REASON, until),
                      reference.now() + seconds));
    }

    private interface Word {
      AlarmOutcome say(AlarmEngine engine, String id);
    }

    private boolean said(String rule, Word word) {
      Optional<Alarm> alarm = watch.standing(rule);
      return alarm.isPresent()
          && word.say(watch.engine(), alarm.get().id()) instanceof AlarmOutcome.Changed;
    }

    Map<String, State> judged() {
      Map<String, State> judged = new TreeMap<>();
      watch.engine().standing().forEach(alarm -> judged.put(alarm.rule(), State.of(alarm)));
      return judged;
    }

    Map<String, State> expected() {
      return reference.standing();
    }
  }
}
