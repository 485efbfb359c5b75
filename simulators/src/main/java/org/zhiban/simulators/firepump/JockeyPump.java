package org.zhiban.simulators.firepump;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/**
 * Keeps the pressure of the fire main: a short run every half an hour, more often where it leaks.
 */
public final class JockeyPump implements Behaviour {
  private static final String TRIP = "trip";
  private static final String NOT_AUTO = "not_auto";
  private static final String LEAK = "leak";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.JOCKEY_PUMP,
          List.of(
              shownByAny(TRIP, "故障跳闸", "Trips", "tripped"),
              shownByAny(NOT_AUTO, "不在自动位", "Not in automatic", "mode"),
              shownByAny(LEAK, "管网泄漏", "The main leaks", "running", "starts")),
          JockeyPump::new);

  private static final double STARTS_AT = 0.95;
  private static final double STOPS_AT = 1.03;
  private static final double SECONDS_BETWEEN = 1700;
  private static final double SECONDS_BETWEEN_IN_LEAK = 240;
  private static final double SECONDS_OF_RUN = 30;

  private final double normal;
  private double pressure;
  private boolean running;
  private double starts;
  private double runHours;

  private JockeyPump(Setting setting) {
    normal = setting.normal("outlet_pressure", 0.85);
    pressure = normal * setting.between(STARTS_AT, STOPS_AT);
    starts = Math.floor(setting.between(3_000, 30_000));
    runHours = starts / 120;
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean able = !step.has(TRIP) && !step.has(NOT_AUTO);
    boolean before = running;
    running = able && (pressure < normal * STARTS_AT || (running && pressure < normal * STOPS_AT));
    starts += running && !before ? 1 : 0;
    runHours += running ? step.seconds() / 3600 : 0;
    double band = normal * (STOPS_AT - STARTS_AT);
    double loss = band / (step.has(LEAK) ? SECONDS_BETWEEN_IN_LEAK : SECONDS_BETWEEN);
    double gain = running ? band / SECONDS_OF_RUN : 0;
    pressure = Math.max(pressure + (gain - loss) * step.seconds(), normal * (STARTS_AT - 0.02));
    readings.flag("running", running);
    readings.flag("tripped", step.has(TRIP));
    readings.flag("fault", false);
    readings.flag("mains", true);
    readings.state("mode", step.has(NOT_AUTO) ? "hand" : "auto");
    readings.number("outlet_pressure", pressure);
    readings.number("inlet_pressure", 0.05);
    readings.number("current", running ? 6.5 : 0);
    readings.number("motor_temp", running ? 34 : 24);
    readings.number("starts", starts);
    readings.number("run_hours", runHours);
  }
}
