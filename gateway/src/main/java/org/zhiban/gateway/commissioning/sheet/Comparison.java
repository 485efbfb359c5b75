package org.zhiban.gateway.commissioning.sheet;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.telemetry.Digits;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;

/** What a person read at the device, held against what the gateway shows. */
public sealed interface Comparison {
  /**
   * Two per cent of the reading, where nobody names a tolerance: an indicating instrument of class
   * 1.5 and the moment between two looks.
   */
  BigDecimal USUAL_SHARE = new BigDecimal("0.02");

  /**
   * Both can be compared.
   *
   * @param entered the reading as text
   * @param shown the gateway's value as text; empty: it has none that can be trusted
   * @param tolerance in the point's unit; empty for what is no number
   */
  record Compared(
      String entered, Optional<String> shown, Optional<BigDecimal> tolerance, boolean within)
      implements Comparison {}

  /** The reading is none of this point. */
  record Unfit(String wanted) implements Comparison {}

  /**
   * Compares. A value of bad quality agrees with nothing: it was not read.
   *
   * @param read a number, text or flag
   * @param tolerance in the point's unit; without one {@link #USUAL_SHARE}, and the point's
   *     deadband where that is more
   */
  static Comparison of(
      PointSpec point, PointValue value, Object read, Optional<BigDecimal> tolerance) {
    return switch (point.kind()) {
      case ANALOG, COUNTER ->
          read instanceof Number number
              ? numbers(point, value, decimal(number), tolerance)
              : new Unfit("a number");
      case BINARY ->
          read instanceof Boolean flag
              ? words(flag.toString(), shown(point, value))
              : new Unfit("true or false");
      case MULTISTATE ->
          read instanceof String state && names(point).contains(state)
              ? words(state, shown(point, value))
              : new Unfit("one of " + String.join(", ", names(point)));
      case TEXT ->
          read instanceof String text ? words(text, shown(point, value)) : new Unfit("a text");
      case EVENT -> new Unfit("nothing: an event has no value");
    };
  }

  private static Comparison numbers(
      PointSpec point, PointValue value, BigDecimal read, Optional<BigDecimal> tolerance) {
    Optional<String> shown = shown(point, value);
    BigDecimal usual = read.abs().multiply(USUAL_SHARE).max(BigDecimal.valueOf(point.deadband()));
    BigDecimal allowed = plain(tolerance.orElse(usual));
    boolean within =
        shown
            .map(text -> new BigDecimal(text).subtract(read).abs().compareTo(allowed) <= 0)
            .orElse(false);
    return new Compared(plain(read).toPlainString(), shown, Optional.of(allowed), within);
  }

  private static Comparison words(String read, Optional<String> shown) {
    return new Compared(
        read, shown, Optional.empty(), shown.filter(read.strip()::equals).isPresent());
  }

  /** The value as the sheet writes it; empty where it must not be trusted. */
  static Optional<String> shown(PointSpec point, PointValue value) {
    if (value.quality() == Quality.BAD) {
      return Optional.empty();
    }
    @Nullable String text = value.text();
    if (text != null) {
      return Optional.of(text.strip());
    }
    if (!Double.isFinite(value.value())) {
      return Optional.empty();
    }
    return switch (point.kind()) {
      case ANALOG, COUNTER ->
          Optional.of(plain(new BigDecimal(Digits.of(value.value()))).toPlainString());
      case BINARY -> Optional.of(Boolean.toString(value.value() != 0));
      case MULTISTATE ->
          Optional.of((int) value.value())
              .filter(state -> state >= 0 && state < point.states().size())
              .map(state -> point.states().get(state).name());
      case TEXT, EVENT -> Optional.empty();
    };
  }

  private static java.util.List<String> names(PointSpec point) {
    return point.states().stream().map(PointState::name).toList();
  }

  private static BigDecimal decimal(Number number) {
    return new BigDecimal(String.format(Locale.ROOT, "%s", number));
  }

  private static BigDecimal plain(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  /** Whether points of a kind have a line on the sheet: what has a value that is read. */
  static boolean applies(PointSpec point) {
    return point.source().isPresent() && !point.command() && point.kind() != PointKind.EVENT;
  }
}
