package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Rule.expression;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Condition.Amount;
import org.zhiban.model.site.Condition.Direction;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Points;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** A gateway that starts anew at any moment finds the same as one that never stopped. */
class RestartTest {

  /** What happens, at how many seconds after what happened before. */
  record Step(double after, String what) {}

  /** Rules of every kind that remembers. */
  private static Site site() {
    return new TestSite()
        .with(
            "door",
            Points.event("door", Set.of("cred"), "type", "cred", "reader", "number:level"),
            binary("released"))
        .with("x", analog("a"), analog("b"), binary("p"), binary("q"))
        .with("panel", true, binary("fire"), analog("loop_no"), analog("device_no"))
        .rules(
            "door",
            Rule.of("forced")
                .is(sequence("opened", "granted", true))
                .message("{door.reader} 被强开，卡 {door.cred}", "{door.reader} forced by {door.cred}"),
            Rule.of("forced_there").is(sequence("opened", "granted", true)).key("door.reader"),
            Rule.of("left_open").is(sequence("opened", "closed", false)).offDelay(20),
            Rule.of("denied").is(denials()).key("door.reader"),
            Rule.of("share")
                .is(
                    new Condition.Count(
                        expression("door.type == \"denied\""),
                        0,
                        Optional.empty(),
                        OptionalDouble.of(0.5),
                        6,
                        List.of())))
        .rules(
            "x",
            Rule.of("starts").is(starts()),
            Rule.of("follows")
                .is(new Condition.Discrepancy(ref("p"), ref("q"), Duration.ofSeconds(4))),
            Rule.of("apart")
                .is(
                    new Condition.Deviation(
                        List.of(ref("a"), ref("b")), new Amount(3, false), Optional.empty()))
                .onDelay(6)
                .offDelay(3)
                .escalateAfter(20, Priority.P1),
            Rule.of("stuck")
                .is(
                    new Condition.Stuck(
                        ref("a"), 0.5, Duration.ofSeconds(30), Optional.of(expression("p")))),
            Rule.of("rate")
                .is(
                    new Condition.Rate(
                        ref("b"),
                        OptionalDouble.of(4),
                        OptionalDouble.empty(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        3)),
            Rule.of("rises").is(new Condition.Change(ref("b"), Direction.UP)).latch(),
            Rule.of("most")
                .is(
                    new Condition.Combination(
                        List.of(expression("p"), expression("q"), expression("a > 3")), 2))
                .onDelay(8)
                .inhibits("follows"),
            Rule.of("hours").is(new Condition.RunHours(ref("a"), 4)).latch(),
            Rule.of("often").is(new Condition.Starts(ref("p"), 2, Duration.ofSeconds(50))),
            Rule.of("sums")
                .is(
                    new Condition.Balance(
                        ref("a"), List.of(ref("b")), new Amount(0.5, true), Duration.ofSeconds(20)))
                .onDelay(2),
            Rule.of("early")
                .is(
                    new Condition.Schedule(
                        expression("q"), LocalTime.parse("03:13"), LocalTime.parse("23:00"))),
            Rule.of("own").is(new Condition.Device(ref("q"), List.of())).priority(Priority.P3),
            Rule.of("limits").threshold(1, "x/a", "high 5", "high_high 8 3s P1").onDelay(5))
        .rules(
            "panel",
            Rule.of("fire").when("fire").latch().key("loop_no", "device_no"),
            Rule.of("slow_fire").when("fire").onDelay(7).offDelay(4).key("loop_no"))
        .build();
  }

  private static Condition.Sequence sequence(String event, String other, boolean preceded) {
    Optional<org.zhiban.model.site.Expression> explained =
        Optional.of(expression("door.type == \"" + other + "\""));
    return new Condition.Sequence(
        expression("door.type == \"" + event + "\""),
        preceded ? explained : Optional.empty(),
        preceded ? Optional.empty() : explained,
        Duration.ofSeconds(8),
        Duration.ofSeconds(3),
        Optional.empty(),
        preceded ? Optional.of(expression("released")) : Optional.empty());
  }

  private static Condition.Count denials() {
    return new Condition.Count(
        expression("door.type == \"denied\""),
        3,
        Optional.of(Duration.ofSeconds(30)),
        OptionalDouble.empty(),
        0,
        List.of());
  }

  private static Condition.Count starts() {
    return new Condition.Count(
        expression("q"),
        3,
        Optional.of(Duration.ofSeconds(40)),
        OptionalDouble.empty(),
        0,
        List.of());
  }

  private static PointRef ref(String point) {
    return new PointRef("x", point);
  }

  /**
   * What a run finds, a line a change; the gateway starts anew before the steps of these numbers.
   */
  private static List<String> found(List<Step> steps, Set<Integer> restarts) {
    Watch watch = new Watch(site());
    double now = 0;
    for (int step = 0; step < steps.size(); step++) {
      if (restarts.contains(step)) {
        watch.restart(now, true);
      }
      now += steps.get(step).after();
      take(watch, now, steps.get(step).what());
    }
    watch.to(now + 200);
    return watch.all().stream().map(RestartTest::line).toList();
  }

  private static String line(AlarmChange change) {
    Alarm alarm = change.alarm();
    return String.join(
        " ",
        change.at().toString(),
        alarm.rule(),
        alarm.key(),
        change.kind().name(),
        alarm.state().name(),
        alarm.priority().name(),
        "x" + alarm.occurrences(),
        alarm.quality().name(),
        alarm.firstSeenAt().toString(),
        alarm.message().zh(),
        alarm.values().toString());
  }

  private static void take(Watch watch, double now, String what) {
    String[] words = what.split(" ", -1);
    switch (words[0]) {
      case "door" ->
          watch.event(
              now,
              now - Double.parseDouble(words[3]),
              "door/door",
              "type=" + words[1],
              "reader=" + words[2],
              "cred=4711",
              "level=3");
      case "ack" -> {
        watch.to(now);
        for (var alarm : List.copyOf(watch.engine().standing())) {
          watch.engine().acknowledge(alarm.id(), "he-lin", Optional.empty(), watch.now());
        }
      }
      default -> watch.at(now, words);
    }
  }

  @Test
  void anyStepOfASequenceMayBeFollowedByARestart() {
    List<Step> steps =
        List.of(
            new Step(1, "door/released=false"),
            new Step(1, "door granted east 0"),
            new Step(2, "door opened east 0"),
            new Step(20, "door opened east 0"),
            new Step(1, "door denied west 0"),
            new Step(1.5, "door closed east 0"),
            new Step(9, "door opened west 0"),
            new Step(2.5, "door granted west 3"),
            new Step(30, "door opened west 0"));
    List<String> straight = found(steps, Set.of());
    assertThat(straight)
        .anyMatch(line -> line.contains("forced  RAISED") && line.contains("east 被强开，卡 ***"))
        .anyMatch(line -> line.contains("forced_there door.reader=east RAISED"))
        .anyMatch(line -> line.contains("left_open  RAISED"));
    for (int step = 0; step <= steps.size(); step++) {
      assertThat(found(steps, Set.of(step))).as("restart before step %d", step).isEqualTo(straight);
    }
  }

  @Property(tries = 300)
  void noKindOfRuleNoticesARestart(
      @ForAll("steps") List<Step> steps,
      @ForAll Set<@net.jqwik.api.constraints.IntRange(max = 39) Integer> restarts) {
    same(found(steps, restarts), found(steps, Set.of()));
  }

  @Property(tries = 150)
  void notEvenManyRestarts(@ForAll("steps") List<Step> steps) {
    Set<Integer> every = Set.copyOf(IntStream.range(0, steps.size()).boxed().toList());
    same(found(steps, every), found(steps, Set.of()));
  }

  /** The first difference alone: what follows from it tells nothing. */
  private static void same(List<String> restarted, List<String> straight) {
    for (int line = 0; line < Math.min(restarted.size(), straight.size()); line++) {
      assertThat(restarted.get(line)).isEqualTo(straight.get(line));
    }
    int both = Math.min(restarted.size(), straight.size());
    assertThat(restarted.subList(both, restarted.size()))
        .isEqualTo(straight.subList(both, straight.size()));
  }

  @Test
  void whatIsPrivateIsNotWrittenDown() {
    Watch watch = new Watch(site());
    watch.at(0, "door/released=false");
    take(watch, 1, "door opened east 0");
    List<String> notes = new ArrayList<>();
    watch.engine().memory().forEach(memory -> notes.add(memory.state()));
    assertThat(notes).anyMatch(state -> state.contains("east")).noneMatch(s -> s.contains("4711"));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> door =
        Combinators.combine(
                Arbitraries.of("opened", "granted", "denied", "denied", "closed"),
                Arbitraries.of("east", "west"),
                Arbitraries.of(0.0, 0.0, 0.5, 2.0, 10.0))
            .as((type, reader, late) -> "door " + type + " " + reader + " " + late);
    Arbitrary<String> values =
        Arbitraries.of(
            "door/released=false",
            "door/released=true",
            "x/a=2",
            "x/a=4",
            "x/a=6 x/b=1",
            "x/a=9",
            "x/a=bad",
            "x/b=3",
            "x/b=~5",
            "x/b=9",
            "x/b=bad",
            "x/p=true",
            "x/p=false",
            "x/p=bad",
            "x/q=true",
            "x/q=false",
            "x/p=true x/q=true",
            "panel/fire=true panel/loop_no=1 panel/device_no=7",
            "panel/fire=true panel/loop_no=2 panel/device_no=3",
            "panel/fire=true",
            "panel/loop_no=3 panel/device_no=9",
            "panel/fire=false",
            "panel/fire=bad");
    Arbitrary<Double> after = Arbitraries.of(0.0, 0.2, 1.0, 1.0, 2.5, 4.0, 9.0, 33.0);
    Arbitrary<String> what =
        Arbitraries.frequencyOf(
            Tuple.of(4, door), Tuple.of(6, values), Tuple.of(1, Arbitraries.just("ack")));
    return Combinators.combine(after, what).as(Step::new).list().ofSize(40);
  }
}
