package org.zhiban.model.workorder;

import java.util.Locale;

/** How grave the fault is [R14]; drives the resolution clock. */
public enum Severity {
  MINOR,
  MODERATE,
  SERIOUS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
