package org.zhiban.simulators.power;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** The temperature controller of a dry-type transformer; its fans start by themselves. °C. */
public final class Transformer implements Behaviour {
  private static final String OVERHEAT = "overheat";
  private static final String FAN_FAULT = "fan_fault";
  private static final String SENSOR_FAULT = "sensor_fault";
  private static final String[] WINDINGS = {"temp_a", "temp_b", "temp_c"};
  private static final double[] APART = {0, 2.5, -1.5};

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.TRANSFORMER,
          List.of(
              shownByAny(OVERHEAT, "绕组过热", "Windings overheat", WINDINGS),
              shownByAny(FAN_FAULT, "风机故障", "Fan fault", "fan_fault"),
              shownByAny(SENSOR_FAULT, "传感器故障", "Sensor fault", "sensor_fault")),
          Transformer::new);

  private static final DayCurve LOAD =
      new DayCurve(0.3, 0.25, 0.25, 0.35, 0.6, 0.75, 0.8, 0.7, 0.7, 0.9, 1.0, 0.6);
  private static final double FANS_START = 78;
  private static final double FANS_STOP = 70;

  private final double coolest;
  private final double tooHot;
  private double temperature;
  private boolean fans;

  private Transformer(Setting setting) {
    coolest = Math.min(setting.normal("temp_a", 75), 75) - 25;
    tooHot = setting.tooHigh("temp_a", 138);
    temperature = coolest + 15;
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean hot = step.has(OVERHEAT);
    double steady = coolest + 28 * LOAD.at(step.hour());
    boolean cooling = !hot && temperature > steady + 10;
    temperature = step.approach(temperature, hot ? tooHot : steady, hot || cooling ? 40 : 1800);
    fans = temperature > FANS_START || (fans && temperature > FANS_STOP);
    for (int winding = 0; winding < WINDINGS.length; winding++) {
      readings.number(WINDINGS[winding], temperature + (hot ? 0 : APART[winding]));
    }
    readings.number("core_temp", temperature - 6);
    readings.flag("fan_running", fans && !step.has(FAN_FAULT));
    readings.flag("fan_fault", step.has(FAN_FAULT));
    readings.flag("over_temp", hot);
    readings.flag("tripped", false);
    readings.flag("sensor_fault", step.has(SENSOR_FAULT));
    readings.flag("door_open", false);
  }
}
