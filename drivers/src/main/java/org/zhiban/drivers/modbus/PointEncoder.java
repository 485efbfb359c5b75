package org.zhiban.drivers.modbus;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;

/** Makes the write of a point's value: the inverse of {@link PointDecoder}. */
final class PointEncoder {
  private PointEncoder() {}

  /** What came of encoding. */
  sealed interface Encoded {
    record Request(PlannedWrite write) implements Encoded {}

    /** The place cannot hold the value, or must not be written; the words say why. */
    record Unfit(String words) implements Encoded {}
  }

  /**
   * The request that writes a value. One bit of a register is refused: the device may change the
   * other fifteen between a read of the register and the write of it.
   */
  static Encoded encode(DrivenPoint point, double value) {
    PointSource.Modbus source = ReadPlan.source(point);
    if (source.table() == Table.DISCRETE || source.table() == Table.INPUT) {
      return unfit(point, "its table can only be read");
    }
    boolean coil = source.table() == Table.COIL;
    if (!coil && source.type() == DataType.BIT) {
      return unfit(point, "one bit of a register cannot be written without touching the others");
    }
    Optional<BigDecimal> raw = raw(point, source, value);
    if (raw.isEmpty()) {
      return unfit(point, value + " is no value of it");
    }
    Optional<List<Integer>> registers = RegisterValue.of(source).holding(raw.get());
    if (registers.isEmpty()) {
      return unfit(
          point, raw.get().toPlainString() + " does not fit a register of type " + source.type());
    }
    return new Encoded.Request(
        new PlannedWrite(ReadPlan.unit(point), coil, source.address(), registers.get(), false));
  }

  private static Optional<BigDecimal> raw(
      DrivenPoint point, PointSource.Modbus source, double value) {
    return switch (point.spec().kind()) {
      case ANALOG, COUNTER ->
          Optional.of(new Scaling(source.scale(), source.offset()).undo(value))
              .filter(Double::isFinite)
              .map(BigDecimal::new);
      case BINARY -> Optional.of(value != 0 ? BigDecimal.ONE : BigDecimal.ZERO);
      case MULTISTATE -> state(point, value);
      case TEXT, EVENT -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> state(DrivenPoint point, double value) {
    int index = (int) value;
    if (index != value || index < 0 || index >= point.spec().states().size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(point.spec().states().get(index).raw()));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Encoded unfit(DrivenPoint point, String why) {
    return new Encoded.Unfit(point.ref() + ": " + why);
  }
}
