package org.zhiban.rules.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.workorder.OrderBuilder;
import org.zhiban.model.workorder.OrderSource;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** Who is given what somebody else does not accept [R6]. */
final class PassingOnTest {
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");
  private static final Instant NIGHT = Instant.parse("2026-11-20T19:12:00Z");

  private static WorkOrder order(String equipment, String trade, String assignee) {
    return new OrderBuilder("WX-20261121-001", OrderSource.REPORT, NOON)
        .status(OrderStatus.DISPATCHED)
        .equipment(Optional.of(equipment))
        .trade(trade)
        .assignee(Optional.of(assignee))
        .asked(List.of(assignee))
        .build();
  }

  @Test
  void whoeverWasAskedBeforeOrHadAHandInItIsNotAskedAgain() {
    PassingOn passing =
        new PassingOn(
            new DispatchSite()
                .technician("own", "plumbing", "east", "day")
                .technician("mate", "plumbing", "east", "day")
                .technician("third", "plumbing", "east", "day")
                .build());
    OrderBuilder third =
        OrderBuilder.of(order("pump", "plumbing", "third")).asked(List.of("own", "third"));
    assertThat(passing.next(third.build(), List.of(), NOON).map(PassingOn.Next::person))
        .contains("mate");
    assertThat(passing.next(third.doers(List.of("mate")).build(), List.of(), NOON)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} of {2}, at night {3}: {4}")
  @CsvSource({
    "pump, plumbing, own,   false, mate",
    "pump, plumbing, own,   true,  owl",
    "pump, plumbing, mate,  false, own",
    "lift, elevator, climb, false, ",
    "lift, elevator, otis,  false, ",
    "pump, plumbing, otis,  false, "
  })
  void theNextWhoIsThereAndNeverACompany(
      String equipment, String trade, String has, boolean night, String next) {
    PassingOn passing =
        new PassingOn(
            new DispatchSite()
                .technician("own", "plumbing", "east", "day")
                .technician("mate", "plumbing", "east", "day")
                .technician("owl", "plumbing", "east", "night")
                .technician("climb", "elevator", "east", "day")
                .contractor("otis", "elevator plumbing")
                .build());
    assertThat(
            passing
                .next(order(equipment, trade, has), List.of(), night ? NIGHT : NOON)
                .map(PassingOn.Next::person))
        .isEqualTo(Optional.ofNullable(next));
  }
}
