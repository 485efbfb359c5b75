package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.paper.Paper;
import org.zhiban.model.paper.PaperReminder;
import org.zhiban.model.paper.PaperReminder.Step;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** Reminders of papers that run out. */
interface PaperStorage extends StoreUnderTest {
  Paper LIFT =
      new Paper(Paper.Type.CERTIFICATE, "lift-a1", "年检", "T-0001", LocalDate.of(2027, 6, 30));

  private static PaperReminder reminder(Step step, Instant at) {
    return new PaperReminder(LIFT, step, at, true, Optional.empty());
  }

  private boolean added(PaperReminder reminder, Instant now) {
    return store().<Boolean>transact(tx -> tx.papers().add(reminder, now.plus(Duration.ofDays(1))));
  }

  @Test
  default void a_reminder_is_on_record_once_and_comes_back_with_its_order() {
    PaperReminder first = reminder(Step.DAYS_30, Given.T0);
    WorkOrder order =
        Given.order(
            "WX-20261121-001",
            Optional.empty(),
            List.of(),
            OrderStatus.TRIAGED,
            Given.T0,
            Optional.empty(),
            1);
    assertThat(added(first, Given.T0)).isTrue();
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.papers().opened(first.opening(order.id()));
        });
    reopened();
    assertThat(added(reminder(Step.DAYS_30, Given.T0.plusSeconds(60)), Given.T0)).isFalse();
    assertThat(added(reminder(Step.DAYS_7, Given.T0.plusSeconds(60)), Given.T0)).isTrue();
    assertThat(listed(q -> q.papers().reminders()))
        .containsExactly(
            first.opening(order.id()), reminder(Step.DAYS_7, Given.T0.plusSeconds(60)));
  }

  @Test
  default void what_a_wrong_clock_put_on_record_gives_way() {
    PaperReminder untrue = reminder(Step.DAYS_60, Given.T0.plus(Duration.ofDays(300)));
    assertThat(added(untrue, untrue.at())).isTrue();
    assertThat(added(reminder(Step.DAYS_60, Given.T0), Given.T0)).isTrue();
    assertThat(listed(q -> q.papers().reminders()))
        .containsExactly(reminder(Step.DAYS_60, Given.T0));
  }
}
