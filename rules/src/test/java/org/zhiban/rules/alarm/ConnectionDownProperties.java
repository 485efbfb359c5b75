package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.analog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmChange.Kind;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.Condition;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/**
 * A line of machines that fall silent, are marked lost and come back at random, watched twice: by
 * an engine that folds their silence under the line's, and by one that does not.
 */
class ConnectionDownProperties {
  private static final int MACHINES = 4;
  private static final int PANEL = MACHINES - 1;

  /** What is heard of a machine: a value, that it is alive, that it is lost; or for all of them. */
  enum Told {
    VALUE,
    ALIVE,
    LOST,
    LINE_LOST,
    LINE_BACK
  }

  record Step(int seconds, int machine, Told told) {}

  /**
   * A course of a line.
   *
   * @param waits seconds by machine after which its rule speaks
   * @param after seconds after which the line's does, beside its delays
   */
  record Course(List<Integer> waits, int after, int onDelay, int offDelay, List<Step> steps) {}

  @Provide
  Arbitrary<Course> courses() {
    Arbitrary<Integer> wait = Arbitraries.of(30, 60, 90, 300);
    Arbitrary<Step> step =
        Combinators.combine(
                Arbitraries.integers().between(0, 70),
                Arbitraries.integers().between(0, MACHINES - 1),
                Arbitraries.of(Told.class))
            .as(Step::new);
    return Combinators.combine(
            wait.list().ofSize(MACHINES),
            wait,
            Arbitraries.of(0, 0, 60),
            Arbitraries.of(0, 0, 60, 300),
            step.list().ofMinSize(1).ofMaxSize(60))
        .as(Course::new);
  }

  private static String machine(int number) {
    return "m" + number;
  }

  private static Watch watch(Course course, boolean folding) {
    TestSite site = new TestSite();
    for (int i = 0; i < MACHINES; i++) {
      String id = machine(i);
      site.with(id, i == PANEL, analog("value"))
          .over(id, "bus")
          .rules(
              id,
              Rule.of("silent")
                  .is(
                      new Condition.NoData(
                          List.of(new PointRef(id, "value")),
                          Duration.ofSeconds(course.waits().get(i)))));
    }
    if (folding) {
      site.siteRules(
          Rule.of("down")
              .is(new Condition.ConnectionDown("bus", Duration.ofSeconds(course.after())))
              .onDelay(course.onDelay())
              .offDelay(course.offDelay()));
    }
    return new Watch(site.build());
  }

  private static List<AlarmChange> take(Watch watch, int second, Step step) {
    return switch (step.told()) {
      case VALUE -> watch.at(second, machine(step.machine()) + "/value=1");
      case ALIVE -> watch.alive(second, machine(step.machine()) + "/value");
      case LOST -> watch.at(second, machine(step.machine()) + "/value=bad");
      case LINE_LOST -> watch.at(second, all("bad"));
      case LINE_BACK -> watch.at(second, all("1"));
    };
  }

  private static String[] all(String value) {
    return IntStream.range(0, MACHINES)
        .mapToObj(i -> machine(i) + "/value=" + value)
        .toArray(String[]::new);
  }

  private static Set<String> silent(Watch watch) {
    return watch.engine().standing().stream()
        .filter(alarm -> alarm.rule().equals("silent") && alarm.active())
        .map(Alarm::equipment)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean down(Watch watch) {
    return watch.standing("down").filter(Alarm::active).isPresent();
  }

  @Property(tries = 300)
  void nothingIsLostNothingIsHiddenWithoutItsCauseAndLifeSafetyNever(
      @ForAll("courses") Course course) {
    Watch folding = watch(course, true);
    Watch plain = watch(course, false);
    int second = 1;
    folding.at(second, all("1"));
    plain.at(second, all("1"));
    for (Step step : course.steps()) {
      for (int until = second + step.seconds(); second < until; second++) {
        folding.to(second);
        plain.to(second);
        hold(folding, plain, course);
      }
      take(folding, second, step);
      take(plain, second, step);
      hold(folding, plain, course);
      assertThat(folding.engine().nextDeadline())
          .as("no timer that is over and rings again")
          .isGreaterThan(folding.now());
    }
    assertThat(told(folding, Kind.RAISED)).isEqualTo(told(plain, Kind.RAISED));
    assertThat(told(folding, Kind.CLEARED)).isEqualTo(told(plain, Kind.CLEARED));
  }

  private static void hold(Watch folding, Watch plain, Course course) {
    assertThat(silent(folding)).isEqualTo(silent(plain));
    boolean down = down(folding);
    for (Alarm alarm : folding.engine().standing()) {
      if (alarm.rule().equals("silent")) {
        boolean hidden = alarm.suppression() instanceof Suppression.ByDesign;
        if (alarm.equipment().equals(machine(PANEL))) {
          assertThat(hidden).as("life safety").isFalse();
        } else if (course.onDelay() == 0) {
          assertThat(hidden).as("%s while the line's alarm is %s", alarm, down).isEqualTo(down);
        }
      }
    }
  }

  /** When each silence began or ended, whatever the other rules made of it. */
  private static List<String> told(Watch watch, Kind kind) {
    List<String> told = new ArrayList<>();
    for (AlarmChange change : watch.all()) {
      Kind same = change.kind() == Kind.REPEATED ? Kind.RAISED : change.kind();
      if (change.alarm().rule().equals("silent") && same == kind) {
        told.add(change.alarm().equipment() + " " + change.at());
      }
    }
    told.sort(null);
    return told;
  }
}
