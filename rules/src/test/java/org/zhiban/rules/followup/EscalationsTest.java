package org.zhiban.rules.followup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.Clock;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderChange;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.Reminder.Step;
import org.zhiban.model.workorder.WorkOrder;
import org.zhiban.rules.TestSites;
import org.zhiban.rules.dispatch.PassingOn;
import org.zhiban.rules.followup.Escalations.Due;
import org.zhiban.rules.followup.Escalations.StepKey;

/** Who hears when the time of an order runs on, and how that reads [R6] [R16]. */
final class EscalationsTest {
  private static final Instant T = Instant.parse("2026-11-20T02:00:00Z");

  private final Site site = TestSites.pump(Map.of(), Set.of());
  private final Escalations escalations = new Escalations(site);
  private final FollowUpText text = new FollowUpText(site);

  private static WorkOrder order(String clock, Optional<String> assignee) {
    return new OrderBuilder("WX-20261120-001", OrderSource.REPORT, T)
        .status(assignee.isPresent() ? OrderStatus.DISPATCHED : OrderStatus.TRIAGED)
        .assignee(assignee)
        .doers(assignee.stream().toList())
        .trade("plumbing")
        .title(LocalizedText.same("leak"))
        .clocks(List.of(Clock.started(clock, 1, T, T.plus(Duration.ofMinutes(100)))))
        .build();
  }

  private static Instant minute(int minute) {
    return T.plus(Duration.ofMinutes(minute));
  }

  private List<Due> due(WorkOrder order, int minute) {
    return escalations.due(order, List.of(), Set.of(), minute(minute));
  }

  @Test
  void halfFourFifthsAllAndHalfAgain() {
    WorkOrder order = order("resolve", Optional.of("li"));
    assertThat(due(order, 49)).isEmpty();
    assertThat(due(order, 150))
        .extracting(Due::step)
        .containsExactly(Step.REMINDED, Step.WARNED, Step.BREACHED, Step.OVERRUN);
    assertThat(due(order, 150))
        .extracting(Due::at)
        .containsExactly(minute(50), minute(80), minute(100), minute(150));
    assertThat(due(order, 150))
        .extracting(one -> escalations.told(order, one))
        .containsExactly(
            List.of("li"), List.of("supervisor"), List.of("manager"), List.of("manager"));
  }

  @Test
  void whoeverAPromiseWaitsForIsReminded() {
    Map.of(
            "forward", List.of("operator", "supervisor"),
            "respond", List.of("li"),
            "progress_call", List.of("desk"),
            "verify", List.of("supervisor"),
            "visit", List.of("desk"))
        .forEach(
            (clock, told) -> {
              WorkOrder order = order(clock, Optional.of("li"));
              assertThat(escalations.told(order, due(order, 50).getFirst()))
                  .as(clock)
                  .isEqualTo(told);
            });
    WorkOrder nobodys = order("respond", Optional.empty());
    assertThat(escalations.told(nobodys, due(nobodys, 50).getFirst()))
        .containsExactly("supervisor");
  }

  @Test
  void aLineSaysWhatWhoAndWhetherAnythingWasSent() {
    WorkOrder order = order("respond", Optional.of("li"));
    Due breach = due(order, 100).getLast();
    assertThat(text.line(order, breach, List.of("manager", "li"), true))
        .isEqualTo("响应超时，应于 11-20 11:40；告知：工程经理、li");
    assertThat(text.line(order, breach, List.of("manager"), false))
        .isEqualTo("响应超时，应于 11-20 11:40；告知：工程经理（无可用通道，仅在控制台显示）");
  }

  @Test
  void anOrderThatNobodyAcceptsIsChasedTwiceThenPassedOnR6() {
    WorkOrder order = order("accept", Optional.of("li"));
    OrderChange dispatch =
        new OrderChange(
            order.id(),
            minute(10),
            "zhao",
            Optional.empty(),
            "dispatch",
            Optional.of(OrderStatus.TRIAGED),
            OrderStatus.DISPATCHED,
            Optional.empty());
    List<Due> chases =
        escalations.due(order, List.of(dispatch), Set.of(), minute(310)).stream()
            .filter(one -> one.key().clock().equals("acceptance"))
            .toList();
    assertThat(chases)
        .extracting(Due::key)
        .containsExactly(
            new StepKey("acceptance", 1, Step.CHASED),
            new StepKey("acceptance", 1, Step.CHASED_AGAIN),
            new StepKey("acceptance", 1, Step.PASSED_ON));
    assertThat(chases).extracting(Due::at).containsExactly(minute(110), minute(210), minute(310));
    PassingOn.Next next = new PassingOn(site).next(order, List.of(), minute(310)).orElseThrow();
    assertThat(next.person()).isEqualTo("chen");
    assertThat(text.passedOn(order, chases.getLast(), next.person(), next.why()))
        .isEqualTo("li 两次催单仍未接单，改派 chen：" + next.why())
        .contains("plumbing");
  }

  /** The next line of the slip is being typed. */
  @Test
  void whatWasGivenOnPaperIsChasedFromWhenItWasEntered() {
    WorkOrder order = order("accept", Optional.of("li"));
    OrderChange dispatch =
        new OrderChange(
            order.id(),
            minute(10),
            "zhao",
            Optional.empty(),
            "dispatch",
            Optional.of(OrderStatus.TRIAGED),
            OrderStatus.DISPATCHED,
            Optional.empty(),
            Optional.of(minute(400)));
    assertThat(escalations.due(order, List.of(dispatch), Set.of(), minute(499)))
        .noneMatch(one -> one.key().clock().equals("acceptance"));
    assertThat(escalations.due(order, List.of(dispatch), Set.of(), minute(500)))
        .filteredOn(one -> one.key().clock().equals("acceptance"))
        .extracting(Due::at)
        .containsExactly(minute(500));
  }

  @Test
  void whoeverHadAHandInItIsNotAskedAgain() {
    WorkOrder order =
        OrderBuilder.of(order("accept", Optional.of("li")))
            .doers(List.of("li", "chen", "zhao", "ma"))
            .build();
    assertThat(new PassingOn(site).next(order, List.of(), T)).isEmpty();
  }

  @Test
  void aBreachThatWasKeptLongAgoIsFlaggedAndNotTold() {
    WorkOrder order =
        OrderBuilder.of(order("accept", Optional.of("li")))
            .clocks(
                List.of(
                    new Clock(
                        "forward",
                        1,
                        T,
                        minute(10),
                        Duration.ofMinutes(11),
                        Optional.empty(),
                        Clock.State.BREACHED)))
            .build();
    Due breach = due(order, 60).getFirst();
    assertThat(breach.key()).isEqualTo(new StepKey("forward", 1, Step.BREACHED));
    assertThat(breach.stale(minute(60))).isFalse();
    assertThat(breach.stale(minute(10 + 24 * 60 + 1))).isTrue();
  }
}
