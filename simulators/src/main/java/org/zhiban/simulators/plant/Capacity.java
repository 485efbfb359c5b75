package org.zhiban.simulators.plant;

import org.zhiban.model.site.PointSource.Modbus;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.ValueRange;

/** The numbers that a point's registers can hold, in the point's unit. */
final class Capacity {
  private static final ValueRange BOUNDLESS =
      new ValueRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  private Capacity() {}

  /** Everything, where the point does not stand in registers of whole numbers. */
  static ValueRange of(PointSpec point) {
    return point.source().orElse(null) instanceof Modbus source ? of(source) : BOUNDLESS;
  }

  private static ValueRange of(Modbus source) {
    return switch (source.type()) {
      case INT16 -> scaled(source, Short.MIN_VALUE, Short.MAX_VALUE);
      case UINT16 -> scaled(source, 0, 0xFFFF);
      case INT32 -> scaled(source, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case UINT32 -> scaled(source, 0, 0xFFFF_FFFFL);
      case BCD -> scaled(source, 0, Math.pow(10, 4 * source.length()) - 1);
      case BIT, FLOAT32, FLOAT64, INT64, UINT64, STRING -> BOUNDLESS;
    };
  }

  private static ValueRange scaled(Modbus source, double least, double most) {
    double one = least * source.scale() + source.offset();
    double other = most * source.scale() + source.offset();
    return new ValueRange(Math.min(one, other), Math.max(one, other));
  }
}
