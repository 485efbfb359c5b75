package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Permit;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.overlooked.Overlooked;

/** Permits, and the lock-outs of orders. */
interface PermitStorage extends StoreUnderTest {
  private static Permit permit(String id, Instant until) {
    return new Permit(
        id,
        Permit.Kind.HOT_WORK,
        Optional.empty(),
        Optional.of("fire-1"),
        "焊接",
        "张师傅",
        Optional.of("li-wei"),
        Given.T0,
        until,
        "zhao-min",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  default void a_permit_comes_back_as_it_was_after_a_restart() {
    Permit permit = permit("ZY-20261121-001", Given.T0.plusSeconds(3600));
    Permit ofArea =
        new Permit(
            "ZY-20261121-002",
            Permit.Kind.ISOLATION,
            Optional.of("east"),
            Optional.empty(),
            "",
            "li-wei",
            Optional.empty(),
            Given.T0,
            Given.T0.plusSeconds(60),
            "zhao-min",
            Optional.of(Given.T0.plusSeconds(30)),
            Optional.of("he-lin"),
            Optional.empty());
    write(store(), tx -> tx.save(permit));
    write(store(), tx -> tx.save(ofArea));
    reopened();
    assertThat(found(q -> q.permit(permit.id()))).contains(permit);
    assertThat(listed(q -> q.permits(Page.Request.FIRST).items())).containsExactly(ofArea, permit);
    assertThat(store().<Integer>query(q -> q.permitsNumbered("ZY-20261121-"))).isEqualTo(2);
    assertThat(store().<Integer>query(q -> q.permitsNumbered("ZY-20261122-"))).isZero();
  }

  @Test
  default void a_permit_lasts_until_its_time_or_its_end() {
    Permit permit = permit("ZY-20261121-001", Given.T0.plusSeconds(3600));
    write(store(), tx -> tx.save(permit));
    assertThat(listed(q -> q.permitsLasting(Given.T0))).containsExactly(permit);
    assertThat(listed(q -> q.permitsLasting(permit.until()))).isEmpty();
    Permit ended = permit.ended(Given.T0.plusSeconds(5), "he-lin");
    write(store(), tx -> tx.save(ended));
    assertThat(listed(q -> q.permitsLasting(Given.T0))).isEmpty();
    assertThat(found(q -> q.permit(permit.id()))).contains(ended);
  }

  @Test
  default void hot_work_waits_for_its_second_look_from_its_end_on() {
    Permit permit = permit("ZY-20261121-001", Given.T0.plusSeconds(3600));
    write(store(), tx -> tx.save(permit));
    assertThat(listed(q -> q.permitsUnlooked(Given.T0.plusSeconds(3599)))).containsExactly(permit);
    assertThat(listed(q -> q.permitsUnlooked(Given.T0.plusSeconds(3600)))).isEmpty();
    Permit ended = permit.ended(Given.T0.plusSeconds(5), "he-lin");
    write(store(), tx -> tx.save(ended));
    assertThat(listed(q -> q.permitsUnlooked(Given.T0.plusSeconds(4)))).containsExactly(ended);
    assertThat(listed(q -> q.permitsUnlooked(Given.T0.plusSeconds(5)))).isEmpty();
    Permit looked =
        ended.looked(new Permit.SecondLook(Given.T0.plusSeconds(4000), "li-wei", "无阴燃"));
    write(store(), tx -> tx.save(looked));
    assertThat(listed(reopened(), q -> q.permitsUnlooked(Given.T0))).isEmpty();
    assertThat(found(q -> q.permit(permit.id()))).contains(looked);
  }

  @Test
  default void what_nobody_did_is_told_first_once() {
    Overlooked.Found found =
        new Overlooked.Found(Overlooked.Kind.LOAN, "K1/1", LocalizedText.same("K1"));
    Overlooked.Found other =
        new Overlooked.Found(Overlooked.Kind.LOAN, "K1/2", LocalizedText.same("K1"));
    assertThat(store().<Boolean>transact(tx -> tx.overlooked().first(found, Given.T0))).isTrue();
    reopened();
    assertThat(store().<Boolean>transact(tx -> tx.overlooked().first(found, Given.T0))).isFalse();
    assertThat(store().<Boolean>transact(tx -> tx.overlooked().first(other, Given.T0))).isTrue();
  }

  @Test
  default void orders_that_lock_out_rules_are_found_until_they_are_in_progress_no_longer() {
    WorkOrder order =
        Given.order(
            "WX-20261121-001",
            Optional.empty(),
            List.of(),
            OrderStatus.IN_PROGRESS,
            Given.T0,
            Optional.empty(),
            1);
    write(store(), tx -> tx.record(order, Given.change(order, "lock_out")));
    assertThat(listed(reopened(), OperationsQueries::ordersLockingOut)).containsExactly(order);
    WorkOrder closed = Given.closed(order, Given.T0.plusSeconds(60));
    write(store(), tx -> tx.record(closed, Given.change(closed, "verify")));
    assertThat(listed(OperationsQueries::ordersLockingOut)).isEmpty();
  }
}
