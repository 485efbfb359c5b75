package org.zhiban.drivers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.PointState;
import org.zhiban.model.site.SourcePosition;
import org.zhiban.model.site.ValueRange;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;

/** Builds points for tests: {@code Points.analog(0, source).every(...).unit(1).build()}. */
public final class Points {
  /** Where things stand that no file declares. */
  public static final SourcePosition NOWHERE = new SourcePosition("test.yaml", 1, 1);

  private final int number;
  private final PointKind kind;
  private final PointSource source;
  private Duration every = Duration.ofMillis(100);
  private Optional<ValueRange> range = Optional.empty();
  private List<PointState> states = List.of();
  private OptionalInt unit = OptionalInt.empty();

  private Points(int number, PointKind kind, PointSource source) {
    this.number = number;
    this.kind = kind;
    this.source = source;
  }

  public static Points point(int number, PointKind kind, PointSource source) {
    return new Points(number, kind, source);
  }

  public static Points analog(int number, PointSource source) {
    return point(number, PointKind.ANALOG, source);
  }

  public Points every(Duration period) {
    every = period;
    return this;
  }

  public Points range(double min, double max) {
    range = Optional.of(new ValueRange(min, max));
    return this;
  }

  public Points states(PointState... declared) {
    states = List.of(declared);
    return this;
  }

  public Points unit(int modbusUnit) {
    unit = OptionalInt.of(modbusUnit);
    return this;
  }

  public DrivenPoint build() {
    String id = "p" + number;
    PointSpec spec =
        new PointSpec(
            id,
            LocalizedText.same(id),
            kind,
            Optional.empty(),
            Optional.of(every),
            0,
            range,
            states,
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(source),
            Set.of(),
            NOWHERE);
    return new DrivenPoint(number, new PointRef("device", id), spec, unit);
  }
}
