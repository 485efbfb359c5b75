package org.zhiban.rules.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;

/** Who could be given an order, and why in this order ([E8] [E22], DISPATCHED). */
final class DispatchTest {
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-20T19:12:00Z");

  private static OrderBuilder alarm(String equipment, String trade) {
    return new OrderBuilder("WX-20261121-001", OrderSource.ALARM, NOON)
        .status(OrderStatus.TRIAGED)
        .priority(Optional.of(Priority.P3))
        .equipment(Optional.of(equipment))
        .trade(trade);
  }

  private static OrderBuilder visit(String equipment, String trade, String plan) {
    return new OrderBuilder("WX-20261121-001", OrderSource.PLAN, NOON)
        .status(OrderStatus.TRIAGED)
        .equipment(Optional.of(equipment))
        .trade(trade)
        .plan(Optional.of(plan));
  }

  private static DispatchSite house() {
    return new DispatchSite()
        .technician("own", "plumbing", "east", "day")
        .technician("east", "plumbing electric", "east", "day")
        .technician("west", "plumbing", "west", "day")
        .technician("night", "plumbing", "all", "night")
        .technician("sparks", "electric", "all", "day")
        .person("boss", Role.SUPERVISOR, "plumbing electric elevator", "all", "")
        .person("desk", Role.DESK, "", "", "")
        .contractor("otis", "elevator")
        .contractor("pipes", "plumbing");
  }

  private static List<Candidate> ranked(Site site, WorkOrder order, Instant now, OpenWork... open) {
    return new Dispatch(site).rank(order, List.of(open), now);
  }

  private static String ids(List<Candidate> ranked) {
    return String.join(" ", ranked.stream().map(Candidate::id).toList());
  }

  private static OpenWork work(String who, Priority priority, int orders) {
    return new OpenWork(
        who,
        OrderSource.ALARM,
        OrderStatus.ACCEPTED,
        Urgency.NORMAL,
        Optional.of(priority),
        orders);
  }

  private static String behind(List<Candidate> ranked) {
    return String.join(
        " ", ranked.stream().map(it -> it.behind().map(Criterion::word).orElse("first")).toList());
  }

  @Test
  void by_day_the_owner_goes_first_then_his_area_then_the_others_and_every_place_has_its_reason() {
    List<Candidate> ranked = ranked(house().build(), alarm("pump", "plumbing").build(), NOON);

    assertThat(ids(ranked)).isEqualTo("own east west pipes boss night sparks otis");
    assertThat(behind(ranked)).isEqualTo("first owner area role role on_duty trade trade");
    assertThat(ranked.getFirst().reasons())
        .extracting(Reason::word)
        .containsExactly("trade", "owner", "on_shift", "free");
    assertThat(ranked)
        .extracting(Candidate::suited)
        .containsExactly(true, true, true, true, true, true, false, false);
    assertThat(ranked.getLast().reasons())
        .contains(new Reason.OtherTrade("plumbing", List.of("elevator")));
  }

  @Test
  void a_nights_order_goes_to_the_night_shift_and_those_off_shift_come_last_of_their_trade() {
    List<Candidate> ranked = ranked(house().build(), alarm("pump", "plumbing").build(), NIGHT);

    assertThat(ids(ranked)).startsWith("night pipes boss own east west");
    assertThat(ranked.get(3).reasons()).extracting(Reason::word).contains("off_shift");
    assertThat(ranked).extracting(Candidate::present).startsWith(true, true, true, false);
  }

  @Test
  void whoever_is_called_this_night_goes_before_those_who_sleep() {
    Site site =
        new DispatchSite()
            .technician("asleep", "plumbing", "east", "day")
            .technician("called", "plumbing", "west", "day")
            .onCall("called")
            .build();

    List<Candidate> ranked = ranked(site, alarm("pump", "plumbing").build(), NIGHT);

    assertThat(ids(ranked)).isEqualTo("called asleep");
    assertThat(ranked.getFirst().present()).isTrue();
    assertThat(ranked.getFirst().reasons()).contains(new Reason.OnCallNow("duty"));
  }

  @Test
  void of_those_alike_whoever_has_less_in_hand_and_the_owner_no_more_once_he_has_much() {
    Site site =
        new DispatchSite()
            .technician("own", "plumbing", "east", "day")
            .technician("a", "plumbing", "east", "day")
            .technician("b", "plumbing", "east", "day")
            .build();
    WorkOrder order = alarm("pump", "plumbing").build();

    assertThat(
            ids(ranked(site, order, NOON, work("a", Priority.P3, 1), work("own", Priority.P3, 3))))
        .isEqualTo("own b a");
    assertThat(
            ids(ranked(site, order, NOON, work("a", Priority.P3, 1), work("own", Priority.P1, 1))))
        .as("a P1 in hand")
        .isEqualTo("b a own");
    assertThat(ids(ranked(site, order, NOON, work("a", Priority.P2, 1), work("b", Priority.P4, 3))))
        .as("weighed by priority, not counted")
        .isEqualTo("own b a");
  }

