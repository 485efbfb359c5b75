package org.zhiban.gateway.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;

final class PointBoardTest {
  private static PointValue good(double value) {
    return new PointValue(value, null, Quality.GOOD, QualityReason.NONE, 1);
  }

  private static List<Integer> changed(PointBoard board) {
    List<Integer> points = new ArrayList<>();
    board.drainChanged(points::add);
    return points;
  }

  @Test
  void aPointIsBadAndNotReadBeforeItsFirstValue() {
    assertThat(new PointBoard(3).get(2)).isEqualTo(PointValue.NOT_READ_YET);
  }

  @Test
  void aPointThatChangedOftenIsToldOnceWithItsNewestValue() {
    PointBoard board = new PointBoard(200);
    board.publish(130, good(1));
    board.publish(130, good(2));
    board.publish(0, good(3));
    board.publish(63, good(4));
    board.publish(64, good(5));
    assertThat(changed(board)).containsExactly(0, 63, 64, 130);
    assertThat(board.get(130).value()).isEqualTo(2);
    assertThat(changed(board)).isEmpty();
  }
}
