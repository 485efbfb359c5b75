package org.zhiban.rules.followup;

import java.util.HashMap;
import java.util.Map;
import org.zhiban.model.alarm.Alarm;
import org.zhiban.model.site.Site;

/** Which equipments have alarms that stand because of another alarm, by the rule of that one. */
public final class HeldByCause {
  private record Held(String cause, String equipment) {}

  private final Map<String, Held> byAlarm = new HashMap<>();
  private final Majors majors;

  public HeldByCause(Site site) {
    this.majors = new Majors(site);
  }

  /** Hears how an alarm stands now. */
  public void hear(Alarm alarm) {
    majors
        .cause(alarm)
        .ifPresentOrElse(
            cause -> byAlarm.put(alarm.id(), new Held(cause, alarm.equipment())),
            () -> byAlarm.remove(alarm.id()));
  }

  /** How many equipments, other than its own, a rule holds. */
  public int equipments(String cause) {
    return Math.toIntExact(
        byAlarm.values().stream()
            .filter(held -> held.cause().equals(cause))
            .map(Held::equipment)
            .filter(equipment -> !cause.startsWith(equipment + "/"))
            .distinct()
            .count());
  }
}
