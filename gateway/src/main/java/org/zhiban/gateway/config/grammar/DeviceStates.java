package org.zhiban.gateway.config.grammar;

import java.util.List;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Values;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/** A device alarm names states of its point where it has several, and none where it has two. */
final class DeviceStates {
  private DeviceStates() {}

  static void check(Values values, Reading reading) {
    values
        .find(Workings.devicePoint())
        .ifPresent(ref -> reading.later(() -> check(ref, values, reading)));
  }

  private static void check(PointRef ref, Values values, Reading reading) {
    PointSpec point =
        reading
            .names()
            .points(ref.equipment())
            .getOrDefault(ref.point(), java.util.Optional.empty())
            .orElse(null);
    if (point == null) {
      return;
    }
    List<String> wanted = values.find(Workings.deviceStates()).orElse(List.of());
    List<String> states = point.states().stream().map(PointState::name).toList();
    if (point.kind() == PointKind.MULTISTATE && !values.given(Workings.deviceStates())) {
      reading.error(
          values.mapping(),
          "'states' is missing: point '" + ref.point() + "' has several",
          "name those that are alarms: " + String.join(", ", states));
    }
    for (String state : wanted) {
      if (!states.contains(state)) {
        reading.error(
            values.node(Workings.deviceStates()),
            "point '" + ref.point() + "' has no state '" + state + "'",
            Nearest.remedy(state, "its states are", states));
      }
    }
  }
}
