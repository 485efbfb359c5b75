package org.zhiban.simulators.meter;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A heat meter of a building: power by the hours, temperatures that fit it. kWh, W, °C. */
public final class HeatMeter implements Behaviour {
  public static final EquipmentKind KIND =
      new EquipmentKind(EquipmentClass.HEAT_METER, List.of(), HeatMeter::new);

  private static final DayCurve LOAD =
      new DayCurve(0.5, 0.45, 0.5, 0.8, 1, 0.8, 0.7, 0.65, 0.7, 0.85, 0.8, 0.6);

  /** Heat that a cubic metre of water carries for each degree, in Wh. */
  private static final double HEAT_CAPACITY = 1163;

  private static final double SUPPLY = 55;
  private static final double SPREAD = 9;

  private final double rated;
  private double energy;
  private double volume;

  private HeatMeter(Setting setting) {
    rated = setting.between(80_000, 300_000);
    energy = Math.floor(setting.between(50_000, 900_000));
    volume = energy / SPREAD;
  }

  @Override
  public void step(Step step, Readings readings) {
    double power = rated * LOAD.at(step.hour());
    double flow = power / HEAT_CAPACITY / SPREAD;
    energy += power / 1000 * step.seconds() / 3600;
    volume += flow * step.seconds() / 3600;
    readings.number("energy", energy);
    readings.number("power", power);
    readings.number("volume", volume);
    readings.number("flow", flow);
    readings.number("supply_temp", SUPPLY);
    readings.number("return_temp", SUPPLY - SPREAD);
  }
}
