package org.zhiban.simulators.plant;

import java.util.stream.Collectors;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;

/** What a person may hold a point at. */
final class ForcedValue {
  private ForcedValue() {}

  /**
   * The number or text that a snapshot carries for it.
   *
   * @throws IllegalArgumentException where the value does not fit the point's kind
   */
  static Object of(PointSpec point, Object value) {
    return switch (point.kind()) {
      case ANALOG, COUNTER -> {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
          yield number.doubleValue();
        }
        throw misfit(point, "a number", value);
      }
      case BINARY ->
          switch (value) {
            case Boolean flag -> flag ? 1.0 : 0.0;
            case Number number when number.doubleValue() == 0 || number.doubleValue() == 1 ->
                number.doubleValue();
            default -> throw misfit(point, "true or false", value);
          };
      case MULTISTATE -> state(point, value);
      case TEXT -> value.toString();
      case EVENT ->
          throw new IllegalArgumentException(
              point.id() + " is an event point: it has no value to hold");
    };
  }

  private static Object state(PointSpec point, Object value) {
    for (int i = 0; i < point.states().size(); i++) {
      PointState state = point.states().get(i);
      if (state.name().equals(value) || state.raw().equals(value.toString())) {
        return (double) i;
      }
    }
    throw misfit(
        point,
        point.states().stream()
            .map(PointState::name)
            .collect(Collectors.joining(", ", "one of ", "")),
        value);
  }

  private static IllegalArgumentException misfit(PointSpec point, String wanted, Object value) {
    return new IllegalArgumentException(point.id() + " takes " + wanted + ", not " + value);
  }
}
