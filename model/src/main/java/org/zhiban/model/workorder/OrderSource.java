package org.zhiban.model.workorder;

import java.util.Locale;

/** Where an order comes from. */
public enum OrderSource {
  ALARM,
  PLAN,
  PATROL,
  REPORT;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
