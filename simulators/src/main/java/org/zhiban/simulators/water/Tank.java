package org.zhiban.simulators.water;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.List;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A tank that a float valve fills and a house empties. Levels in metres. */
public final class Tank implements Behaviour {
  private static final String LOW_LEVEL = "low_level";
  private static final String OVERFLOW = "overflow";

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.TANK,
          List.of(
              shownByAny(LOW_LEVEL, "水位低", "Level low", "level", "low_level"),
              shownByAny(OVERFLOW, "溢流", "Overflows", "overflow", "high_level")),
          Tank::new);

  /** Shares of the normal level at which the valve opens and closes. */
  private static final double OPENS = 0.92;

  private static final double CLOSES = 1.06;
  private static final double FULL = 1.35;
  private static final double SECONDS_OF_SUPPLY = 9000;

  private final double normal;
  private final double tooLow;
  private double level;
  private boolean filling;

  private Tank(Setting setting) {
    normal = setting.normal("level", 2.0);
    tooLow = setting.tooLow("level", normal * 0.35);
    level = normal * setting.between(0.95, 1.04);
  }

  @Override
  public void step(Step step, Readings readings) {
    boolean overflows = step.has(OVERFLOW);
    boolean low = step.has(LOW_LEVEL);
    if (overflows || low) {
      filling = overflows;
      level = step.approach(level, overflows ? normal * FULL : tooLow, 8);
    } else if (level > normal * 1.1 || level < normal * 0.85) {
      level = step.approach(level, normal, 8);
    } else {
      filling = level < normal * OPENS || (filling && level < normal * CLOSES);
      level += (filling ? 2 : -1) * normal * step.seconds() / SECONDS_OF_SUPPLY;
    }
    readings.number("level", level);
    readings.number("fill", level / (normal * FULL) * 100);
    readings.flag("high_level", overflows);
    readings.flag("low_level", low);
    readings.flag("overflow", overflows);
    readings.state("inlet_valve", filling ? "open" : "closed");
    readings.number("temperature", 16.5);
  }
}
