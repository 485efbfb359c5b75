package org.zhiban.model.workorder;

import java.util.Locale;

/** How soon somebody must come [R3]; drives the response clocks. */
public enum Urgency {
  URGENT,
  NORMAL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
