package org.zhiban.rules.workorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.rules.TestSites.pump;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderLink;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.workorder.FaultMemory.Failure;
import org.zhiban.rules.workorder.FaultMemory.Past;
import org.zhiban.rules.workorder.FaultMemory.Remembered;

/** Repeats hang on what was repaired before, and the third in 30 days asks for the cause. */
final class FaultMemoryTest {
  private static final Instant T = Instant.parse("2026-11-21T03:12:00Z");
  private static final String FAMILY = "pump/dry";

  private final FaultMemory memory = new FaultMemory(pump(Map.of(), Set.of()));

  private static WorkOrder order(String id, String fault, Instant at, Optional<Instant> closed) {
    return new OrderBuilder(id, OrderSource.ALARM, at)
        .status(closed.isPresent() ? OrderStatus.CLOSED : OrderStatus.TRIAGED)
        .title(new LocalizedText("水泵：无水", "Pump: dry"))
        .trade("plumbing")
        .fault(Optional.of(fault))
        .closedAt(closed)
        .build();
  }

  private static Past past(int failures, Optional<WorkOrder> ended, Optional<WorkOrder> cause) {
    List<Failure> all = new ArrayList<>();
    for (int number = 1; number <= failures; number++) {
      all.add(new Failure("WX-" + number, T.minus(Duration.ofDays(failures - number))));
    }
    return new Past(all, ended, cause);
  }

  @Test
  void aFirstFailureHangsOnNothing() {
    WorkOrder first = order("WX-1", FAMILY, T, Optional.empty());
    assertThat(memory.after(first, past(1, Optional.empty(), Optional.empty()), T)).isEmpty();
  }

  @Test
  void aNewOrderOfAFaultThatWasClosedIsItsRepeatAndOneOpenedAgainIsNot() {
    WorkOrder before = order("WX-1", FAMILY, T, Optional.of(T.minus(Duration.ofDays(9))));
    WorkOrder next = order("WX-2", FAMILY, T, Optional.empty());
    Past known = past(2, Optional.of(before), Optional.empty());
    assertThat(memory.after(next, known, T))
        .containsExactly(
            new Remembered.Linked(new OrderLink("WX-2", "WX-1", OrderLink.Kind.REPEAT, T)));
    WorkOrder again = OrderBuilder.of(next).version(4).build();
    assertThat(memory.after(again, known, T)).isEmpty();
  }

  @Test
  void theThirdFailureAsksForTheCauseAndNamesWhatItLooksInto() {
    WorkOrder third = order("WX-3", FAMILY, T, Optional.empty());
    var asked =
        (Remembered.CauseAsked)
            memory.after(third, past(3, Optional.empty(), Optional.empty()), T).getFirst();
    assertThat(asked.orders()).containsExactly("WX-1", "WX-2", "WX-3");
    WorkOrder cause = asked.draft().numbered("WX-4").order();
    assertThat(cause.priority()).contains(Priority.P3);
    assertThat(cause.title().zh()).isEqualTo("查明根本原因（30 天内第 3 次）：水泵：无水");
    assertThat(cause.title().en()).isEqualTo("Find the root cause (3 times in 30 days): Pump: dry");
    assertThat(cause.trade()).isEqualTo("plumbing");
    assertThat(cause.alarms()).isEmpty();
    assertThat(cause.fault()).contains("pump/dry/root_cause");
    assertThat(FaultMemory.failed(asked.draft().numbered("WX-4")))
        .as("the order that looks for a cause is no failure")
        .isFalse();
  }

  @Test
  void whileTheCauseIsLookedForWhatComesHangsOnThatOrder() {
    WorkOrder cause = order("WX-4", "pump/dry/root_cause", T, Optional.empty());
    WorkOrder fifth = order("WX-5", FAMILY, T, Optional.empty());
    assertThat(memory.after(fifth, past(5, Optional.empty(), Optional.of(cause)), T))
        .containsExactly(
            new Remembered.Linked(new OrderLink("WX-4", "WX-5", OrderLink.Kind.ROOT_CAUSE, T)));
  }

  @Test
  void afterTheCauseWasFoundOnlyWhatFailsSinceCounts() {
    Instant found = T.minus(Duration.ofHours(36));
    WorkOrder cause = order("WX-9", "pump/dry/root_cause", T, Optional.of(found));
    WorkOrder next = order("WX-5", FAMILY, T, Optional.empty());
    assertThat(memory.after(next, past(5, Optional.empty(), Optional.of(cause)), T)).isEmpty();
  }

  @Test
  void anAlarmOfItsOwnBelongsToTheFamilyAndChatteringDoesNot() {
    assertThat(FaultMemory.family("pump/dry/a1")).isEqualTo(FAMILY);
    assertThat(FaultMemory.family(FAMILY)).isEqualTo(FAMILY);
    assertThat(FaultMemory.family("/smoke")).isEqualTo("/smoke");
    assertThat(FaultMemory.notFailures(FAMILY))
        .containsExactly("pump/dry/root_cause", "pump/dry/chattering");
  }

  /** However the failures lie in time, one order looks for the cause at a time. */
  @Property(tries = 300)
  void noSecondOrderLooksForACauseWhileOneDoes(
      @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 20 * 24) Integer> hoursBetween) {
    List<Failure> failures = new ArrayList<>();
    Optional<WorkOrder> cause = Optional.empty();
    Instant now = T;
    int number = 0;
    for (int hours : hoursBetween) {
      now = now.plus(Duration.ofHours(hours));
      Instant since = now.minus(FaultMemory.REMEMBERED);
      WorkOrder order = order("WX-" + ++number, FAMILY, now, Optional.empty());
      failures.add(new Failure(order.id(), now));
      failures.removeIf(failure -> failure.at().isBefore(since));
      List<Remembered> after =
          memory.after(order, new Past(failures, Optional.empty(), cause), now);
      boolean asked = after.stream().anyMatch(Remembered.CauseAsked.class::isInstance);
      assertThat(asked).isEqualTo(cause.isEmpty() && failures.size() >= 3);
      assertThat(after).hasSizeLessThanOrEqualTo(1);
      if (asked) {
        cause = Optional.of(order("WX-C", "pump/dry/root_cause", now, Optional.empty()));
      }
    }
  }
}
