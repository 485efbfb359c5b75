package org.zhiban.simulators.patrol;

import java.util.List;
import java.util.Map;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/** A checkpoint that a guard touches about every two hours. */
public final class Checkpoint implements Behaviour {
  public static final EquipmentKind KIND =
      new EquipmentKind(EquipmentClass.CHECKPOINT, List.of(), Checkpoint::new);

  private static final double MEAN_SECONDS = 7200;

  private final Setting setting;
  private double untilVisit;
  private long visits;

  private Checkpoint(Setting setting) {
    this.setting = setting;
    untilVisit = setting.between(60, MEAN_SECONDS);
  }

  @Override
  public void step(Step step, Readings readings) {
    untilVisit -= step.seconds();
    if (untilVisit <= 0) {
      untilVisit = setting.between(0.8 * MEAN_SECONDS, 1.2 * MEAN_SECONDS);
      visits++;
      readings.event("visit", Map.of("card", "G" + setting.random().nextInt(1, 9), "seq", visits));
    }
    readings.flag("online", true);
    readings.number("battery", 3.6);
  }
}
