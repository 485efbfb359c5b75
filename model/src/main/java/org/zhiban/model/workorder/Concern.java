package org.zhiban.model.workorder;

import java.util.Locale;

/** What a customer has to say that is no fault. */
public enum Concern {
  /** A complaint: minor, important or major, as its order's severity is [R21]. */
  COMPLAINT,
  /** Something that is asked for or suggested [R11]. */
  DEMAND;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
