package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitAnswer.Result;
import org.zhiban.model.visit.VisitDraw;
import org.zhiban.model.visit.VisitLevel;
import org.zhiban.model.workorder.OrderStatus;
import org.zhiban.model.workorder.WorkOrder;

/** Lots of return visits, and what came of them [R20]. */
interface VisitStorage extends StoreUnderTest {
  private static WorkOrder visited(String id, Instant closedAt) {
    return Given.order(
        id, Optional.empty(), List.of(), OrderStatus.CLOSED, Given.T0, Optional.of(closedAt), 1);
  }

  private static VisitDraw draw(WorkOrder order, VisitLevel level, int lot) {
    return new VisitDraw(order.id(), level, "5eed", lot, 50, Given.T0);
  }

  private static VisitAnswer answer(
      WorkOrder order, int number, VisitLevel level, Result result, Optional<Integer> score) {
    return new VisitAnswer(
        order.id(), number, level, result, score, Optional.of("还漏"), "sun-jia", Given.T0);
  }

  @Test
  default void lots_and_answers_come_back_after_a_restart_and_are_saved_once() {
    WorkOrder order = visited("WX-20261121-001", Given.T0);
    VisitDraw desk = draw(order, VisitLevel.DESK, 9_999);
    VisitDraw head = draw(order, VisitLevel.HEAD, 0);
    VisitAnswer bad = answer(order, 1, VisitLevel.DESK, Result.UNSATISFIED, Optional.of(2));
    VisitAnswer silent = answer(order, 2, VisitLevel.HEAD, Result.NOT_REACHED, Optional.empty());
    write(
        store(),
        tx -> {
          tx.record(order, Given.change(order, "created"));
          tx.visits().add(List.of(desk, head));
          tx.visits().add(bad);
          tx.visits().add(silent);
        });
    reopened();
    var book = store().query(q -> q.visits().of(order.id()));
    assertThat(book.draws()).containsExactly(desk, head);
    assertThat(book.answers()).containsExactly(bad, silent);
    assertThatThrownBy(() -> write(store(), tx -> tx.visits().add(List.of(head))))
        .isInstanceOf(ChangeRefusedException.class);
    assertThatThrownBy(() -> write(store(), tx -> tx.visits().add(silent)))
        .isInstanceOf(ChangeRefusedException.class);
  }

  @Test
  default void samples_that_were_drawn_wait_until_somebody_answered() {
    Instant end = Given.T0.plusSeconds(60);
    WorkOrder waits = visited("WX-20261121-001", end);
    WorkOrder notDrawn = visited("WX-20261121-002", end);
    WorkOrder answered = visited("WX-20261121-003", end);
    WorkOrder called = visited("WX-20261121-004", end.plusSeconds(1));
    WorkOrder old = visited("WX-20261121-005", end.minusSeconds(1));
    write(
        store(),
        tx -> {
          for (WorkOrder order : List.of(waits, notDrawn, answered, called, old)) {
            tx.record(order, Given.change(order, "created"));
            tx.visits().add(List.of(draw(order, VisitLevel.DESK, 0)));
            int lot = order.equals(notDrawn) ? 5_000 : 4_999;
            tx.visits().add(List.of(draw(order, VisitLevel.QUALITY, lot)));
          }
          tx.visits()
              .add(answer(answered, 1, VisitLevel.QUALITY, Result.SATISFIED, Optional.of(5)));
          tx.visits()
              .add(answer(called, 1, VisitLevel.QUALITY, Result.NOT_REACHED, Optional.empty()));
          tx.visits().add(answer(waits, 1, VisitLevel.DESK, Result.SATISFIED, Optional.of(5)));
        });
    assertThat(listed(q -> q.visits().sampled(end, 9))).containsExactly(waits.id(), called.id());
    assertThat(listed(q -> q.visits().sampled(end, 1))).containsExactly(waits.id());
  }
}
