package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.patrol.Proof;
import org.zhiban.model.patrol.Walk;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** Walks of routes, and the proofs of their checkpoints. */
interface PatrolStorage extends StoreUnderTest {
  private static Walk walk(String route, Instant nominal) {
    return new Walk(
        route,
        nominal,
        nominal.minusSeconds(1800),
        nominal.plusSeconds(1800),
        nominal.plusSeconds(3600),
        List.of("pump-b1", "lift-a1"),
        Walk.State.PLANNED,
        Duration.ZERO,
        List.of());
  }

  private static Proof proof(String equipment, Instant time) {
    return new Proof(
        equipment,
        time,
        Proof.How.CARD,
        "G3",
        Proof.Result.OK,
        false,
        Optional.empty(),
        Optional.empty());
  }

  private boolean added(Walk walk) {
    return store().<Boolean>transact(tx -> tx.patrols().add(walk));
  }

  @Test
  default void a_walk_of_a_route_and_time_is_there_once() {
    Walk first = walk("night", Given.T0);
    Walk other = walk("day", Given.T0);
    Walk next = walk("night", Given.T0.plusSeconds(7200));
    assertThat(List.of(added(first), added(other), added(next), added(first)))
        .containsExactly(true, true, true, false);
    reopened();
    assertThat(listed(q -> q.patrols().plannedWalks())).containsExactly(other, first, next);
    assertThat(listed(q -> q.patrols().walks(Given.T0, next.nominal())))
        .containsExactly(other, first);
    assertThat(found(q -> q.patrols().walk(next.key()))).contains(next);
    assertThat(found(q -> q.patrols().walk(new Walk.Key("x", Given.T0)))).isEmpty();
    write(store(), tx -> tx.patrols().remove(next));
    assertThat(found(q -> q.patrols().walk(next.key()))).isEmpty();
  }

  @Test
  default void its_proofs_come_back_in_their_order_and_a_finding_takes_the_place_of_ok() {
    Walk walk = walk("night", Given.T0);
    assertThat(added(walk)).isTrue();
    WorkOrder order =
        Given.order(
            "WX-20261121-001",
            Optional.empty(),
            List.of(),
            OrderStatus.TRIAGED,
            Given.T0,
            Optional.empty(),
            1);
    Walk half = walk.with(proof("lift-a1", Given.T0.plusSeconds(9))).off(Duration.ofMinutes(3));
    write(store(), tx -> tx.patrols().save(half));
    Proof finding =
        new Proof(
            "lift-a1",
            Given.T0.plusSeconds(9),
            Proof.How.CARD,
            "li-wei",
            Proof.Result.FINDING,
            false,
            Optional.of("异响"),
            Optional.of(order.id()));
    Walk whole = half.with(finding).with(proof("pump-b1", Given.T0.plusSeconds(5)));
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.patrols().save(whole);
        });
    reopened();
    assertThat(found(q -> q.patrols().walk(walk.key()))).contains(whole);
    assertThat(whole.state()).isEqualTo(Walk.State.DONE);
    assertThat(listed(q -> q.patrols().plannedWalks())).isEmpty();
  }

  @Test
  default void a_walk_that_is_not_there_is_not_saved() {
    Walk walk = walk("night", Given.T0);
    assertThatThrownBy(() -> write(store(), tx -> tx.patrols().save(walk)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("night.20261121");
  }
}
