package org.zhiban.model.site;

import java.time.LocalTime;

/** A shift of the day; {@code to} before {@code from} passes midnight. */
public record Shift(String id, LocalTime from, LocalTime to) {
  /** Whether a time of the day is within it. */
  public boolean covers(LocalTime time) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }
}
