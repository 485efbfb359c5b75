package org.zhiban.model.equipment;

import java.util.Locale;

/** Whether an equipment can be believed and used. */
public enum EquipmentStatus {
  /** All its points answer. */
  ONLINE,
  /** Some do not. */
  DEGRADED,
  /** None does. */
  OFFLINE,
  /** Taken out by a permit. */
  OUT_OF_SERVICE,
  /** It has no telemetry. */
  UNMONITORED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
