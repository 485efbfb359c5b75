package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Site;
import org.zhiban.model.site.VisitShares;
import org.zhiban.model.staff.Role;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.Concern;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.Severity;
import org.zhiban.model.workorder.Urgency;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.workorder.Reception.Received;
import org.zhiban.rules.workorder.Reception.Told;
import org.zhiban.rules.workorder.Reception.Wish;

/** What was taken down as the wrong thing is put right by whoever looks at it first. */
final class TriageTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");
  private static final Site SITE =
      TestSites.visiting(new VisitShares(0, 0, 0, List.of(), List.of()));
  private static final OrderActions ACTIONS = new OrderActions(SITE);
  private static final Actor SUN = new Actor("sun", Set.of(Role.DESK));

  private static Optional<Concern> concern(String word) {
    return List.of(Concern.values()).stream().filter(it -> it.word().equals(word)).findFirst();
  }

  private static WorkOrder taken(String concern, Severity severity) {
    HandReport report =
        new HandReport(
            Optional.of("pump"),
            Optional.empty(),
            "吵",
            Urgency.NORMAL,
            severity,
            "plumbing",
            concern(concern),
            Map.of("content", "吵", "taken_by", "sun"));
    return new Reception(SITE)
                .take(new Told(report, T, false, new Wish.AsUsual()), "sun", List.of(), T)
            instanceof Received.Opened(OrderDraft draft)
        ? draft.numbered("WX-20261120-001").order()
        : failed();
  }

  private static WorkOrder failed() {
    throw new AssertionError("it opened nothing");
  }

  private static OrderOutcome triaged(
      WorkOrder order, Map<String, String> fields, OtherOrders others, Instant at) {
    return ACTIONS.apply(order, OrderAction.TRIAGE, SUN, fields, others, at);
  }

  private static WorkOrder found(WorkOrder order, String concern, Instant at) {
    OrderOutcome outcome = triaged(order, Map.of("concern", concern), OtherOrders.NONE, at);
    assertThat(outcome).isInstanceOf(OrderOutcome.Done.class);
    OrderStep step = ((OrderOutcome.Done) outcome).step();
    assertThat(step.change().note()).contains("concern: " + concern);
    return step.order();
  }

  private static Map<String, Instant> due(WorkOrder order) {
    return order.clocks().stream()
        .filter(Clock::going)
        .collect(Collectors.toMap(Clock::name, Clock::dueAt));
  }

  /** Had the desk known: the same promises, from the call on, and the same fault. */
  @Property
  void it_promises_what_it_would_have_promised(
      @ForAll("words") String said,
      @ForAll("words") String is,
      @ForAll Severity severity,
      @ForAll @IntRange(min = 0, max = 600) int minutes) {
    WorkOrder wrong = taken(said, severity);
    WorkOrder right = taken(is, severity);

    WorkOrder found = found(wrong, is, T.plus(Duration.ofMinutes(minutes)));

    Map<String, Instant> expected = new HashMap<>(due(right));
    Optional.ofNullable(due(wrong).get("answer"))
        .ifPresent(
            first ->
                expected.computeIfPresent(
                    "answer", (_, then) -> first.isBefore(then) ? first : then));
    assertThat(due(found)).isEqualTo(expected);
    assertThat(found.concern()).isEqualTo(concern(is));
    assertThat(found.fault()).isEqualTo(right.fault());
    assertThat(found.fault().isPresent()).isEqualTo(is.equals("fault"));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of(Triage.CONCERNS);
  }

  @Test
  void what_the_wrong_thing_promised_and_broke_stays_broken() {
    WorkOrder demand =
        found(
            taken("complaint", Severity.MINOR),
            "demand",
            T.plus(Duration.ofDays(15)).plusSeconds(1));

    assertThat(demand.clocks())
        .filteredOn(clock -> clock.name().equals("settle"))
        .singleElement()
        .satisfies(clock -> assertThat(clock.state()).isEqualTo(Clock.State.BREACHED));
  }

  /** The fault has an order: this one stays beside it, and may be merged. */
  @Test
  void it_takes_no_fault_that_another_open_order_has() {
    WorkOrder other = taken("fault", Severity.MINOR);
    OtherOrders beside =
        new OtherOrders.Alone() {
          @Override
          public Optional<WorkOrder> openBeside(WorkOrder order) {
            return Optional.of(other).filter(it -> it.fault().equals(order.fault()));
          }
        };
    OrderOutcome outcome =
        triaged(
            OrderBuilder.of(taken("complaint", Severity.MINOR)).id("WX-20261120-002").build(),
            Map.of("concern", "fault"),
            beside,
            T);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            OrderOutcome.Done.class,
            done -> {
              assertThat(done.step().order().concern()).isEmpty();
              assertThat(done.step().order().fault()).isEmpty();
            });
  }

  @ParameterizedTest(name = "{0} found to be {1}")
  @CsvSource({
    "trapped,   complaint",
    "trapped,   demand",
    "triggered, complaint",
    "alarmed,   complaint",
    "alarmed,   demand",
    "fire,      complaint",
    "plain,     nonsense",
    "patrol,    complaint"
  })
  void danger_and_what_a_machine_says_stay_a_fault(String what, String concern) {
    OrderBuilder order = OrderBuilder.of(taken("fault", Severity.SERIOUS));
    switch (what) {
      case "trapped" -> order.priority(Optional.of(Priority.P1));
      case "triggered" -> order.report(Map.of("content", "c", "trigger", "冒水"));
      case "alarmed" -> order.alarms(List.of("a1"));
      case "fire" -> order.trade("fire").urgency(Urgency.URGENT);
      case "patrol" -> {
        WorkOrder patrol =
            new OrderBuilder("WX-1", OrderSource.PATROL, T).trade("plumbing").build();
        order = OrderBuilder.of(patrol);
      }
      default -> assertThat(what).isEqualTo("plain");
    }
    WorkOrder built = order.build();

    assertThat(triaged(built, Map.of("concern", concern), OtherOrders.NONE, T))
        .isInstanceOfSatisfying(
            OrderOutcome.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .isInstanceOfSatisfying(
                        OrderRefusal.WrongField.class,
                        wrong -> assertThat(wrong.field()).isEqualTo("concern")));
    assertThat(triaged(built, Map.of("severity", "minor"), OtherOrders.NONE, T))
        .as("the rest of it is looked at all the same")
        .isInstanceOf(OrderOutcome.Done.class);
  }

  @Test
  void only_of_what_people_said_it_is_asked() {
    assertThat(OrderFields.wanted(OrderAction.TRIAGE, taken("fault", Severity.MINOR)))
        .extracting(AllowedAction.Field::name)
        .contains("concern");
    assertThat(
            OrderFields.wanted(
                OrderAction.TRIAGE, new OrderBuilder("WX-1", OrderSource.ALARM, T).build()))
        .extracting(AllowedAction.Field::name)
        .containsExactly("urgency", "severity", "trade", "note");
  }
}
