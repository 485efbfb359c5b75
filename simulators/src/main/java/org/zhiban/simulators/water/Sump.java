package org.zhiban.simulators.water;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A pit that fills slowly and a pump that empties it. Levels in metres. */
public final class Sump implements Behaviour {
  private static final String HIGH_LEVEL = "high_level";
  private static final String TRIP = "trip";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.SUMP,
          List.of(
              shownByAny(HIGH_LEVEL, "高水位", "High level", "high_level", "level"),
              shownByAny(TRIP, "热继跳闸", "Thermal relay trips", "tripped", "running")),
          Sump::new);

  private static final double STOPS = 0.3;
  private static final double STARTS = 0.8;
  private static final double FLOODED = 1.5;
  private static final double FILLS_PER_SECOND = (STARTS - STOPS) / 1500;
  private static final double PUMPS_PER_SECOND = (STARTS - STOPS) / 90;

  private final double tooHigh;
  private double level;
  private boolean running;
  private double starts;
  private double runHours;

  private Sump(Setting setting) {
    tooHigh = setting.tooHigh("level", FLOODED);
    level = setting.between(STOPS, STARTS);
    starts = Math.floor(setting.between(500, 9000));
    runHours = starts / 30;
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean floods = step.has(HIGH_LEVEL);
    boolean tripped = step.has(TRIP);
    boolean before = running;
    running = !tripped && (floods || level > STARTS || (running && level > STOPS));
    starts += running && !before ? 1 : 0;
    runHours += running ? step.seconds() / 3600 : 0;
    if (floods) {
      level = step.approach(level, tooHigh, 5);
    } else {
      double change = FILLS_PER_SECOND - (running ? PUMPS_PER_SECOND : 0);
      double most = tripped ? STARTS : FLOODED;
      level = Math.clamp(level + change * step.seconds(), STOPS, most);
    }
    readings.number("level", level);
    readings.flag("high_level", floods);
    readings.flag("running", running);
    readings.flag("tripped", tripped);
    readings.state("mode", "auto");
    readings.flag("mains", true);
    readings.number("starts", starts);
    readings.number("run_hours", runHours);
  }
}
