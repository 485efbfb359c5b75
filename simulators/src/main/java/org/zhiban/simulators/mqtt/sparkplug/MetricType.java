package org.zhiban.simulators.mqtt.sparkplug;

import java.util.List;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.simulators.plant.Snapshot;

/** The data type under which an edge node shows a point, and its values in that type. */
enum MetricType {
  INT32(3),
  INT64(4),
  UINT64(8),
  DOUBLE(10),
  BOOLEAN(11),
  STRING(12);

  private final int code;

  MetricType(int code) {
    this.code = code;
  }

  /** The number of the type in Sparkplug 3.0, 6.4.16. */
  int code() {
    return code;
  }

  /** Counters without a unit count things; states are numbers where the device's are. */
  static MetricType of(PointSpec point) {
    return switch (point.kind()) {
      case ANALOG -> DOUBLE;
      case COUNTER -> point.unit().isEmpty() ? UINT64 : DOUBLE;
      case BINARY -> BOOLEAN;
      case MULTISTATE -> ofStates(point.states());
      case TEXT, EVENT -> STRING;
    };
  }

  private static MetricType ofStates(List<PointState> states) {
    if (states.stream().allMatch(state -> state.raw().matches("-?\\d{1,9}"))) {
      return INT32;
    }
    return states.stream().allMatch(state -> state.raw().matches("true|false")) ? BOOLEAN : STRING;
  }

  /** What the metric holds. */
  Object value(PointSpec point, Snapshot snapshot, int position) {
    double number = snapshot.numbers().get(position);
    if (!point.states().isEmpty()) {
      String raw = point.states().get((int) number).raw();
      return switch (this) {
        case INT32 -> Integer.parseInt(raw);
        case BOOLEAN -> Boolean.parseBoolean(raw);
        case INT64, UINT64, DOUBLE, STRING -> raw;
      };
    }
    return switch (this) {
      case DOUBLE -> Math.round(number * 1e4) / 1e4;
      case INT32, INT64, UINT64 -> (long) number;
      case BOOLEAN -> number != 0;
      case STRING -> String.valueOf(snapshot.texts().get(position));
    };
  }

  /** The reading that a written value means; NaN for none. */
  static double reading(PointSpec point, Object value) {
    if (!point.states().isEmpty()) {
      int index = point.stateIndexOf(String.valueOf(value));
      return index < 0 ? Double.NaN : index;
    }
    return switch (value) {
      case Boolean flag -> flag ? 1 : 0;
      case Number number -> number.doubleValue();
      default -> Double.NaN;
    };
  }
}
