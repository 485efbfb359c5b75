package org.zhiban.simulators.meter;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.DayCurve;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A water main's meter. Flow follows the hours and comes to rest at night; m3 and m3/h. */
public final class WaterMeter implements Behaviour {
  private static final String LEAK = "leak";
  private static final String REVERSE = "reverse";
  private static final String LOW_PRESSURE = "low_pressure";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.WATER_METER,
          List.of(
              shownByAny(LEAK, "漏损", "Leak", "leak"),
              shownByAny(REVERSE, "倒流", "Flows backwards", "reverse", "reverse_volume"),
              shownByAny(LOW_PRESSURE, "管网压力低", "Main pressure low", "pressure")),
          WaterMeter::new);

  private static final DayCurve DEMAND =
      new DayCurve(0.08, 0.04, 0.04, 0.4, 0.85, 0.6, 0.5, 0.5, 0.45, 0.65, 0.95, 0.45);

  private final double rated;
  private final double normalPressure;
  private final double lowPressure;
  private double flow;
  private double pressure;
  private double volume;
  private double reverseVolume;

  private WaterMeter(Setting setting) {
    rated = setting.between(18, 36);
    normalPressure = setting.normal("pressure", 0.24);
    lowPressure = setting.tooLow("pressure", normalPressure * 0.4);
    pressure = normalPressure;
    flow = rated * 0.4;
    volume = Math.floor(setting.between(20_000, 400_000));
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean leaks = step.has(LEAK);
    boolean back = step.has(REVERSE);
    double demand = rated * DEMAND.at(step.hour());
    flow = step.approach(flow, back ? -0.1 * rated : demand + (leaks ? 0.15 * rated : 0), 4);
    double target = step.has(LOW_PRESSURE) ? lowPressure : normalPressure;
    pressure = step.approach(pressure, target, 4);
    volume += Math.max(flow, 0) * step.seconds() / 3600;
    reverseVolume += Math.max(-flow, 0) * step.seconds() / 3600;
    readings.number("volume", volume);
    readings.number("flow", flow);
    readings.number("pressure", pressure);
    readings.number("reverse_volume", reverseVolume);
    readings.number("battery", 3.6);
    readings.flag("leak", leaks);
    readings.flag("reverse", back);
  }
}
