package org.zhiban.simulators;

import java.util.List;
import org.zhiban.simulators.accessreader.AccessReader;
import org.zhiban.simulators.elevator.Elevator;
import org.zhiban.simulators.firepanel.FirePanel;
import org.zhiban.simulators.firepump.FirePump;
import org.zhiban.simulators.firepump.JockeyPump;
import org.zhiban.simulators.meter.EnergyMeter;
import org.zhiban.simulators.meter.HeatMeter;
import org.zhiban.simulators.meter.WaterMeter;
import org.zhiban.simulators.patrol.Checkpoint;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.platecamera.PlateCamera;
import org.zhiban.simulators.power.Generator;
import org.zhiban.simulators.power.Lighting;
import org.zhiban.simulators.power.Transformer;
import org.zhiban.simulators.power.Ups;
import org.zhiban.simulators.pump.Pump;
import org.zhiban.simulators.sensor.EnvironmentSensor;
import org.zhiban.simulators.sensor.SmokeDetector;
import org.zhiban.simulators.video.Recorder;
import org.zhiban.simulators.water.Sump;
import org.zhiban.simulators.water.Tank;

/** Every class of equipment that has a model: a line each. */
final class EquipmentKinds {
  static final List<EquipmentKind> ALL =
      List.of(
          Pump.KIND,
          FirePump.KIND,
          JockeyPump.KIND,
          Tank.KIND,
          Sump.KIND,
          WaterMeter.KIND,
          HeatMeter.KIND,
          EnergyMeter.KIND,
          Transformer.KIND,
          Generator.KIND,
          Ups.KIND,
          Lighting.KIND,
          Elevator.KIND,
          FirePanel.KIND,
          SmokeDetector.KIND,
          EnvironmentSensor.KIND,
          AccessReader.KIND,
          PlateCamera.KIND,
          Recorder.KIND,
          Checkpoint.KIND);

  private EquipmentKinds() {}
}
