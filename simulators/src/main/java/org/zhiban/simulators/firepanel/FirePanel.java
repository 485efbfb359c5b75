package org.zhiban.simulators.firepanel;

import static org.zhiban.simulators.plant.FaultKind.shownByAny;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.simulators.plant.ActiveFault;
import org.zhiban.simulators.plant.Behaviour;
import org.zhiban.simulators.plant.EquipmentKind;
import org.zhiban.simulators.plant.Readings;
import org.zhiban.simulators.plant.Setting;
import org.zhiban.simulators.plant.Step;

/**
 * A panel of several loops. Each smoke alarm is a detector of its own; loop and address show the
 * latest one, as GB/T 26875.3 gateways do.
 */
public final class FirePanel implements Behaviour {
  private static final String SMOKE_ALARM = "smoke_alarm";
  private static final String PANEL_FAULT = "panel_fault";
  private static final String SHIELDED = "shielded";
  private static final String MAINS_FAULT = "mains_fault";
  private static final String BATTERY_FAULT = "battery_fault";
  private static final int LOOPS = 4;
  private static final int DEVICES = 200;

  public static final EquipmentKind KIND =
      new EquipmentKind(
          EquipmentClass.FIRE_PANEL,
          List.of(
              shownByAny(SMOKE_ALARM, "感烟探测器报警", "A smoke detector alarms", "fire"),
              shownByAny(PANEL_FAULT, "主机故障", "Panel fault", "fault"),
              shownByAny(SHIELDED, "点位被屏蔽", "A point is shielded", "shielded", "shielded_count"),
              shownByAny(MAINS_FAULT, "主电故障", "Mains fault", "mains_fault"),
              shownByAny(BATTERY_FAULT, "备电故障", "Battery fault", "battery_fault")),
          FirePanel::new);

  private static final Detector NONE = new Detector(0, 0);

  /** Seconds on the clock for which a detector is shown at least. */
  private static final double SHOWN_SECONDS = 4;

  private final RandomGenerator random;
  private final Map<String, Detector> detectors = new HashMap<>();
  private String shown = "";
  private double shownFor;

  /** Where a detector sits. */
  private record Detector(int loop, int address) {}

  private FirePanel(Setting setting) {
    random = setting.random();
  }

  @Override
  public void step(Step step, Readings readings) {
    List<ActiveFault> fires = step.faults().named(SMOKE_ALARM);
    detectors.keySet().retainAll(fires.stream().map(ActiveFault::id).toList());
    Detector latest = latest(fires, step);
    int shielded = step.faults().named(SHIELDED).size();
    readings.flag("fire", !fires.isEmpty());
    readings.number("fire_count", fires.size());
    readings.number("loop_no", latest.loop());
    readings.number("device_no", latest.address());
    readings.text(
        "zone_text", fires.isEmpty() ? "" : latest.loop() + "回路" + latest.address() + "号");
    readings.flag("fault", step.has(PANEL_FAULT));
    readings.flag("shielded", shielded > 0);
    readings.number("shielded_count", shielded);
    readings.flag("mains_fault", step.has(MAINS_FAULT));
    readings.flag("battery_fault", step.has(BATTERY_FAULT));
    for (String resting :
        List.of("supervisory", "started", "feedback", "delay", "bus_fault", "manual")) {
      readings.flag(resting, false);
    }
  }

  /** Of several that came at once each is shown for a while, so that a reader sees them all. */
  private Detector latest(List<ActiveFault> fires, Step step) {
    fires.forEach(fire -> detectors.computeIfAbsent(fire.id(), _ -> anotherDetector()));
    shownFor += step.seconds();
    List<String> ids = fires.stream().map(ActiveFault::id).toList();
    int at = ids.indexOf(shown);
    if (ids.isEmpty()) {
      shown = "";
      return NONE;
    }
    boolean next = at < ids.size() - 1 && shownFor > step.visible(SHOWN_SECONDS);
    if (at < 0 || next) {
      shown = ids.get(at >= 0 ? at + 1 : shown.isEmpty() ? 0 : ids.size() - 1);
      shownFor = 0;
    }
    return detectors.getOrDefault(shown, NONE);
  }

  /** One that is not in alarm yet. */
  private Detector anotherDetector() {
    Detector chosen;
    do {
      chosen = new Detector(random.nextInt(1, LOOPS + 1), random.nextInt(1, DEVICES + 1));
    } while (detectors.containsValue(chosen));
    return chosen;
  }
}
