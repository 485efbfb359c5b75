package org.zhiban.rules.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.FindingOrder;

/** Proofs of checkpoints, by card and by hand, and what a finding makes [E16] [E18] [E20]. */
class ProvingTest {
  private static final Site SITE =
      PatrolSite.of(
          TestSites.ZONE, PatrolSite.route("night", Duration.ofMinutes(30), "12:00", "18:00"));
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
  private static final Walk WALK =
      PatrolTimes.between(SITE.patrols().getFirst(), TestSites.ZONE, NOON, NOON).getFirst();
  private static final PointRef VISIT = new PointRef("r", "visit");

  private static Proving.Outcome ok(Walk walk, String checkpoint, Instant now) {
    return Proving.said(walk, checkpoint, "li", Proof.Result.OK, Optional.empty(), now);
  }

  private static Proving.Outcome finding(Walk walk, Optional<String> note) {
    return Proving.said(walk, "b", "li", Proof.Result.FINDING, note, NOON);
  }

  private static Proving.Outcome.Proved proved(Proving.Outcome outcome) {
    assertThat(outcome).isInstanceOf(Proving.Outcome.Proved.class);
    return (Proving.Outcome.Proved) outcome;
  }

  private static ProofRefusal refused(Proving.Outcome outcome) {
    assertThat(outcome).isInstanceOf(Proving.Outcome.Refused.class);
    return ((Proving.Outcome.Refused) outcome).reason();
  }

  @Test
  void theOrderIsFreeAndTheLastCheckpointEndsTheWalk() {
    Walk walk = proved(ok(WALK, "c", NOON)).walk();
    walk = proved(ok(walk, "a", NOON.plusSeconds(60))).walk();
    assertThat(walk.state()).isEqualTo(Walk.State.PLANNED);
    assertThat(walk.unproved()).containsExactly("b");
    walk = proved(ok(walk, "b", NOON.plusSeconds(1_800))).walk();
    assertThat(walk.state()).isEqualTo(Walk.State.DONE);
  }

  @Test
  void afterTheToleranceAProofIsLateAndAfterTheEndThereIsNone() {
    Proving.Outcome.Proved late = proved(ok(WALK, "b", NOON.plusSeconds(1_801)));
    assertThat(late.proof().late()).isTrue();
    Walk walk = proved(ok(proved(ok(late.walk(), "a", NOON)).walk(), "c", NOON)).walk();
    assertThat(walk.state()).isEqualTo(Walk.State.LATE);
    assertThat(refused(ok(WALK, "b", WALK.end().plusMillis(1))).words(TestSites.ZONE).zh())
        .isEqualTo("本次巡检已于 11-23 13:00 结束；有问题请直接报修");
    assertThat(refused(ok(WALK, "b", WALK.from().minusMillis(1))).words(TestSites.ZONE).en())
        .isEqualTo("it is too early; this walk begins at 11-23 11:30");
    assertThat(refused(ok(WALK, "pump", NOON))).isInstanceOf(ProofRefusal.NotOnThisWalk.class);
  }

  @Test
  void aFindingSaysWhatAndStandsInThePlaceOfWhatWasWell() {
    assertThat(refused(finding(WALK, Optional.empty())))
        .isInstanceOf(ProofRefusal.NoteMissing.class);
    Walk seen =
        proved(
                Proving.seen(SITE, VISIT, Map.of("card", "G3"), List.of(WALK), NOON.minusSeconds(9))
                    .getFirst())
            .walk();
    Proving.Outcome.Proved found = proved(finding(seen, Optional.of("leak")));
    assertThat(found.walk().proofs()).hasSize(1);
    assertThat(found.proof().how()).isEqualTo(Proof.How.CARD);
    assertThat(found.proof().time()).isEqualTo(NOON.minusSeconds(9));
    Walk ordered = found.walk().with(found.proof().ordering("WX-20261123-001"));
    assertThat(refused(finding(ordered, Optional.of("leak"))).words(TestSites.ZONE).zh())
        .contains("WX-20261123-001");
    assertThat(ok(ordered, "b", NOON)).isEqualTo(new Proving.Outcome.Nothing(ordered));
  }

  @Test
  void aCardProvesTheEquipmentAtWhichItsReaderHangsOnceAWalk() {
    Walk walk =
        Proving.seen(SITE, VISIT, Map.of("card", "G3"), List.of(WALK), NOON).getFirst().walk();
    assertThat(walk.proofOf("b").orElseThrow().by()).isEqualTo("G3");
    assertThat(Proving.seen(SITE, VISIT, Map.of("card", "G3"), List.of(walk), NOON)).isEmpty();
    assertThat(Proving.seen(SITE, VISIT, Map.of("seq", 4), List.of(WALK), NOON))
        .as("a periodic message is no visit")
        .isEmpty();
    assertThat(
            Proving.seen(
                SITE, new PointRef("b", "visit"), Map.of("card", "G3"), List.of(WALK), NOON))
        .as("no reader")
        .isEmpty();
    assertThat(
            Proving.seen(
                SITE, VISIT, Map.of("card", "G3"), List.of(WALK), WALK.end().plusMillis(1)))
        .isEmpty();
  }

  @Test
  void aFindingIsPassedOnWithinHalfAnHourAndSeenByTheSecondDay() {
    Proving.Outcome.Proved found = proved(finding(WALK, Optional.of("渗漏")));
    var step =
        FindingOrder.of(SITE, found.walk(), found.proof(), Urgency.NORMAL, NOON)
            .numbered("WX-20261123-001");
    var order = step.order();
    assertThat(order.source()).isEqualTo(OrderSource.PATROL);
    assertThat(order.title().zh()).isEqualTo("点b：渗漏");
    assertThat(order.equipment()).contains("b");
    assertThat(step.change().actor()).isEqualTo("li");
    assertThat(due(order.clocks(), "forward"))
        .as("the site's own 10 min are less than 30")
        .isEqualTo(NOON.plus(Duration.ofMinutes(10)));
    assertThat(due(order.clocks(), "arrive")).isEqualTo(Instant.parse("2026-11-24T16:00:00Z"));
  }

  private static Instant due(List<Clock> clocks, String name) {
    return clocks.stream()
        .filter(clock -> clock.name().equals(name))
        .findFirst()
        .orElseThrow()
        .dueAt();
  }
}
