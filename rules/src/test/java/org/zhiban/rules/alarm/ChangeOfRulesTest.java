package org.zhiban.rules.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhiban.rules.Points.analog;
import static org.zhiban.rules.Points.binary;
import static org.zhiban.rules.Points.event;
import static org.zhiban.rules.Rule.expression;
import static org.zhiban.rules.alarm.Watch.instant;
import static org.zhiban.rules.alarm.Watch.kinds;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.AlarmState;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Site;
import org.zhiban.rules.Rule;
import org.zhiban.rules.TestSite;

/** Other rules take over in a running engine. */
final class ChangeOfRulesTest {
  private static Site pump(Rule... rules) {
    return new TestSite()
        .with(
            "pump",
            analog("flow"),
            binary("running"),
            event("door", Set.of(), "type"),
            binary("unused"))
        .rules("pump", rules)
        .build();
  }

  private static Rule low(long onDelay) {
    return Rule.of("low").when("flow < 5").onDelay(onDelay).offDelay(0);
  }

  private static Rule dry(double below) {
    return Rule.of("dry").when("flow < " + below).onDelay(0).offDelay(0);
  }

  private static Rule forced() {
    return Rule.of("forced")
        .is(
            new Condition.Sequence(
                expression("door.type == \"opened\""),
                Optional.of(expression("door.type == \"granted\"")),
                Optional.empty(),
                Duration.ofSeconds(8),
                Duration.ofSeconds(3),
                Optional.empty(),
                Optional.empty()));
  }

  private static Rule opened(int times) {
    return Rule.of("opened")
        .is(
            new Condition.Count(
                expression("door.type == \"opened\""),
                times,
                Optional.of(Duration.ofMinutes(5)),
                OptionalDouble.empty(),
                0,
                List.of()));
  }

  @Test
  void anOnDelayOfAKeptRuleGoesOn() {
    Watch watch = new Watch(pump(low(60), dry(1)));
    watch.at(0, "pump/flow=4");
    watch.change(30, pump(low(60), dry(2)), "pump/low");

    assertThat(watch.to(59)).isEmpty();
    assertThat(kinds(watch.to(60))).containsExactly("low RAISED");
    assertThat(watch.only().firstSeenAt()).isEqualTo(instant(0));
  }

  @Test
  void anOnDelayOfAChangedRuleBeginsAnew() {
    Watch watch = new Watch(pump(low(60)));
    watch.at(0, "pump/flow=4");
    watch.change(30, pump(low(50)));

    assertThat(watch.to(79)).isEmpty();
    assertThat(kinds(watch.to(80))).containsExactly("low RAISED");
  }

  @Test
  void aKeptSequenceStillWaitsForWhatMayComeLate() {
    Watch watch = new Watch(pump(forced(), dry(1)));
    watch.event(0, "pump/door", "type=opened");
    watch.change(1, pump(forced()), "pump/forced");

    assertThat(kinds(watch.to(3))).startsWith("forced RAISED");
  }

  @Test
  void aKeptSequenceKnowsWhatCameBeforeTheChange() {
    Watch watch = new Watch(pump(forced(), dry(1)));
    watch.event(0, "pump/door", "type=granted");
    watch.change(1, pump(forced()), "pump/forced");
    watch.event(5, "pump/door", "type=opened");

    assertThat(watch.to(60)).isEmpty();
  }

  @Test
  void aKeptCountGoesOnAndAChangedOneBeginsAtZero() {
    Watch kept = new Watch(pump(opened(3), dry(1)));
    Watch changed = new Watch(pump(opened(3), dry(1)));
    for (Watch watch : List.of(kept, changed)) {
      watch.event(0, "pump/door", "type=opened");
      watch.event(1, "pump/door", "type=opened");
    }
    kept.change(2, pump(opened(3)), "pump/opened");
    changed.change(2, pump(opened(2)));

    assertThat(kinds(kept.event(3, "pump/door", "type=opened"))).startsWith("opened RAISED");
    assertThat(changed.event(3, "pump/door", "type=opened")).isEmpty();
    assertThat(kinds(changed.event(4, "pump/door", "type=opened"))).startsWith("opened RAISED");
  }

