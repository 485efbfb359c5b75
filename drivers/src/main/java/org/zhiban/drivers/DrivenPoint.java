package org.zhiban.drivers;

import java.util.OptionalInt;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.telemetry.PointRef;

/**
 * A point as its driver needs it.
 *
 * @param number in the site's index; samples carry it
 * @param unit the Modbus unit id of its equipment
 */
public record DrivenPoint(int number, PointRef ref, PointSpec spec, OptionalInt unit) {
  /** The Modbus unit of a point that names none. */
  public static final int DEFAULT_UNIT = 1;
}
