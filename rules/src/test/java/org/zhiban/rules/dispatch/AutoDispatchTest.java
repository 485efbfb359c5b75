package org.zhiban.rules.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Intake;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.OrderStep;

/** What the machine gives away by itself, and what it leaves to people (DISPATCHED). */
final class AutoDispatchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-20T19:12:00Z");

  private static DispatchSite house(Intake.AutoDispatch which) {
    return new DispatchSite()
        .auto(which)
        .technician("own", "plumbing", "east", "day")
        .technician("spark", "electric", "east", "night")
        .contractor("otis", "elevator");
  }

  private static OrderBuilder order(OrderSource source, String equipment, String trade) {
    return new OrderBuilder("WX-20261121-001", source, NOON)
        .status(OrderStatus.TRIAGED)
        .priority(Optional.of(Priority.P3))
        .equipment(Optional.of(equipment))
        .trade(trade)
        .clocks(List.of(Clock.started("forward", 1, NOON, NOON.plusSeconds(600))));
  }

  private static OrderStep given(Site site, WorkOrder order, Instant now) {
    return new AutoDispatch(site).after(order, List.of(), now);
  }

  private static OrderStep given(WorkOrder order, Instant now) {
    return given(house(Intake.AutoDispatch.ALL).build(), order, now);
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource({
    "OFF, ALARM, false",
    "OFF, PLAN, false",
    "ALARMS, ALARM, true",
    "ALARMS, PLAN, false",
    "PLANS, ALARM, false",
    "PLANS, PLAN, true",
    "ALL, ALARM, true",
    "ALL, PLAN, true",
    "ALL, PATROL, true",
    "ALL, REPORT, false"
  })
  void the_site_says_which_orders(Intake.AutoDispatch which, OrderSource source, boolean wanted) {
    AutoDispatch auto = new AutoDispatch(house(which).build());

    assertThat(auto.concerns(order(source, "pump", "plumbing").build())).isEqualTo(wanted);
  }

  @Test
  void whom_a_plan_or_a_person_gave_an_order_keeps_it() {
    AutoDispatch auto = new AutoDispatch(house(Intake.AutoDispatch.ALL).build());

    assertThat(
            auto.concerns(
                order(OrderSource.PLAN, "pump", "plumbing")
                    .status(OrderStatus.DISPATCHED)
                    .assignee(Optional.of("otis"))
                    .build()))
        .isFalse();
  }

  @Test
  void the_first_gets_it_with_the_reasons_on_record_and_the_promise_to_forward_is_kept() {
    OrderStep step = given(order(OrderSource.ALARM, "pump", "plumbing").build(), NOON);

    assertThat(step.order().status()).isEqualTo(OrderStatus.DISPATCHED);
    assertThat(step.order().assignee()).contains("own");
    assertThat(step.order().asked()).containsExactly("own");
    assertThat(step.order().doers()).as("he did nothing yet").isEmpty();
    assertThat(step.order().hands()).as("who has it does not verify it").contains("own");
    assertThat(step.order().clocks()).extracting(Clock::state).containsExactly(Clock.State.MET);
    assertThat(step.change().actor()).isEqualTo("zhiban");
    assertThat(step.change().action()).isEqualTo("dispatch");
    assertThat(step.change().note().orElseThrow())
        .isEqualTo("自动派单：有 plumbing 工种，设备责任人，当班（day 08:00–20:00），手头无工单");
  }

  @Test
  void off_shift_only_where_nobody_else_is_and_it_does_not_press_and_it_is_said() {
    WorkOrder calm = order(OrderSource.ALARM, "pump", "plumbing").build();
    WorkOrder urgent = OrderBuilder.of(calm).urgency(Urgency.URGENT).build();
    WorkOrder p2 = OrderBuilder.of(calm).priority(Optional.of(Priority.P2)).build();

    OrderStep asleep = given(calm, NIGHT);
    assertThat(asleep.order().assignee()).contains("own");
    assertThat(asleep.change().note().orElseThrow()).contains("不当班");
    for (WorkOrder presses : List.of(urgent, p2)) {
      OrderStep left = given(presses, NIGHT);
      assertThat(left.order().status()).isEqualTo(OrderStatus.TRIAGED);
      assertThat(left.order().assignee()).isEmpty();
      assertThat(left.change().action()).isEqualTo("not_dispatched");
      assertThat(left.change().note().orElseThrow()).contains("都不当班");
      assertThat(left.order().clocks()).as("nothing is kept by that").isEqualTo(calm.clocks());
    }
  }

  @Test
  void nobody_with_the_trade_or_no_trade_leaves_it_and_says_so() {
    OrderStep gas = given(order(OrderSource.ALARM, "pump", "gas").build(), NOON);
    OrderStep unsaid =
        given(
            order(OrderSource.ALARM, "pump", "general").status(OrderStatus.REPORTED).build(), NOON);

    assertThat(gas.change().note().orElseThrow()).contains("没有人或单位有 gas 工种");
    assertThat(gas.order().version()).isEqualTo(2);
    assertThat(unsaid.order().status()).isEqualTo(OrderStatus.REPORTED);
    assertThat(unsaid.change().note().orElseThrow()).contains("未定工种");
  }

  @Test
  void people_in_a_lift_are_never_left_to_its_contractor_alone() {
    WorkOrder trapped =
        order(OrderSource.ALARM, "lift", "elevator")
            .urgency(Urgency.URGENT)
            .priority(Optional.of(Priority.P1))
            .build();
    WorkOrder fault = order(OrderSource.ALARM, "lift", "elevator").build();

    OrderStep left = given(trapped, NIGHT);
    assertThat(left.order().assignee()).isEmpty();
    assertThat(left.change().note().orElseThrow()).contains("不得只派外包单位").contains("otis");
    assertThat(given(fault, NIGHT).order().assignee()).contains("otis");

    Site withRescuer =
        house(Intake.AutoDispatch.ALL)
            .person("rescue", Role.TECHNICIAN, "elevator", "all", "night")
            .build();
    OrderStep given = given(withRescuer, trapped, NIGHT);
    assertThat(given.order().assignee()).contains("rescue");
    assertThat(given.change().note().orElseThrow()).endsWith("；并立即电话通知otis");
  }

  @Test
  void a_visit_without_anybody_named_goes_to_its_trade() {
    Site site =
        new DispatchSite()
            .auto(Intake.AutoDispatch.PLANS)
            .technician("east", "plumbing", "east", "night")
            .technician("west", "plumbing", "west", "day")
            .build();

    OrderStep step =
        given(
            site,
            order(OrderSource.PLAN, "pump", "plumbing")
                .plan(Optional.of("visit"))
                .priority(Optional.empty())
                .build(),
            NOON);

    assertThat(step.order().assignee()).contains("east");
  }
}
