package org.zhiban.simulators.modbus;

import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Modbus;
import org.zhiban.model.site.PointSpec;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Snapshot;

/**
 * A point of an equipment and where it stands in its unit.
 *
 * @param position in the equipment's snapshots
 */
record MappedPoint(EquipmentTwin twin, int position, PointSpec point, Modbus source) {
  /** First register or bit after it. */
  int end() {
    return source.address() + (source.table().bits() ? 1 : RegisterCodec.registers(source));
  }

  /** Whether it is one bit of a register that it may share. */
  boolean bitOfRegister() {
    return !source.table().bits() && source.type() == DataType.BIT;
  }

  double raw(Snapshot snapshot) {
    return RegisterCodec.raw(point, source, snapshot.numbers().get(position));
  }

  byte[] bytes(Snapshot snapshot) {
    return RegisterCodec.encode(source, raw(snapshot), snapshot.texts().get(position));
  }
}
