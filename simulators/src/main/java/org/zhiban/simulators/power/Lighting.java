package org.zhiban.simulators.power;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A lighting circuit on a clock: on from half past six in the evening to six in the morning. */
public final class Lighting implements Behaviour {
  private static final String LAMP_FAULT = "lamp_fault";
  private static final double ON_FROM = 18.5;
  private static final double ON_UNTIL = 6;

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.LIGHTING,
          List.of(shownByAny(LAMP_FAULT, "灯具故障", "Lamp fault", "fault")),
          Lighting::new);

  /** What a person switched, until the clock next does. */
  private enum Hand {
    NONE,
    ON,
    OFF
  }

  private final double rated;
  private Hand hand = Hand.NONE;
  private boolean clockBefore;
  private double energy;
  private double runHours;

  private Lighting(Setting setting) {
    rated = setting.between(800, 4_000);
    runHours = setting.between(1_000, 12_000);
    energy = runHours * rated / 1000;
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean clock = step.hour() >= ON_FROM || step.hour() < ON_UNTIL;
    hand = clock == clockBefore ? hand : Hand.NONE;
    clockBefore = clock;
    boolean on = hand == Hand.NONE ? clock : hand == Hand.ON;
    runHours += on ? step.seconds() / 3600 : 0;
    energy += on ? rated / 1000 * step.seconds() / 3600 : 0;
    readings.flag("on", on);
    readings.flag("switch", on);
    readings.state("mode", hand == Hand.NONE ? "auto" : "hand");
    readings.number("level", on ? 100 : 0);
    readings.number("illuminance", daylight(step.hour()));
    readings.number("power", on ? rated : 2);
    readings.number("energy", energy);
    readings.number("run_hours", runHours);
    readings.flag("fault", step.has(LAMP_FAULT));
  }

  private static double daylight(double hour) {
    return Math.max(0, Math.sin((hour - ON_UNTIL) / 12 * Math.PI)) * 20_000;
  }

  @Override
  public boolean command(String point, double value) {
    if (point.equals("switch") || point.equals("on")) {
      hand = value != 0 ? Hand.ON : Hand.OFF;
      return true;
    }
    return false;
  }
}
