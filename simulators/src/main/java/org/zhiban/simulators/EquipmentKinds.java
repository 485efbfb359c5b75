package org.zhiban.simulators;

import java.util.List;
import org.zhiban.simulators.accessreader.AccessReader;
import org.zhiban.simulators.elevator.Elevator;
import org.zhiban.simulators.firepanel.FirePanel;
import org.zhiban.simulators.meter.EnergyMeter;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.platecamera.PlateCamera;
import org.zhiban.simulators.pump.Pump;

/** Every class of equipment that has a model: a line each. */
final class EquipmentKinds {
  static final List<EquipmentKind> ALL =
      List.of(
          Pump.KIND,
          EnergyMeter.KIND,
          FirePanel.KIND,
          Elevator.KIND,
          AccessReader.KIND,
          PlateCamera.KIND);

  private EquipmentKinds() {}
}
