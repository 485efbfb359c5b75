package org.zhiban.rules.expression;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.PointSource.FieldType;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.PointEvent;
import org.zhiban.model.telemetry.PointTable;
import org.zhiban.model.telemetry.Quality;

/** What a name in an expression stands for, and how its value is read. */
sealed interface Slot {
  ValueType type();

  /** As the user wrote it. */
  String name();

  /** The value as CEL sees it; null while it is bad. */
  @Nullable Object value(PointTable table, @Nullable PointEvent event);

  /** The value of a point. */
  record OfPoint(int number, PointSpec spec, String name) implements Slot {
    @Override
    public ValueType type() {
      return switch (spec.kind()) {
        case ANALOG, COUNTER -> ValueType.NUMBER;
        case BINARY -> ValueType.BOOL;
        case MULTISTATE -> ValueType.STATE;
        case TEXT -> ValueType.TEXT;
        case EVENT -> throw new IllegalStateException("an event has no value: " + name);
      };
    }

    List<String> stateNames() {
      return spec.states().stream().map(PointState::name).toList();
    }

    @Override
    public @Nullable Object value(PointTable table, @Nullable PointEvent event) {
      if (table.quality(number) == Quality.BAD) {
        return null;
      }
      if (type() == ValueType.TEXT) {
        return table.text(number);
      }
      double value = table.value(number);
      if (Double.isNaN(value)) {
        return null;
      }
      return switch (type()) {
        case NUMBER -> value;
        case BOOL -> value != 0;
        case STATE -> stateName(value);
        case TEXT -> table.text(number);
      };
    }

    private @Nullable String stateName(double value) {
      int index = (int) value;
      return index >= 0 && index < spec.states().size() ? spec.states().get(index).name() : null;
    }
  }

  /** A field of the event that is judged. */
  record OfField(int event, FieldType fieldType, String field, String name) implements Slot {
    @Override
    public ValueType type() {
      return switch (fieldType) {
        case NUMBER -> ValueType.NUMBER;
        case BOOL -> ValueType.BOOL;
        case TEXT -> ValueType.TEXT;
      };
    }

    @Override
    public @Nullable Object value(PointTable table, @Nullable PointEvent happening) {
      Object value = Objects.requireNonNull(happening, name).fields().get(field);
      boolean fits =
          switch (fieldType) {
            case NUMBER -> value instanceof Double number && !number.isNaN();
            case BOOL -> value instanceof Boolean;
            case TEXT -> value instanceof String;
          };
      return fits ? value : null;
    }
  }
}
