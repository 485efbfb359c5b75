package org.zhiban.model.visit;

import java.util.Locale;

/** Who asks after a repair [R20]. */
public enum VisitLevel {
  /** The service centre, before the order is closed. */
  DESK,
  /** The quality department, of closed orders. */
  QUALITY,
  /** The head of the service centre, of closed orders. */
  HEAD;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
