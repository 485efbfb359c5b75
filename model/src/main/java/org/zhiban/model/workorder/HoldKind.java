package org.zhiban.model.workorder;

import java.util.Locale;

/** What an order on hold waits for. */
public enum HoldKind {
  PARTS,
  APPROVAL,
  /** Nobody lets the technician in. */
  ACCESS,
  /** The hours in which the work is allowed. */
  WINDOW,
  CONTRACTOR,
  WEATHER,
  OTHER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
