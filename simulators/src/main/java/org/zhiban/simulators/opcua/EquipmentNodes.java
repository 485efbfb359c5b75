package org.zhiban.simulators.opcua;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.zhiban.model.site.PointSpec;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Snapshot;
import org.zhiban.simulators.plant.Snapshot.Reach;

/**
 * Brings an equipment's snapshots into its nodes. A cut-off equipment's nodes turn bad while the
 * server lives; a slow one's values come late, with the time stamps of their making.
 */
final class EquipmentNodes {
  private static final Duration SLOWNESS = Duration.ofSeconds(5);

  private final EquipmentTwin twin;
  private final List<Target> targets = new ArrayList<>();
  private final Deque<Snapshot> late = new ArrayDeque<>();

  /** A point's node, and what it last said. */
  private static final class Target {
    private final int position;
    private final PointSpec point;
    private final NodeType type;
    private final UaVariableNode node;
    private Variant value = Variant.NULL_VALUE;
    private StatusCode status = new StatusCode(StatusCodes.Bad_WaitingForInitialData);

    private Target(int position, PointSpec point, UaVariableNode node) {
      this.position = position;
      this.point = point;
      this.type = NodeType.of(point);
      this.node = node;
    }

    private void show(Snapshot snapshot) {
      StatusCode now = status(snapshot.reach());
      Variant next =
          now.isGood()
              ? Variant.of(
                  type.value(
                      point, snapshot.numbers().get(position), snapshot.texts().get(position)))
              : Variant.NULL_VALUE;
      if (!now.equals(status) || !next.equals(value)) {
        status = now;
        value = next;
        node.setValue(
            new DataValue(next, now, new DateTime(snapshot.time()), new DateTime(snapshot.time())));
      }
    }

    private static StatusCode status(Reach reach) {
      return switch (reach) {
        case ANSWERS, SLOWLY -> StatusCode.GOOD;
        case REFUSES -> new StatusCode(StatusCodes.Bad_DeviceFailure);
        case SILENT -> new StatusCode(StatusCodes.Bad_NoCommunication);
      };
    }
  }

  EquipmentNodes(EquipmentTwin twin) {
    this.twin = twin;
  }

  void add(int position, PointSpec point, UaVariableNode node) {
    targets.add(new Target(position, point, node));
  }

  void refresh(Instant now) {
    Snapshot latest = twin.snapshot();
    if (latest.reach() != Reach.SLOWLY) {
      late.clear();
      show(latest);
      return;
    }
    if (late.isEmpty() || !late.getLast().time().equals(latest.time())) {
      late.addLast(latest);
    }
    while (!late.isEmpty() && !late.getFirst().time().plus(SLOWNESS).isAfter(now)) {
      show(late.removeFirst());
    }
  }

  private void show(Snapshot snapshot) {
    targets.forEach(target -> target.show(snapshot));
  }
}
