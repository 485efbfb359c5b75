package org.zhiban.drivers.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.OpcUaConnection.Mode;
import org.zhiban.model.telemetry.PointKind;

class NoticesTest {
  private static final List<NodePoint> NODES =
      LinkPoints.of(
              OpcUa.link(
                  4840,
                  Mode.SUBSCRIBE,
                  List.of(
                      OpcUa.point(0, PointKind.ANALOG, "ns=2;s=A"),
                      OpcUa.point(1, PointKind.ANALOG, "ns=2;s=B"))))
          .nodes();

  private final Group group = new Group(NODES);
  private final Notices notices = new Notices(10);

  private void put(int node, double value) {
    notices.put(
        new Notice.Values(
            group, List.of(NODES.get(node)), List.of(new DataValue(new Variant(value)))));
  }

  private List<Notice> take() throws InterruptedException {
    return notices.take(Duration.ZERO);
  }

  @Test
  void everyValueIsKeptInOrderWhileThereIsRoom() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      put(0, i);
    }
    assertThat(take()).hasSize(10);
    assertThat(notices.takeOvertaken()).isZero();
    assertThat(take()).isEmpty();
  }

  @Test
  void withoutRoomTheLatestValueOfEachNodeIsKeptAndTheRestCounted() throws InterruptedException {
    put(1, 100);
    for (int i = 0; i < 10; i++) {
      put(0, i);
    }
    assertThat(take())
        .singleElement()
        .isInstanceOfSatisfying(
            Notice.Values.class,
            left -> {
              assertThat(left.nodes()).containsExactly(NODES.get(1), NODES.get(0));
              assertThat(left.values().get(0).value().value()).isEqualTo(100.0);
              assertThat(left.values().get(1).value().value()).isEqualTo(9.0);
            });
    assertThat(notices.takeOvertaken()).isEqualTo(9);
  }

  /** A value from before a loss must not come out after it. */
  @Test
  void valuesAreNotMergedAcrossALoss() throws InterruptedException {
    put(0, 1);
    notices.put(new Notice.Gone());
    for (int i = 0; i < 10; i++) {
      put(0, i);
    }
    assertThat(take())
        .satisfiesExactly(
            before -> assertThat(before).isInstanceOf(Notice.Values.class),
            loss -> assertThat(loss).isEqualTo(new Notice.Gone()),
            after -> assertThat(after).isInstanceOf(Notice.Values.class));
  }
}
