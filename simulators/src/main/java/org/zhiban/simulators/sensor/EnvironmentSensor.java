package org.zhiban.simulators.sensor;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A sensor of air and floor: temperature follows the day, gases stay low. */
public final class EnvironmentSensor implements Behaviour {
  private static final String WATER_LEAK = "water_leak";
  private static final String HIGH_TEMPERATURE = "high_temperature";
  private static final String HIGH_CO = "high_co";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.ENVIRONMENT,
          List.of(
              shownByAny(WATER_LEAK, "漏水", "Water on the floor", "water_leak"),
              shownByAny(HIGH_TEMPERATURE, "温度高", "Too warm", "temperature"),
              shownByAny(HIGH_CO, "一氧化碳超标", "Carbon monoxide high", "co")),
          EnvironmentSensor::new);

  private final double normalTemperature;
  private final double tooWarm;
  private final double highCo;
  private final double battery;
  private double temperature;
  private double co;

  private EnvironmentSensor(Setting setting) {
    normalTemperature = setting.normal("temperature", 23);
    tooWarm = setting.tooHigh("temperature", 45);
    highCo = setting.tooHigh("co", 120);
    battery = setting.normal("battery", 3.55);
    temperature = normalTemperature;
    co = 4;
  }

  @Override
  public void step(Step step, Readings readings) {
    double day = Math.sin((step.hour() - 9) / 24 * 2 * Math.PI);
    double usual = normalTemperature * (1 + 0.03 * day);
    temperature = step.approach(temperature, step.has(HIGH_TEMPERATURE) ? tooWarm : usual, 20);
    co = step.approach(co, step.has(HIGH_CO) ? highCo : 4 + day, 20);
    readings.flag("online", true);
    readings.number("temperature", temperature);
    readings.number("humidity", 52 - 6 * day);
    readings.number("co2", 560 + 120 * day);
    readings.number("co", co);
    readings.number("pm25", 28 + 6 * day);
    readings.flag("water_leak", step.has(WATER_LEAK));
    readings.number("battery", battery);
  }
}
