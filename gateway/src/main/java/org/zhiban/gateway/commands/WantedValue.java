package org.zhiban.gateway.commands;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;

/** A value as a caller writes it, in the terms of its point. */
sealed interface WantedValue {
  /** As a sample of the point carries it. */
  record Fit(double value) implements WantedValue {}

  record Unfit(LocalizedText words) implements WantedValue {}

  /** Reads true or false, a number within the point's range, or the name of a state. */
  static WantedValue of(PointSpec point, @Nullable Object said) {
    return switch (point.kind()) {
      case BINARY ->
          said instanceof Boolean on
              ? new Fit(on ? 1 : 0)
              : unfit("需要 true 或 false", "true or false is wanted", said);
      case ANALOG, COUNTER ->
          said instanceof Number number && Double.isFinite(number.doubleValue())
              ? inRange(point, number.doubleValue())
              : unfit("需要一个数", "a number is wanted", said);
      case MULTISTATE -> state(point, said);
      case TEXT, EVENT ->
          unfit(
              "此类点位不能写入",
              "a point of kind " + point.kind().name().toLowerCase(Locale.ROOT) + " takes no value",
              said);
    };
  }

  private static WantedValue inRange(PointSpec point, double value) {
    return point.range().isEmpty() || point.range().get().contains(value)
        ? new Fit(value)
        : unfit(
            "范围为 " + point.range().get().min() + " 至 " + point.range().get().max(),
            "the range is " + point.range().get().min() + " to " + point.range().get().max(),
            value);
  }

  private static WantedValue state(PointSpec point, @Nullable Object said) {
    for (int index = 0; index < point.states().size(); index++) {
      if (point.states().get(index).name().equals(said)) {
        return new Fit(index);
      }
    }
    String names = point.states().stream().map(PointState::name).collect(Collectors.joining(", "));
    return unfit("可选：" + names, "one of " + names + " is wanted", said);
  }

  private static Unfit unfit(String zh, String en, @Nullable Object said) {
    return new Unfit(new LocalizedText("值 " + said + " 不可用，" + zh, "value " + said + ": " + en));
  }
}
