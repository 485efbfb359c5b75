package org.zhiban.drivers;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/**
 * What a device's scalar means for a point of a given kind. For protocols whose values carry a type
 * of their own: JSON, OPC UA.
 */
public sealed interface Reading {
  /** A number as {@link SampleBatch} defines it, good or uncertain. */
  record Value(double value, Quality quality, QualityReason reason) implements Reading {}

  /** The text of a text point. */
  record Text(String text) implements Reading {}

  /**
   * No trustworthy value.
   *
   * @param why for a person: what came instead of what
   */
  record Unusable(QualityReason reason, String why) implements Reading {}

  /** Numbers as devices write them; without Java's own {@code 1f}, {@code 0x1p3} and blanks. */
  Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  /**
   * Reads a {@link Boolean}, {@link Number} or {@link String} as the point's kind. An event point
   * has no value and is refused.
   */
  static Reading of(PointSpec point, Object scalar) {
    return switch (point.kind()) {
      case ANALOG, COUNTER ->
          number(scalar)
              .map(value -> inRange(point, value))
              .orElseGet(() -> undecodable(scalar, "a number"));
      case BINARY ->
          truth(scalar)
              .<Reading>map(on -> good(on ? 1 : 0))
              .orElseGet(() -> undecodable(scalar, "true, false, on, off, 1 or 0"));
      case MULTISTATE -> state(point, scalar);
      case TEXT -> new Text(plain(scalar));
      case EVENT ->
          throw new IllegalArgumentException("an event point has no value: " + point.id());
    };
  }

  /** A number, or its text; also one that is not finite. */
  static Optional<Double> number(Object scalar) {
    return switch (scalar) {
      case Number number -> Optional.of(number.doubleValue());
      case String text when NUMBER.matcher(text.strip()).matches() ->
          Optional.of(Double.parseDouble(text.strip()));
      case String text when text.strip().equalsIgnoreCase("nan") -> Optional.of(Double.NaN);
      default -> Optional.empty();
    };
  }

  /** True, on or 1; false, off or 0. */
  static Optional<Boolean> truth(Object scalar) {
    return switch (scalar) {
      case Boolean bool -> Optional.of(bool);
      case Number number when number.doubleValue() == 1 -> Optional.of(true);
      case Number number when number.doubleValue() == 0 -> Optional.of(false);
      case String text ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "on", "1" -> Optional.of(true);
            case "false", "off", "0" -> Optional.of(false);
            default -> Optional.empty();
          };
      default -> Optional.empty();
    };
  }

  private static Reading inRange(PointSpec point, double value) {
    if (!Double.isFinite(value)) {
      return new Unusable(QualityReason.NOT_AVAILABLE, "the device says " + value);
    }
    return point.range().isEmpty() || point.range().get().contains(value)
        ? good(value)
        : new Value(value, Quality.UNCERTAIN, QualityReason.OUT_OF_RANGE);
  }

  private static Reading state(PointSpec point, Object scalar) {
    String raw = plain(scalar);
    int index = point.stateIndexOf(raw);
    return index >= 0
        ? good(index)
        : new Unusable(
            QualityReason.UNKNOWN_STATE,
            "state "
                + quoted(raw)
                + " is none of "
                + point.states().stream().map(s -> s.raw()).toList());
  }

  /** A whole number without a fraction, whatever its type: the states of a site are written so. */
  private static String plain(Object scalar) {
    return switch (scalar) {
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          Long.toString(number.longValue());
      case Float number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          Long.toString(number.longValue());
      default -> scalar.toString();
    };
  }

  private static Value good(double value) {
    return new Value(value, Quality.GOOD, QualityReason.NONE);
  }

  private static Unusable undecodable(Object scalar, String wanted) {
    return new Unusable(
        QualityReason.UNDECODABLE, "expected " + wanted + ", got " + quoted(scalar.toString()));
  }

  private static String quoted(String text) {
    return "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
  }
}
