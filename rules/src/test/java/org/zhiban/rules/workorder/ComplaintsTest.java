package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.VisitShares;
import org.zhiban.model.staff.Role;
import org.zhiban.model.visit.VisitBook;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderReport;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Overrun;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.followup.Majors;
import org.zhiban.rules.workorder.Reception.Received;
import org.zhiban.rules.workorder.Reception.Told;
import org.zhiban.rules.workorder.Reception.Wish;

/** Complaints and demands have an answer to wait for, and an end ([R11] [R20] [R21] [R22]). */
final class ComplaintsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Site SITE =
      TestSites.visiting(new VisitShares(0, 0, 0, List.of(), List.of()));
  private static final OrderActions ACTIONS = new OrderActions(SITE);
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));
  private static final Actor WANG = new Actor("wang", Set.of(Role.MANAGER));

  private static HandReport said(Optional<Concern> concern, Severity severity) {
    return new HandReport(
        Optional.empty(),
        Optional.of("3-1201"),
        "夜里水泵太吵",
        Urgency.NORMAL,
        severity,
        HandReport.NO_TRADE,
        concern,
        Map.of("content", "夜里水泵太吵", "taken_by", "sun"));
  }

  private static Received take(HandReport report, Wish wish, WorkOrder... known) {
    return new Reception(SITE).take(new Told(report, T, false, wish), "sun", List.of(known), T);
  }

  private static WorkOrder opened(Concern concern, Severity severity) {
    return take(said(Optional.of(concern), severity), new Wish.AsUsual())
            instanceof Received.Opened(OrderDraft draft)
        ? draft.numbered("WX-20261120-001").order()
        : failed();
  }

  private static WorkOrder failed() {
    throw new AssertionError("it opened nothing");
  }

  private static Optional<Clock> clock(WorkOrder order, String name) {
    return order.clocks().stream().filter(clock -> clock.name().equals(name)).findFirst();
  }

  private static Duration target(WorkOrder order, String name) {
    return Duration.between(T, clock(order, name).orElseThrow().dueAt());
  }

  private static OrderOutcome act(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant at) {
    return ACTIONS.apply(order, action, actor, fields, OtherOrders.NONE, at);
  }

  private static WorkOrder done(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant at) {
    OrderOutcome outcome = act(order, action, actor, fields, at);
    assertThat(outcome).isInstanceOf(OrderOutcome.Done.class);
    return ((OrderOutcome.Done) outcome).step().order();
  }

  private static WorkOrder visited(WorkOrder order) {
    return OrderBuilder.of(order).status(OrderStatus.VISIT).build();
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLAINT, MINOR, 12",
    "COMPLAINT, MODERATE, 24",
    "COMPLAINT, SERIOUS, 48",
    "DEMAND, MINOR, 24"
  })
  void it_is_answered_as_soon_as_its_kind_asks_for(Concern concern, Severity severity, int hours) {
    WorkOrder order = opened(concern, severity);

    assertThat(order.concern()).contains(concern);
    assertThat(target(order, "answer")).isEqualTo(Duration.ofHours(hours));
    assertThat(clock(order, "settle").isPresent()).isEqualTo(concern == Concern.COMPLAINT);
    assertThat(clock(order, "forward")).isPresent();
  }

  @Test
  void a_complaint_ends_within_fifteen_days_and_a_fault_promises_no_answer() {
    assertThat(target(opened(Concern.COMPLAINT, Severity.MINOR), "settle"))
        .isEqualTo(Duration.ofDays(15));
    assertThat(take(said(Optional.empty(), Severity.MINOR), new Wish.AsUsual()))
        .isInstanceOfSatisfying(
            Received.Opened.class,
            it ->
                assertThat(it.draft().numbered("WX-20261120-002").order().clocks())
                    .extracting(Clock::name)
                    .doesNotContain("answer", "settle"));
  }

  @Test
  void the_answer_is_written_down_and_keeps_the_promise() {
    WorkOrder order = opened(Concern.COMPLAINT, Severity.MINOR);

    assertThat(act(order, OrderAction.ANSWERED, SUN, Map.of(), T))
        .isInstanceOf(OrderOutcome.Refused.class);
    WorkOrder answered =
        done(order, OrderAction.ANSWERED, SUN, Map.of("answer", "周五降噪"), T.plusSeconds(3600));

    assertThat(clock(answered, "answer").orElseThrow().state()).isEqualTo(Clock.State.MET);
    assertThat(clock(answered, "settle").orElseThrow().going()).isTrue();
    assertThat(answered.status()).isEqualTo(order.status());
  }

  @Test
  void of_a_fault_nobody_is_answered_and_only_of_a_complaint_a_manager_gives_leave() {
    WorkOrder fault =
        OrderBuilder.of(opened(Concern.DEMAND, Severity.MINOR)).concern(Optional.empty()).build();
    Map<String, String> leave = Map.of("until", "2026-12-30T00:00:00Z", "reason", "等配件");

    assertThat(act(fault, OrderAction.ANSWERED, SUN, Map.of("answer", "a"), T))
        .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.NotPromised(OrderAction.ANSWERED)));
    assertThat(
            act(opened(Concern.DEMAND, Severity.MINOR), OrderAction.ALLOW_OVERRUN, WANG, leave, T))
        .isEqualTo(
            new OrderOutcome.Refused(new OrderRefusal.NotPromised(OrderAction.ALLOW_OVERRUN)));
    assertThat(
            act(
                opened(Concern.COMPLAINT, Severity.MINOR),
                OrderAction.ALLOW_OVERRUN,
                SUN,
                leave,
                T))
        .isInstanceOf(OrderOutcome.Refused.class);
  }

  @Test
  void after_fifteen_days_it_ends_with_a_managers_leave_alone_and_was_late_all_the_same() {
    WorkOrder order = visited(opened(Concern.COMPLAINT, Severity.MINOR));
    Instant late = T.plus(Duration.ofDays(15)).plusSeconds(1);

    assertThat(
            act(order, OrderAction.VISIT, SUN, Map.of("satisfaction", "4"), late.minusSeconds(1)))
        .isInstanceOf(OrderOutcome.Done.class);
    assertThat(act(order, OrderAction.VISIT, SUN, Map.of("satisfaction", "4"), late))
        .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.Overran()));

    Map<String, String> leave = Map.of("until", late.plusSeconds(60).toString(), "reason", "等配件");
    WorkOrder allowed = done(order, OrderAction.ALLOW_OVERRUN, WANG, leave, late);

    assertThat(allowed.overrun()).contains(new Overrun(late.plusSeconds(60), "等配件", "wang", late));
    assertThat(
            act(allowed, OrderAction.VISIT, SUN, Map.of("satisfaction", "4"), late.plusSeconds(61)))
        .isEqualTo(new OrderOutcome.Refused(new OrderRefusal.Overran()));
    WorkOrder closed =
        done(allowed, OrderAction.VISIT, SUN, Map.of("satisfaction", "4"), late.plusSeconds(60));
    assertThat(clock(closed, "settle").orElseThrow().state()).isEqualTo(Clock.State.BREACHED);
  }

  @Test
  void leave_that_is_given_in_time_is_a_new_promise() {
    Instant until = T.plus(Duration.ofDays(20));
    WorkOrder order =
        done(
            visited(opened(Concern.COMPLAINT, Severity.MINOR)),
            OrderAction.ALLOW_OVERRUN,
            WANG,
            Map.of("until", until.toString(), "reason", "等配件"),
            T.plus(Duration.ofDays(14)));

    assertThat(clock(order, "settle").orElseThrow().dueAt()).isEqualTo(until);
    WorkOrder closed = done(order, OrderAction.VISIT, SUN, Map.of("satisfaction", "4"), until);
    assertThat(clock(closed, "settle").orElseThrow().state()).isEqualTo(Clock.State.MET);
  }

  @Property
  void opened_again_it_ends_no_later_and_is_answered_anew(
      @ForAll @IntRange(min = 1, max = 14) int day) {
    WorkOrder order =
        OrderBuilder.of(visited(opened(Concern.COMPLAINT, Severity.MINOR)))
            .assignee(Optional.of("li"))
            .build();

    WorkOrder again =
        done(order, OrderAction.REOPEN, SUN, Map.of("reason", "还是吵"), T.plus(Duration.ofDays(day)));

    List<Clock> going = again.clocks().stream().filter(Clock::going).toList();
    assertThat(going.stream().filter(clock -> clock.name().equals("settle")))
        .singleElement()
        .satisfies(clock -> assertThat(clock.dueAt()).isEqualTo(T.plus(Duration.ofDays(15))));
    assertThat(going.stream().filter(clock -> clock.name().equals("answer")))
        .singleElement()
        .satisfies(clock -> assertThat(clock.cycle()).isEqualTo(2));
  }

  @Test
  void five_customers_make_it_a_major_one_and_the_answer_is_due_no_later() {
    WorkOrder order = opened(Concern.COMPLAINT, Severity.MINOR);
    List<OrderReport> five = Stream.of("1", "2", "3", "4", "5").map(ComplaintsTest::call).toList();
    Majors majors = new Majors(SITE);

    assertThat(majors.of(order, () -> five.subList(0, 4), 0, T)).isEmpty();
    assertThat(majors.of(order, () -> five, 0, T)).contains(new Majors.Cause.Callers(5));
    assertThat(majors.of(opened(Concern.DEMAND, Severity.MINOR), () -> five, 0, T)).isEmpty();

    WorkOrder major = MachineSteps.major(order, "五户", T).order();
    assertThat(major.major()).isTrue();
    assertThat(major.severity()).isEqualTo(Severity.SERIOUS);
    assertThat(target(major, "answer")).isEqualTo(Duration.ofHours(12));
  }

  private static OrderReport call(String phone) {
    return new OrderReport(
        "WX-20261120-001",
        1,
        T,
        T,
        OrderReport.Channel.PHONE,
        "吵",
        Optional.of("业主" + phone),
        Optional.of(phone),
        Optional.empty(),
        Optional.empty(),
        "sun");
  }

  @Test
  void a_complaint_goes_under_a_complaint_alone() {
    WorkOrder complaint = opened(Concern.COMPLAINT, Severity.MINOR);
    Wish under = new Wish.Under(complaint.id());

    assertThat(take(said(Optional.of(Concern.COMPLAINT), Severity.MODERATE), under, complaint))
        .isInstanceOfSatisfying(
            Received.Joined.class,
            it -> {
              assertThat(it.step().order().occurrences()).isEqualTo(2);
              assertThat(it.step().order().severity()).isEqualTo(Severity.MODERATE);
              assertThat(target(it.step().order(), "answer")).isEqualTo(Duration.ofHours(12));
            });
    assertThat(take(said(Optional.empty(), Severity.MINOR), under, complaint))
        .isInstanceOf(Received.Refused.class);
    WorkOrder fault = OrderBuilder.of(complaint).concern(Optional.empty()).build();
    assertThat(take(said(Optional.of(Concern.COMPLAINT), Severity.MINOR), under, fault))
        .isInstanceOf(Received.Refused.class);
    assertThat(
            new Merging(SITE).among(List.of(OrderBuilder.of(fault).id("WX-2").build()), complaint))
        .isEmpty();
  }

  @Test
  void everybody_who_complained_is_asked_whatever_the_lot() {
    WorkOrder order = visited(opened(Concern.COMPLAINT, Severity.MINOR));
    WorkOrder demand = visited(opened(Concern.DEMAND, Severity.MINOR));
    ReturnVisits visits = new ReturnVisits(SITE);

    assertThat(visits.drawn(order, VisitBook.NONE, "seed", T))
        .filteredOn(draw -> draw.level() == VisitLevel.DESK)
        .singleElement()
        .matches(VisitDraw::drawn);
    assertThat(visits.drawn(demand, VisitBook.NONE, "seed", T)).noneMatch(VisitDraw::drawn);
  }
}
