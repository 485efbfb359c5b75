package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/**
 * {@code merge: never}: each person in the lift is an alarm of its own, with its own sound, however
 * the one before ended; nobody is put under somebody else.
 */
class EachForItselfTest {
  private static Rule entrapment() {
    return Rule.of("entrapment")
        .when("entrapment")
        .priority(Priority.P1)
        .lifeSafety()
        .latch()
        .eachForItself();
  }

  private static Watch lift(Rule rule) {
    return new Watch(new TestSite().with("lift", binary("entrapment")).rules("lift", rule).build());
  }

  private static List<String> states(Watch watch) {
    return watch.engine().standing().stream().map(it -> it.state().word()).toList();
  }

  private static Alarm last(Watch watch) {
    return List.copyOf(watch.engine().standing()).getLast();
  }

  @Test
  void aSecondPersonIsASecondAlarmWhileTheFirstWaitsForItsReset() {
    Watch watch = lift(entrapment());
    watch.at(1, "lift/entrapment=true");
    Alarm first = watch.only();
    watch.at(2, "lift/entrapment=false");
    assertThat(kinds(watch.at(600, "lift/entrapment=true"))).containsExactly("entrapment RAISED");
    assertThat(states(watch)).containsExactly("latched", "unacked");
    Alarm second = last(watch);
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.raisedAt()).isEqualTo(Watch.instant(600));
    assertThat(second.occurrences()).isEqualTo(1);

    assertThat(watch.reset(second.id(), 601)).isInstanceOf(AlarmOutcome.Refused.class);
    assertThat(watch.acknowledge(first.id(), 602)).isInstanceOf(AlarmOutcome.Changed.class);
    assertThat(watch.acknowledge(first.id(), 603))
        .as("somebody was quicker")
        .isInstanceOf(AlarmOutcome.Refused.class);
    assertThat(watch.reset(first.id(), 604)).isInstanceOf(AlarmOutcome.Changed.class);
    assertThat(watch.only().id()).isEqualTo(second.id());
    assertThat(watch.only().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.reset(first.id(), 605))
        .isEqualTo(new AlarmOutcome.Refused(new AlarmRefusal.NotStanding(first.id())));
  }

  @Test
  void soItIsWithoutALatchWhileNobodyHasSeenTheFirst() {
    Watch watch =
        lift(Rule.of("entrapment").when("entrapment").priority(Priority.P2).eachForItself());
    watch.at(1, "lift/entrapment=true");
    watch.at(2, "lift/entrapment=false");
    watch.at(3, "lift/entrapment=true");
    assertThat(states(watch)).containsExactly("rtn_unacked", "unacked");
    Alarm first = List.copyOf(watch.engine().standing()).getFirst();
    assertThat(
            watch
                .engine()
                .shelve(first.id(), "he-lin", Optional.of("x"), Watch.instant(60), watch.now()))
        .isEqualTo(new AlarmOutcome.Refused(new AlarmRefusal.Over()));
    watch.acknowledge(first.id(), 4);
    assertThat(states(watch)).containsExactly("unacked");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bothStandThroughARestartAndTheSecondIsLedOn(boolean valuesKept) {
    Watch watch = lift(entrapment());
    watch.at(1, "lift/entrapment=true");
    watch.at(2, "lift/entrapment=false");
    watch.at(3, "lift/entrapment=true");
    Alarm first = List.copyOf(watch.engine().standing()).getFirst();
    watch.restart(10, valuesKept);
    watch.at(11, "lift/entrapment=true");
    assertThat(states(watch)).containsExactly("latched", "unacked");
    assertThat(kinds(watch.at(12, "lift/entrapment=false"))).containsExactly("entrapment CLEARED");
    assertThat(states(watch)).containsExactly("latched", "latched");
    assertThat(kinds(watch.at(13, "lift/entrapment=true"))).containsExactly("entrapment RAISED");
    assertThat(states(watch)).containsExactly("latched", "latched", "unacked");
    watch.acknowledge(first.id(), 14);
    watch.reset(first.id(), 15);
    assertThat(states(watch)).containsExactly("latched", "unacked");
  }

  /** People come and go, staff acknowledge and reset what they like, the gateway restarts. */
  @Property(tries = 300)
  void everyRiseIsOneAlarmAndNothingStandsThatNobodyRaised(
      @ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> happenings) {
    Watch watch = lift(entrapment());
    List<AlarmChange> all = new ArrayList<>();
    boolean inside = false;
    int rises = 0;
    int second = 1;
    for (int happening : happenings) {
      second++;
      List<Alarm> standing = List.copyOf(watch.engine().standing());
      switch (happening) {
        case 0, 1 -> {
          boolean now = happening == 1;
          rises += now && !inside ? 1 : 0;
          inside = now;
          all.addAll(watch.at(second, "lift/entrapment=" + now));
        }
        case 2 ->
            standing.forEach(
                one -> watch.acknowledge(one.id(), watch.now() / 1000.0 - Watch.START / 1000.0));
        case 3 ->
            standing.forEach(
                one -> watch.reset(one.id(), watch.now() / 1000.0 - Watch.START / 1000.0));
        case 4 -> all.addAll(watch.restart(second, true));
        default -> all.addAll(watch.to(second));
      }
    }
    long raised =
        Stream.of("RAISED", "REPEATED")
            .mapToLong(kind -> all.stream().filter(it -> it.kind().name().equals(kind)).count())
            .sum();
    assertThat(raised).isEqualTo(rises);
    assertThat(all.stream().filter(it -> it.kind() == AlarmChange.Kind.REPEATED)).isEmpty();
    assertThat(watch.engine().standing().stream().filter(Alarm::active)).hasSize(inside ? 1 : 0);
    assertThat(watch.engine().standing().stream().map(Alarm::id)).doesNotHaveDuplicates();
  }
}
