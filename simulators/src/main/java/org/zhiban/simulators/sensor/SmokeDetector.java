package org.zhiban.simulators.sensor;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A stand-alone smoke detector with a battery. */
public final class SmokeDetector implements Behaviour {
  private static final String SMOKE_ALARM = "smoke_alarm";
  private static final String BATTERY_LOW = "battery_low";
  private static final String SENSOR_FAULT = "sensor_fault";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.SMOKE_DETECTOR,
          List.of(
              shownByAny(SMOKE_ALARM, "烟雾报警", "Smoke", "smoke"),
              shownByAny(BATTERY_LOW, "电量低", "Battery low", "battery_low", "battery"),
              shownByAny(SENSOR_FAULT, "传感器故障", "Sensor fault", "fault")),
          SmokeDetector::new);

  private final double battery;
  private final double lowBattery;

  private SmokeDetector(Setting setting) {
    battery = setting.normal("battery", 3.05);
    lowBattery = setting.tooLow("battery", 2.5);
  }

  @Override
  public void step(Step step, Readings readings) {
    readings.flag("online", true);
    readings.flag("smoke", step.has(SMOKE_ALARM));
    readings.flag("fault", step.has(SENSOR_FAULT));
    readings.flag("battery_low", step.has(BATTERY_LOW));
    readings.number("battery", step.has(BATTERY_LOW) ? lowBattery : battery);
    readings.number("temperature", 23);
  }
}
