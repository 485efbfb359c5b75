package org.zhiban.simulators.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;

/** The data type under which a controller shows a point, and its values in that type. */
enum NodeType {
  DOUBLE(NodeIds.Double),
  UINT32(NodeIds.UInt32),
  INT32(NodeIds.Int32),
  BOOLEAN(NodeIds.Boolean),
  STRING(NodeIds.String);

  @SuppressWarnings("ImmutableEnumChecker") // a node id is immutable, but not marked so
  private final NodeId dataType;

  NodeType(NodeId dataType) {
    this.dataType = dataType;
  }

  /** Counters without a unit count things; states are numbers where the device's are. */
  static NodeType of(PointSpec point) {
    return switch (point.kind()) {
      case ANALOG -> DOUBLE;
      case COUNTER -> point.unit().isEmpty() ? UINT32 : DOUBLE;
      case BINARY -> BOOLEAN;
      case MULTISTATE -> ofStates(point.states());
      case TEXT, EVENT -> STRING;
    };
  }

  private static NodeType ofStates(List<PointState> states) {
    if (states.stream().allMatch(state -> state.raw().matches("-?\\d{1,9}"))) {
      return INT32;
    }
    return states.stream().allMatch(state -> state.raw().matches("true|false")) ? BOOLEAN : STRING;
  }

  NodeId dataType() {
    return dataType;
  }

  /** What the node holds for a reading. */
  Object value(PointSpec point, double number, @Nullable String text) {
    if (!point.states().isEmpty()) {
      String raw = point.states().get((int) number).raw();
      return switch (this) {
        case INT32 -> Integer.parseInt(raw);
        case BOOLEAN -> Boolean.parseBoolean(raw);
        case DOUBLE, UINT32, STRING -> raw;
      };
    }
    return switch (this) {
      case DOUBLE -> Math.round(number * 1e6) / 1e6;
      case UINT32 -> uint(Math.floorMod((long) number, 1L << 32));
      case INT32 -> (int) number;
      case BOOLEAN -> number != 0;
      case STRING -> text == null ? "" : text;
    };
  }

  /** The reading that a written value means; NaN for none. */
  static double reading(PointSpec point, @Nullable Object value) {
    if (!point.states().isEmpty()) {
      int index = point.stateIndexOf(String.valueOf(value));
      return index < 0 ? Double.NaN : index;
    }
    return switch (value) {
      case Boolean flag -> flag ? 1 : 0;
      case Number number -> number.doubleValue();
      case null, default -> Double.NaN;
    };
  }
}
