package org.zhiban.model.workorder;

import java.util.Locale;

/** What a person may do with an order. */
public enum OrderAction {
  TRIAGE,
  APPROVE,
  REJECT,
  DISPATCH,
  ACCEPT,
  ARRIVE,
  START,
  REQUEST_HOLD,
  GRANT_HOLD,
  RESUME,
  COMPLETE,
  VERIFY,
  VISIT,
  REOPEN,
  CANCEL;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
