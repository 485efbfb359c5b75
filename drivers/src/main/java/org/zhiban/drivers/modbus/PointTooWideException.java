package org.zhiban.drivers.modbus;

import org.zhiban.drivers.DrivenPoint;
import org.zhiban.model.site.ModbusConnection;

/** A point covers more registers than its connection may read at once. */
public final class PointTooWideException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient DrivenPoint point;

  PointTooWideException(ModbusConnection connection, DrivenPoint point, int width, int limit) {
    super(
        point.spec().position()
            + ": "
            + point.ref()
            + " covers "
            + width
            + " registers, but connection "
            + connection.id()
            + " reads at most "
            + limit
            + " at once; make the point shorter or raise max_registers_per_read");
    this.point = point;
  }

  public DrivenPoint point() {
    return point;
  }
}
