package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.alarm.AlarmChange;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.alarm.Suppression;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.OrderSpec.Exercised;
import org.zhiban.model.site.OrderSpec.Merge;
import org.zhiban.model.site.OrderSpec.Verify;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;

/** What the machines must have seen before they may say that a repair holds. */
final class ProofOfRepairTest {
  private static final Instant T = Instant.parse("2026-11-21T03:12:00Z");
  private static final PointRef FLOW = new PointRef("pump", "flow");
  private static final PointRef RUNNING = new PointRef("pump", "running");

  private static final Verify NORMAL = new Verify.Normal(Duration.ofMinutes(10), Optional.empty());

  private final Site site = TestSites.pump(Map.of(), Set.of());
  private final ProofOfRepair judging = new ProofOfRepair(site);
  private final Map<PointRef, List<PointValue>> recorded = new HashMap<>();

  private static RuleSpec rule(Priority priority, boolean lifeSafety, Verify verify) {
    RuleSpec plain =
        TestSites.rule(priority, Merge.ORDER, Optional.of(Duration.ZERO), Optional.empty());
    OrderSpec order = plain.order().orElseThrow();
    return new RuleSpec(
        plain.id(),
        plain.equipment(),
        plain.condition(),
        plain.onDelay(),
        plain.offDelay(),
        priority,
        false,
        lifeSafety,
        List.of(),
        plain.message(),
        Optional.of(
            new OrderSpec(
                order.trade(),
                order.urgency(),
                order.severity(),
                order.holdOff(),
                order.after(),
                order.merge(),
                order.clocks(),
                verify)),
        List.of(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        true,
        plain.text(),
        plain.position());
  }

  /** Raised at T, gone so many minutes later; 0: it stands. */
  private static Alarm alarm(Priority priority, boolean lifeSafety, long goneAfter) {
    return new Alarm(
        "a1",
        "pump",
        "dry",
        "",
        priority,
        lifeSafety,
        goneAfter == 0,
        false,
        false,
        Suppression.NONE,
        Quality.GOOD,
        LocalizedText.same("dry"),
        1,
        Map.of("flow", 0.2),
        T,
        T,
        goneAfter == 0 ? Optional.empty() : Optional.of(minute(goneAfter)),
        Optional.empty(),
        Optional.empty());
  }

  private static Instant minute(long minutes) {
    return T.plus(Duration.ofMinutes(minutes));
  }

  /** Work began at minute 20, and was done at minute 30. */
  private ProofOfRepair.Case repaired(RuleSpec rule, Alarm alarm) {
    OrderDecision decision =
        new AlarmOrders(site)
            .decide(
                AlarmChange.of(
                    AlarmChange.Kind.RAISED, alarm(alarm.priority(), alarm.lifeSafety(), 0), T),
                rule,
                FaultRecord.NONE,
                T);
    WorkOrder order = ((OrderDecision.Open) decision).draft().numbered("WX-20261121-001").order();
    WorkOrder done = new OrderEdit(order, minute(30)).status(OrderStatus.VERIFY).order();
    return new ProofOfRepair.Case(
        done,
        rule,
        List.of(alarm),
        List.of(),
        T,
        false,
        List.of(
            line(20, "start", OrderStatus.IN_PROGRESS), line(30, "complete", OrderStatus.VERIFY)));
  }

  private static ProofOfRepair.Case with(
      ProofOfRepair.Case found, List<PointRef> points, Instant since, boolean kept) {
    return new ProofOfRepair.Case(
        found.order(), found.rule(), found.alarms(), points, since, kept, found.history());
  }

  private static OrderChange line(long minute, String action, OrderStatus to) {
    return new OrderChange(
        "WX-20261121-001",
        minute(minute),
        "li",
        Optional.empty(),
        action,
        Optional.empty(),
        to,
        Optional.empty());
  }

  private void sample(PointRef point, long minute, double value, Quality quality) {
    recorded
        .computeIfAbsent(point, _ -> new ArrayList<>())
        .add(
            new PointValue(
                value,
                null,
                quality,
                quality == Quality.GOOD ? QualityReason.NONE : QualityReason.TIMEOUT,
                minute(minute).toEpochMilli()));
  }

  /** As the historian answers: the sample that stood at the moment, and those after it. */
  private List<PointValue> since(PointRef point, Instant from) {
    List<PointValue> all = recorded.getOrDefault(point, List.of());
    int first = 0;
    for (int at = 0; at < all.size(); at++) {
      if (all.get(at).time() <= from.toEpochMilli()) {
        first = at;
      }
    }
    return all.subList(first, all.size());
  }

  private Proof proof(ProofOfRepair.Case found, long minute) {
    return judging.of(found, this::since, minute(minute)).orElseThrow();
  }

  private static Proof.Part part(Proof proof, Proof.Kind kind) {
    return proof.parts().stream().filter(one -> one.kind() == kind).findFirst().orElseThrow();
  }

  @Test
  void normalCountsFromTheCompletionThoughTheAlarmWentBefore() {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    assertThat(proof(found, 39).complete()).isFalse();
    Proof.Part normal = part(proof(found, 39), Proof.Kind.NORMAL);
    assertThat(normal.since()).contains(minute(30));
    assertThat(normal.found()).isEqualTo(540);
    assertThat(normal.wanted()).isEqualTo(600);
    assertThat(proof(found, 40).complete()).isTrue();
  }

  @Test
  void normalCountsFromTheEndOfAnAlarmThatWentAfterTheCompletion() {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 35));
    assertThat(proof(found, 44).complete()).isFalse();
    assertThat(proof(found, 45).complete()).isTrue();
  }

  @Test
  void anAlarmThatStandsProvesNothing() {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 0));
    Proof proof = proof(found, 600);
    assertThat(part(proof, Proof.Kind.ALARM_GONE).met()).isFalse();
    assertThat(part(proof, Proof.Kind.NORMAL).met()).isFalse();
    assertThat(part(proof, Proof.Kind.NORMAL).since()).isEmpty();
  }

  @Test
  void aBadValueBeginsTheTimeAnew() {
    sample(FLOW, 0, 3, Quality.GOOD);
    sample(FLOW, 38, Double.NaN, Quality.BAD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    assertThat(part(proof(found, 60), Proof.Kind.NORMAL).since()).as("still bad").isEmpty();
    sample(FLOW, 61, 3, Quality.GOOD);
    assertThat(proof(found, 70).complete()).isFalse();
    assertThat(proof(found, 71).complete()).isTrue();
  }

  @Test
  void anUncertainValueProvesNothing() {
    sample(FLOW, 31, 3, Quality.UNCERTAIN);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    assertThat(proof(found, 600).complete()).isFalse();
  }

  @Test
  void withoutASampleNothingIsProved() {
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    assertThat(proof(found, 600).complete()).isFalse();
  }

  @Test
  void aStartCountsSinceTheWorkBeganAndTheAlarmWent() {
    Verify wanted =
        new Verify.Normal(
            Duration.ofMinutes(10),
            Optional.of(new Exercised("running", OptionalInt.of(2), OptionalInt.empty())));
    sample(FLOW, 0, 3, Quality.GOOD);
    sample(RUNNING, 0, 0, Quality.GOOD);
    sample(RUNNING, 10, 1, Quality.GOOD);
    sample(RUNNING, 15, 0, Quality.GOOD);
    sample(RUNNING, 25, 1, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, wanted), alarm(Priority.P3, false, 22));
    Proof.Part work = part(proof(found, 60), Proof.Kind.EXERCISED);
    assertThat(work.since()).contains(minute(22));
    assertThat(work.found()).as("the start before the repair is none").isEqualTo(1);
    assertThat(proof(found, 60).complete()).isFalse();
    sample(RUNNING, 61, Double.NaN, Quality.BAD);
    sample(RUNNING, 62, 1, Quality.GOOD);
    assertThat(part(proof(found, 63), Proof.Kind.EXERCISED).found())
        .as("a lost link is no stop")
        .isEqualTo(1);
    sample(RUNNING, 64, 0, Quality.GOOD);
    sample(RUNNING, 65, 1, Quality.GOOD);
    assertThat(proof(found, 75).complete()).isTrue();
  }

  @Test
  void aCounterThatIsSetBackCountsOn() {
    Verify wanted =
        new Verify.Normal(
            Duration.ofMinutes(10),
            Optional.of(new Exercised("trips", OptionalInt.empty(), OptionalInt.of(10))));
    PointRef trips = new PointRef("pump", "trips");
    sample(FLOW, 0, 3, Quality.GOOD);
    sample(trips, 0, 990, Quality.GOOD);
    sample(trips, 31, 996, Quality.GOOD);
    sample(trips, 32, 0, Quality.GOOD);
    sample(trips, 33, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, wanted), alarm(Priority.P3, false, 22));
    assertThat(part(proof(found, 60), Proof.Kind.EXERCISED).found()).isEqualTo(9);
    sample(trips, 61, 4, Quality.GOOD);
    assertThat(part(proof(found, 62), Proof.Kind.EXERCISED).met()).isTrue();
  }

  @ParameterizedTest(name = "{0}, life safety {1}: closed by the machine {2}")
  @CsvSource({
    "P1, false, false",
    "P2, false, false",
    "P3, false, true",
    "P4, false, true",
    "P3, true, false",
    "P4, true, false",
  })
  void theMachineClosesP3AndP4AloneAndNeverLifeSafety(
      Priority priority, boolean lifeSafety, boolean closes) {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(priority, lifeSafety, NORMAL), alarm(priority, lifeSafety, 22));
    Proof proof = proof(found, 60);
    assertThat(proof.complete()).isTrue();
    assertThat(proof.machineCloses()).isEqualTo(closes);
    Optional<OrderStep> step = judging.close(found.order(), proof, minute(60));
    assertThat(step.isPresent()).isEqualTo(closes);
    step.ifPresent(
        it -> {
          assertThat(it.order().status()).isEqualTo(OrderStatus.CLOSED);
          assertThat(it.change().actor()).isEqualTo("zhiban");
          assertThat(it.change().action()).isEqualTo("verify");
          assertThat(it.change().note()).contains("normal for 600 s with good quality");
        });
  }

  /** An escalated alarm weighs more than its rule says. */
  @Test
  void anAlarmThatRoseToP2IsClosedByAPerson() {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P2, false, 22));
    assertThat(proof(found, 60).machineCloses()).isFalse();
  }

  @Test
  void whereARuleAsksForAPersonThereIsNoProof() {
    sample(FLOW, 0, 3, Quality.GOOD);
    for (Verify verify : List.of(new Verify.Manual(), new Verify.Unstated())) {
      var found = repaired(rule(Priority.P4, false, verify), alarm(Priority.P4, false, 22));
      assertThat(judging.of(found, this::since, minute(60))).isEmpty();
    }
  }

  @Test
  void onlyAnOrderThatWaitsForItsProofIsClosed() {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    Proof proof = proof(found, 60);
    for (OrderStatus status : OrderStatus.values()) {
      WorkOrder order = new OrderEdit(found.order(), minute(31)).status(status).order();
      assertThat(judging.close(order, proof, minute(60)).isPresent())
          .as(status.word())
          .isEqualTo(status == OrderStatus.VERIFY);
    }
  }

  /** However values come and go: proved exactly when the last bad one lies long enough back. */
  @Property(tries = 300)
  void provedWhenTheLastBadValueLiesLongEnoughBack(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 1) Integer> good,
      @ForAll @IntRange(min = 31, max = 80) int now) {
    recorded.clear();
    sample(FLOW, 0, 3, Quality.GOOD);
    long lastBad = -1;
    boolean bad = false;
    long goodAgain = 30;
    for (int at = 0; at < good.size() && 31 + at <= now; at++) {
      bad = good.get(at) == 0;
      sample(FLOW, 31 + at, 3, bad ? Quality.BAD : Quality.GOOD);
      if (bad) {
        lastBad = 31L + at;
      } else if (lastBad == 31 + at - 1) {
        goodAgain = 31L + at;
      }
    }
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    assertThat(proof(found, now).complete()).isEqualTo(!bad && now - goodAgain >= 10);
  }

  /** What stood still meanwhile nobody saw: the gateway was away, or its clock was set. */
  @Test
  void normalCountsFromWhenTheGatewayLooked() {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    var restarted = with(found, List.of(), minute(38), false);
    assertThat(part(proof(restarted, 47), Proof.Kind.NORMAL).since()).contains(minute(38));
    assertThat(proof(restarted, 47).complete()).isFalse();
    assertThat(proof(restarted, 48).complete()).isTrue();
  }

  /** A rule that a permit keeps quiet has nothing to say. */
  @Test
  void theSilenceOfARuleThatIsWithheldProvesNothing() {
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    var withheld = with(found, List.of(), T, true);
    assertThat(part(proof(withheld, 600), Proof.Kind.ALARM_GONE).met()).isFalse();
    assertThat(proof(withheld, 600).complete()).isFalse();
  }

  @Test
  void everyPointThatTheRuleJudgesMustBeGood() {
    PointRef inlet = new PointRef("pump", "inlet");
    sample(FLOW, 0, 3, Quality.GOOD);
    var found = repaired(rule(Priority.P3, false, NORMAL), alarm(Priority.P3, false, 22));
    var ofTwo = with(found, List.of(FLOW, inlet), T, false);
    assertThat(proof(ofTwo, 600).complete()).isFalse();
    sample(inlet, 601, 1, Quality.GOOD);
    assertThat(proof(ofTwo, 610).complete()).isFalse();
    assertThat(proof(ofTwo, 611).complete()).isTrue();
  }
}
