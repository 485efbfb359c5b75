package org.zhiban.model.site;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/** The service calendar's week. */
public record WorkingHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  public WorkingHours {
    days = Set.copyOf(days);
  }
}
