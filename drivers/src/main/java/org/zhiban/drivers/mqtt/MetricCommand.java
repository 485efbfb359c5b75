package org.zhiban.drivers.mqtt;

import java.math.BigDecimal;
import java.util.Optional;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Reading;
import org.zhiban.drivers.mqtt.sparkplug.DataType;
import org.zhiban.drivers.mqtt.sparkplug.WireValue;
import org.zhiban.model.telemetry.PointKind;

/** A value in the terms of the metric that it is written to. */
sealed interface MetricCommand {
  /** As it goes out. */
  record Fit(WireValue value) implements MetricCommand {}

  /** It cannot be said. */
  record Unfit(String why) implements MetricCommand {}

  /**
   * Puts a value into a metric's type.
   *
   * @param value as {@link org.zhiban.model.telemetry.SampleBatch} defines it for the point's kind
   */
  static MetricCommand of(DrivenPoint point, DataType type, double value) {
    Object said =
        switch (point.spec().kind()) {
          case BINARY -> value != 0;
          case MULTISTATE -> point.spec().states().get((int) value).raw();
          case ANALOG, COUNTER, TEXT, EVENT -> value;
        };
    Optional<WireValue> fit =
        switch (type.form()) {
          case FLAG -> flag(said, point.spec().kind());
          case FLOATING -> number(said).map(number -> floating(type, number));
          case SIGNED, UNSIGNED -> whole(said).map(number -> integer(type, number));
          case WORDS ->
              type == DataType.UUID
                  ? Optional.empty()
                  : Optional.of(new WireValue.StringValue(text(said)));
          case NONE -> Optional.empty();
        };
    return fit.filter(wire -> means(type, wire, said))
        .<MetricCommand>map(Fit::new)
        .orElseGet(
            () -> new Unfit(text(said) + " cannot be said to a metric of type " + type.word()));
  }

  /** What does not come back as it went out does not fit. */
  private static boolean means(DataType type, WireValue wire, Object said) {
    if (type == DataType.FLOAT) {
      return type.read(wire).filter(number -> Double.isFinite((float) number)).isPresent();
    }
    return number(said).isEmpty()
        || type.read(wire)
            .filter(
                back ->
                    !(back instanceof Number)
                        || MetricWrites.same(back, number(said).orElseThrow()))
            .isPresent();
  }

  private static Optional<WireValue> flag(Object said, PointKind kind) {
    return kind == PointKind.ANALOG
        ? Optional.empty()
        : Reading.truth(said).map(WireValue.BooleanValue::new);
  }

  private static WireValue floating(DataType type, double number) {
    return type == DataType.FLOAT
        ? new WireValue.FloatValue((float) number)
        : new WireValue.DoubleValue(number);
  }

  /** In the field of 32 bits what fits it with its sign, as the specification's table has it. */
  private static WireValue integer(DataType type, long number) {
    boolean small = type.bits() < 32 || type == DataType.INT32;
    return small ? new WireValue.IntValue((int) number) : new WireValue.LongValue(number);
  }

  private static Optional<Double> number(Object said) {
    return switch (said) {
      case Boolean on -> Optional.of(on ? 1.0 : 0.0);
      case Double number -> Optional.of(number);
      case String text when Reading.NUMBER.matcher(text).matches() ->
          Optional.of(Double.parseDouble(text));
      default -> Optional.empty();
    };
  }

  private static Optional<Long> whole(Object said) {
    return number(said)
        .filter(number -> number == Math.rint(number) && Math.abs(number) < 0x1p63)
        .map(Double::longValue);
  }

  private static String text(Object said) {
    return said instanceof Double number
        ? new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString()
        : said.toString();
  }
}