  @Test
  void theAlarmOfARuleThatIsGoneIsCleared() {
    Watch watch = new Watch(pump(dry(1), low(0)));
    watch.at(0, "pump/flow=0");

    assertThat(kinds(watch.change(10, pump(low(0)), "pump/low"))).containsExactly("dry CLEARED");
    assertThat(watch.only().rule()).isEqualTo("low");
  }

  @Test
  void theAlarmOfAChangedRuleStandsWhileItsConditionHolds() {
    Watch watch = new Watch(pump(dry(2)));
    watch.at(0, "pump/flow=1");
    String alarm = watch.only().id();

    assertThat(watch.change(10, pump(dry(3)))).isEmpty();
    assertThat(watch.only().id()).isEqualTo(alarm);
    assertThat(kinds(watch.change(20, pump(dry(1))))).containsExactly("dry CLEARED");
  }

  @Test
  void aNewRuleLooksAtTheValuesAsTheyStand() {
    Watch watch = new Watch(pump(low(0)));
    watch.at(0, "pump/flow=1");

    assertThat(kinds(watch.change(10, pump(low(0), dry(2)), "pump/low")))
        .containsExactly("dry RAISED");
  }

  @Test
  void whatAPersonPutAsideStaysAsideThoughTheRuleChanged() {
    Watch watch = new Watch(pump(dry(2)));
    watch.at(0, "pump/flow=1");
    watch.shelve(1, 100);

    assertThat(watch.change(10, pump(dry(3)))).isEmpty();
    assertThat(watch.only().state()).isEqualTo(AlarmState.SHELVED);
    assertThat(kinds(watch.to(100))).containsExactly("dry UNSHELVED");
  }

  @Test
  void aCauseThatIsNewSuppressesAKeptConsequence() {
    Watch watch = new Watch(pump(low(0), dry(2)));
    watch.at(0, "pump/flow=1");

    assertThat(kinds(watch.change(10, pump(low(0), dry(2).inhibits("low")), "pump/low")))
        .containsExactly("low SUPPRESSED");
    assertThat(kinds(watch.change(20, pump(low(0), dry(2)), "pump/low")))
        .containsExactly("low UNSUPPRESSED");
  }