  @Test
  void the_order_itself_does_not_weigh_on_whoever_has_it() {
    Site site =
        new DispatchSite()
            .technician("a", "plumbing", "east", "day")
            .technician("b", "plumbing", "east", "day")
            .build();
    WorkOrder order =
        alarm("pump", "plumbing").status(OrderStatus.DISPATCHED).assignee(Optional.of("a")).build();
    OpenWork own = OpenWork.of(order).orElseThrow();

    List<Candidate> alone = ranked(site, order, NOON, own);

    assertThat(ids(alone)).isEqualTo("a b");
    assertThat(alone.getFirst().reasons()).extracting(Reason::word).contains("free", "has_it");
    assertThat(ids(ranked(site, order, NOON, twice(own)))).isEqualTo("b a");
  }

  private static OpenWork twice(OpenWork one) {
    return new OpenWork(
        one.assignee(), one.source(), one.status(), one.urgency(), one.priority(), 2);
  }

  @Test
  void a_lift_is_for_its_contractor_before_a_supervisor_but_people_in_it_are_not() {
    Site site = house().build();
    WorkOrder fault = alarm("lift", "elevator").build();
    WorkOrder trapped =
        alarm("lift", "elevator")
            .urgency(Urgency.URGENT)
            .priority(Optional.of(Priority.P1))
            .build();

    assertThat(ids(ranked(site, fault, NIGHT))).startsWith("otis boss");
    List<Candidate> ranked = ranked(site, trapped, NIGHT);
    assertThat(ids(ranked)).startsWith("boss otis");
    assertThat(ranked.get(1).reasons()).contains(new Reason.NotAlone());
  }

  @Test
  void a_visit_is_for_whom_its_plan_names_else_for_the_owner_whatever_the_hour() {
    Site site = house().build();

    List<Candidate> lift = ranked(site, visit("lift", "elevator", "lift-visit").build(), NIGHT);
    List<Candidate> pump = ranked(site, visit("pump", "plumbing", "visit").build(), NIGHT);

    assertThat(ids(lift)).startsWith("otis boss");
    assertThat(lift.getFirst().reasons()).contains(new Reason.PlansContractor("lift-visit"));
    assertThat(ids(pump)).startsWith("own east night west");
    assertThat(pump.getFirst().reasons())
        .as("the hour of planning says nothing of the hour of the visit")
        .extracting(Reason::word)
        .doesNotContain("off_shift", "on_shift");
  }

  @Test
  void a_visit_with_a_window_is_for_the_shift_of_its_window() {
    Site site =
        new DispatchSite()
            .technician("day", "plumbing", "all", "day")
            .technician("night", "plumbing", "all", "night")
            .build();

    assertThat(ids(ranked(site, visit("pump", "plumbing", "night-visit").build(), NOON)))
        .isEqualTo("night day");
  }

  @Test
  void without_a_trade_nobody_is_wrong_and_it_is_said() {
    List<Candidate> ranked = ranked(house().build(), alarm("pump", "general").build(), NOON);

    assertThat(ranked).allMatch(Candidate::suited);
    assertThat(ranked.getFirst().reasons()).contains(new Reason.TradeUnsaid());
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3}")
  @CsvSource({
    "ALARM, ACCEPTED, P1, 8",
    "ALARM, ACCEPTED, P2, 4",
    "ALARM, ON_SITE, P3, 2",
    "ALARM, IN_PROGRESS, P4, 1",
    "ALARM, ON_HOLD, P1, 1",
    "ALARM, VERIFY, P1, 0",
    "REPORT, VISIT, , 0",
    "REPORT, DISPATCHED, , 4",
    "PLAN, DISPATCHED, , 1"
  })
  void what_is_in_hand_weighs_by_how_it_presses(
      OrderSource source, OrderStatus status, Priority priority, int weight) {
    OpenWork work =
        new OpenWork("a", source, status, Urgency.URGENT, Optional.ofNullable(priority), 3);

    Load expected = weight == 0 ? Load.NONE : new Load(3, 3 * weight);
    assertThat(Load.of(List.of(work)).getOrDefault("a", Load.NONE)).isEqualTo(expected);
  }

  @Test
  void every_reason_and_every_criterion_has_words_in_both_languages() {
    Site site = house().onCall("sparks").build();
    Map<String, WorkOrder> orders =
        Map.of(
            "pump", alarm("pump", "plumbing").assignee(Optional.of("own")).build(),
            "general", alarm("pump", "general").build(),
            "trapped", alarm("panel", "elevator").build(),
            "visit", visit("lift", "elevator", "lift-visit").build());
    List<Reason> reasons =
        orders.values().stream()
            .flatMap(order -> ranked(site, order, NIGHT).stream())
            .flatMap(one -> one.reasons().stream())
            .toList();

    assertThat(reasons.stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(List.of(Reason.class.getPermittedSubclasses()));
    assertThat(reasons)
        .allSatisfy(
            reason -> {
              assertThat(reason.words().zh()).matches(".*\\p{IsHan}.*");
              assertThat(reason.words().en()).isNotBlank().doesNotMatch(".*\\{.*");
              assertThat(reason.word()).matches("[a-z_]+");
            });
    for (Criterion criterion : Criterion.values()) {
      assertThat(criterion.words().zh()).matches(".*\\p{IsHan}.*");
    }
  }
}
