package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Points.event;
import static org.zhiban.rules.Rule.expression;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.site.Condition;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** Rules over events: sequences, counts and shares. */
class EventRulesTest {
  private static Condition.Sequence forced() {
    return new Condition.Sequence(
        expression("door.type == \"opened\""),
        Optional.of(expression("door.type in [\"granted\", \"rex\"]")),
        Optional.empty(),
        Duration.ofSeconds(8),
        Duration.ofSeconds(3),
        Optional.of(Duration.ofMinutes(2)),
        Optional.of(expression("fire_release")));
  }

  private static Condition.Count denials(String... keyedBy) {
    return new Condition.Count(
        expression("door.type == \"denied\""),
        5,
        Optional.of(Duration.ofMinutes(5)),
        OptionalDouble.empty(),
        0,
        List.of(keyedBy));
  }

  private static Watch door(Rule... rules) {
    return new Watch(
        new TestSite()
            .with(
                "door",
                event("door", Set.of("cred"), "type", "cred", "reader"),
                binary("fire_release"))
            .rules("door", rules)
            .build());
  }

  private static Watch gate(Rule rule) {
    return new Watch(
        new TestSite()
            .with("gate", event("plate", Set.of(), "plate", "number:confidence"), binary("loop"))
            .rules("gate", rule)
            .build());
  }

  @Test
  void anOpeningWithoutAGrantBeforeItIsAlarmedWhenALateGrantCanNoLongerCome() {
    Watch watch = door(Rule.of("forced").is(forced()));
    watch.at(0, "door/fire_release=false");
    assertThat(watch.event(10, "door/door", "type=opened", "cred=123")).isEmpty();
    assertThat(watch.to(12.9)).isEmpty();
    assertThat(kinds(watch.to(13))).containsExactly("forced RAISED", "forced CLEARED");
    assertThat(watch.only().state()).isEqualTo(AlarmState.RTN_UNACKED);
    assertThat(watch.only().values())
        .containsEntry("door.type", "opened")
        .as("private fields are not written down")
        .doesNotContainKey("door.cred");
  }

  @Test
  void aGrantBeforeTheOpeningExplainsItEvenIfItArrivesLater() {
    Watch watch = door(Rule.of("forced").is(forced()));
    watch.at(0, "door/fire_release=false");
    watch.event(2, "door/door", "type=granted");
    watch.event(10, "door/door", "type=opened");
    watch.event(20, "door/door", "type=opened");
    watch.event(22.5, 19, "door/door", "type=rex");
    assertThat(watch.to(100)).isEmpty();
    assertThat(watch.all()).isEmpty();
  }

  @Test
  void aGrantThatIsTooOldExplainsNothing() {
    Watch watch = door(Rule.of("forced").is(forced()));
    watch.event(1, "door/door", "type=granted");
    watch.event(10, "door/door", "type=opened");
    assertThat(kinds(watch.to(20))).contains("forced RAISED");
  }

  @Test
  void anExcuseThatHoldsExcusesAndOneThatIsUnknownDoesNot() {
    Watch watch = door(Rule.of("forced").is(forced()));
    watch.at(0, "door/fire_release=true");
    watch.event(1, "door/door", "type=opened");
    assertThat(watch.to(50)).isEmpty();
    watch.at(50, "door/fire_release=bad");
    watch.event(51, "door/door", "type=opened");
    assertThat(kinds(watch.to(60))).contains("forced RAISED");
  }

  @Test
  void anEventThatComesTooLateIsNoAlarm() {
    Watch watch = door(Rule.of("forced").is(forced()));
    watch.event(300, 170, "door/door", "type=opened");
    assertThat(watch.to(400)).isEmpty();
  }

  @Test
  void aSecondOneBeforeItIsAcknowledgedIsOneMoreOccurrence() {
    Watch watch = door(Rule.of("forced").is(forced()));
    watch.event(10, "door/door", "type=opened");
    watch.event(30, "door/door", "type=opened");
    watch.to(40);
    assertThat(watch.only().occurrences()).isEqualTo(2);
  }

  @Test
  void aRestartBetweenTheHappeningAndItsAlarmLosesNothing() {
    Watch watch = door(Rule.of("forced").is(forced()));
    watch.event(10, "door/door", "type=opened");
    watch.restart(11, false);
    assertThat(kinds(watch.to(20))).containsExactly("forced RAISED", "forced CLEARED");
  }