  @Test
  void rulesOverOtherPointsAreRefusedAndNothingChanges() {
    Watch watch = new Watch(pump(low(60)));
    watch.at(0, "pump/flow=4");
    Site other = new TestSite().with("pump", analog("flow")).rules("pump", low(60)).build();

    assertThatThrownBy(
            () ->
                watch
                    .engine()
                    .change(
                        Watch.compiled(other, other.pointIndex()), Set.of(), Set.of(), watch.now()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(kinds(watch.to(60))).containsExactly("low RAISED");
  }

  /** The engine's own clock was looked at when the rules changed. */
  private static List<RuleMemory> ofRules(Watch watch) {
    return watch.engine().memory().stream()
        .filter(memory -> !memory.equipment().isEmpty())
        .toList();
  }

  /** A change to the same rules, at every moment of a life, is as if nothing had been. */
  @Test
  void aChangeThatKeepsAllChangesNothing() {
    Site site = pump(low(7).latch(), dry(2).onDelay(3).inhibits("low"), forced(), opened(3));
    CompiledRules same = Watch.compiled(site, site.pointIndex());
    Watch left = new Watch(site);
    Watch changed = new Watch(site);
    Random dice = new Random(20_261_122);
    for (int second = 1; second < 2_000; second++) {
      int value = dice.nextInt(9);
      boolean event = dice.nextInt(4) == 0;
      String type = dice.nextBoolean() ? "type=opened" : "type=granted";
      for (Watch watch : List.of(left, changed)) {
        watch.at(second, value == 8 ? "pump/flow=bad" : "pump/flow=" + value);
        if (event) {
          watch.event(second + 0.5, "pump/door", type);
        }
      }
      changed.change(second + 0.7, same, "pump/low", "pump/dry", "pump/forced", "pump/opened");
    }
    List<AlarmChange> expected = new ArrayList<>(left.all());
    assertThat(changed.all()).hasSizeGreaterThan(200).isEqualTo(expected);
    assertThat(ofRules(changed)).isEqualTo(ofRules(left));
  }

  private static Rule limits(String message) {
    return Rule.of("limits")
        .threshold(0.5, "pump/flow", "low_low 1 20s P1", "low 3 60s P2")
        .message(message, message);
  }

  @Test
  void anAlarmOfOneLimitIsNotTakenForThatOfAWorseOne() {
    Watch watch = new Watch(pump(limits("low")));
    watch.at(0, "pump/flow=2");
    watch.to(60);
    assertThat(watch.change(100, pump(limits("other words")))).isEmpty();
    assertThat(watch.only().priority()).isEqualTo(Priority.P2);
    assertThat(watch.to(1_000)).isEmpty();
    assertThat(kinds(watch.at(1_001, "pump/flow=4"))).containsExactly("limits CLEARED");
  }

  @Test
  void whatChangedInItsWordsAloneKeepsItsTimersAndCounts() {
    Watch watch = new Watch(pump(low(30)));
    watch.at(0, "pump/flow=1");
    watch.changeWords(20, pump(low(30).message("neu", "new")), "pump/low");
    assertThat(kinds(watch.to(30))).containsExactly("low RAISED");
  }

  @Test
  void aStandingAlarmEscalatesByTheRuleAsItIsNow() {
    Watch watch = new Watch(pump(dry(5)));
    watch.at(0, "pump/flow=1");
    watch.change(10, pump(dry(4).escalateAfter(60, Priority.P1)));
    assertThat(watch.to(59)).isEmpty();
    assertThat(kinds(watch.to(60))).containsExactly("dry ESCALATED");
  }

  @Test
  void aRuleThatLosesItsLifeSafetyMarkIsNotSuppressedWhileItsAlarmStands() {
    Watch watch =
        new Watch(pump(Rule.of("cause").when("running").inhibits("dry"), dry(5).lifeSafety()));
    watch.at(0, "pump/flow=1", "pump/running=true");
    watch.change(10, pump(Rule.of("cause").when("running").inhibits("dry"), dry(5)));
    assertThat(watch.standing("dry").orElseThrow().state()).isEqualTo(AlarmState.UNACKED);
    assertThat(watch.restart(20, true)).isEmpty();
    assertThat(kinds(watch.at(30, "pump/flow=9"))).contains("dry CLEARED");
  }

  @Test
  void aRuleThatComesBackIsStillLockedOut() {
    Watch watch = new Watch(pump(dry(5), low(0)));
    watch.work(
        1, new SiteWork.LockedOut("WX-1", Set.of("pump/dry"), "li", "seal", Watch.instant(900)));
    watch.change(10, pump(low(0)), "pump/low");
    watch.change(20, pump(dry(5), low(0)), "pump/low");
    watch.at(30, "pump/flow=1");
    assertThat(watch.standing("dry").orElseThrow().state()).isEqualTo(AlarmState.OUT_OF_SERVICE);
  }

  private static Site fed(Rule... ofThePump) {
    return new TestSite()
        .with("feeder", binary("dead"))
        .with("pump", binary("stopped"), binary("hot"))
        .under("pump", "feeder")
        .rules("feeder", Rule.of("dead").when("dead").inhibits("below/*"))
        .rules("pump", ofThePump)
        .build();
  }

  /** The cause says the same as before, and hides one more. */
  @Test
  void aRuleThatIsNewBelowACauseIsHiddenByIt() {
    Rule stopped = Rule.of("stopped").when("stopped");
    Watch watch = new Watch(fed(stopped));
    watch.at(1, "feeder/dead=true", "pump/stopped=true", "pump/hot=true");
    watch.change(2, fed(stopped, Rule.of("hot").when("hot")), "feeder/dead", "pump/stopped");
    assertThat(watch.standing("hot").orElseThrow().state()).isEqualTo(AlarmState.SUPPRESSED);
    assertThat(watch.standing("stopped").orElseThrow().state()).isEqualTo(AlarmState.SUPPRESSED);
    watch.at(3, "feeder/dead=false");
    assertThat(watch.standing("hot").orElseThrow().state()).isEqualTo(AlarmState.UNACKED);
  }
}
