package org.zhiban.simulators.power;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** An on-line UPS. On the battery its charge falls by a per cent a minute, and comes back after. */
public final class Ups implements Behaviour {
  private static final String MAINS_LOST = "mains_lost";
  private static final String BATTERY_FAULT = "battery_fault";
  private static final String OVERLOAD = "overload";
  private static final String BYPASS = "bypass";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.UPS,
          List.of(
              shownByAny(MAINS_LOST, "市电失电", "Mains lost", "mains", "on_battery"),
              shownByAny(BATTERY_FAULT, "电池故障", "Battery fault", "battery_fault"),
              shownByAny(OVERLOAD, "过载", "Overload", "overload"),
              shownByAny(BYPASS, "旁路", "On bypass", "bypass")),
          Ups::new);

  private static final double FALLS_PER_SECOND = 1 / 60.0;
  private static final double RISES_PER_SECOND = 2 / 60.0;

  private final double usualLoad;
  private double charge = 100;
  private double load;

  private Ups(Setting setting) {
    usualLoad = setting.normal("load", setting.between(28, 40));
    load = usualLoad;
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean onBattery = step.has(MAINS_LOST);
    double change = onBattery ? -FALLS_PER_SECOND : RISES_PER_SECOND;
    charge = Math.clamp(charge + change * step.seconds(), 5, 100);
    load = step.approach(load, step.has(OVERLOAD) ? 112 : usualLoad, 3);
    readings.flag("mains", !onBattery);
    readings.flag("on_battery", onBattery);
    readings.flag("bypass", step.has(BYPASS));
    readings.flag("overload", step.has(OVERLOAD));
    readings.flag("fault", false);
    readings.flag("battery_fault", step.has(BATTERY_FAULT));
    readings.number("charge", charge);
    readings.number("runtime", charge * 0.9);
    readings.number("load", load);
    readings.number("battery", 200 + charge * 0.2);
    readings.number("input_voltage", onBattery ? 0 : 226);
    readings.number("output_voltage", 220);
    readings.number("temperature", 26.5);
  }
}