  @Test
  void aCarOnTheLoopWithoutAPlateWithinTheMinuteIsAlarmed() {
    Condition condition =
        new Condition.Sequence(
            expression("loop"),
            Optional.empty(),
            Optional.of(expression("plate")),
            Duration.ofMinutes(1),
            Duration.ZERO,
            Optional.empty(),
            Optional.empty());
    Watch watch = gate(Rule.of("no_plate").is(condition));
    watch.at(0, "gate/loop=false");
    watch.at(10, "gate/loop=true");
    watch.event(20, "gate/plate", "plate=A1", "confidence=90");
    watch.at(30, "gate/loop=false");
    assertThat(watch.to(100)).isEmpty();
    watch.at(100, "gate/loop=true");
    assertThat(watch.to(159)).isEmpty();
    assertThat(kinds(watch.to(160))).containsExactly("no_plate RAISED", "no_plate CLEARED");
  }

  @Test
  void whatWasTrueWhenTheEngineBeganIsNoHappening() {
    Condition condition =
        new Condition.Count(
            expression("loop"),
            1,
            Optional.of(Duration.ofMinutes(5)),
            OptionalDouble.empty(),
            0,
            List.of());
    Watch watch = gate(Rule.of("cars").is(condition));
    assertThat(watch.at(1, "gate/loop=true")).isEmpty();
    watch.at(2, "gate/loop=false");
    assertThat(kinds(watch.at(3, "gate/loop=true"))).containsExactly("cars RAISED");
  }

  @Test
  void soManyWithinTheTimeAreAnAlarmUntilTheyAreFewerAgain() {
    Watch watch = door(Rule.of("denials").is(denials()));
    for (int second = 0; second < 40; second += 10) {
      assertThat(watch.event(second, "door/door", "type=denied")).isEmpty();
    }
    assertThat(watch.event(45, "door/door", "type=granted")).isEmpty();
    assertThat(kinds(watch.event(50, "door/door", "type=denied")))
        .containsExactly("denials RAISED");
    assertThat(watch.to(299)).isEmpty();
    assertThat(kinds(watch.to(300))).containsExactly("denials CLEARED");
  }

  @Test
  void countsSurviveARestart() {
    Watch watch = door(Rule.of("denials").is(denials()));
    for (int second = 0; second < 40; second += 10) {
      watch.event(second, "door/door", "type=denied");
    }
    watch.restart(45, false);
    assertThat(kinds(watch.event(50, "door/door", "type=denied")))
        .containsExactly("denials RAISED");
  }

  @Test
  void eachKeyIsCountedByItself() {
    Watch watch = door(Rule.of("denials").is(denials()).key("door.reader"));
    for (int second = 0; second < 9; second++) {
      watch.event(second, "door/door", "type=denied", "reader=r" + (second % 2));
    }
    assertThat(kinds(watch.all())).containsExactly("denials RAISED");
    assertThat(watch.only().key()).isEqualTo("door.reader=r0");
  }

  @Test
  void aPrivateFieldOfAKeyIsNotReadable() {
    Watch watch = door(Rule.of("denials").is(denials()).key("door.cred"));
    for (int second = 0; second < 5; second++) {
      watch.event(second, "door/door", "type=denied", "cred=card4711");
    }
    assertThat(watch.only().key()).startsWith("door.cred=").doesNotContain("4711");
  }

  @Test
  void aShareOfTheLastSoManyIsAlarmed() {
    Condition condition =
        new Condition.Count(
            expression("plate.confidence < 80"),
            0,
            Optional.empty(),
            OptionalDouble.of(0.2),
            10,
            List.of());
    Watch watch = gate(Rule.of("low_confidence").is(condition));
    for (int second = 0; second < 9; second++) {
      watch.event(second, "gate/plate", "plate=A", "confidence=" + (second < 3 ? 50 : 90));
    }
    assertThat(watch.all()).as("before there are ten").isEmpty();
    assertThat(kinds(watch.event(9, "gate/plate", "plate=A", "confidence=90")))
        .containsExactly("low_confidence RAISED");
    assertThat(kinds(watch.event(10, "gate/plate", "plate=A", "confidence=90")))
        .as("two of ten are not more than a fifth")
        .containsExactly("low_confidence CLEARED");
  }
}
