package org.zhiban.simulators.firepump;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A fire pump: it waits, in automatic, before a main under pressure. MPa. */
public final class FirePump implements Behaviour {
  private static final String TRIP = "trip";
  private static final String NOT_AUTO = "not_auto";
  private static final String MAINS_LOST = "mains_lost";
  private static final String LOW_PRESSURE = "low_pressure";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.FIRE_PUMP,
          List.of(
              shownByAny(TRIP, "故障跳闸", "Trips", "tripped"),
              shownByAny(NOT_AUTO, "不在自动位", "Not in automatic", "mode"),
              shownByAny(MAINS_LOST, "失电", "Supply lost", "mains"),
              shownByAny(LOW_PRESSURE, "管网压力低", "Main pressure low", "outlet_pressure")),
          FirePump::new);

  private final double normal;
  private final double tooLow;
  private final double runHours;
  private double pressure;
  private double sway;

  private FirePump(Setting setting) {
    normal = setting.normal("outlet_pressure", 0.85);
    tooLow = setting.tooLow("outlet_pressure", normal * 0.3);
    pressure = normal;
    sway = setting.between(0, 6);
    runHours = setting.between(10, 60);
  }

  @Override
  public void step(Step step, Readings readings) {
    sway += step.seconds() / 400;
    double target = step.has(LOW_PRESSURE) ? tooLow : normal * (1 + 0.02 * Math.sin(sway));
    pressure = step.approach(pressure, target, 3);
    readings.flag("running", false);
    readings.flag("tripped", step.has(TRIP));
    readings.flag("fault", false);
    readings.flag("mains", !step.has(MAINS_LOST));
    readings.state("mode", step.has(NOT_AUTO) ? "hand" : "auto");
    readings.number("outlet_pressure", pressure);
    readings.number("inlet_pressure", 0.05);
    readings.number("current", 0);
    readings.number("motor_temp", 22);
    readings.number("flow", 0);
    readings.number("run_hours", runHours);
    readings.number("starts", Math.floor(runHours * 4));
  }
}
