package org.zhiban.rules.followup;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Hears how an alarm stands now.
   *
   * @return the rule because of which it stands, where it did not stand so before
   */
  public Optional<String> hear(Alarm alarm) {
    Optional<String> cause = majors.cause(alarm);
    if (cause.isEmpty()) {
      byAlarm.remove(alarm.id());
      return Optional.empty();
    }
    Held held = new Held(cause.get(), alarm.equipment());
    return held.equals(byAlarm.put(alarm.id(), held)) ? Optional.empty() : cause;
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
