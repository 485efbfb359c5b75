package org.zhiban.rules.alarm;

/** Kleene's three values. Unknown: it hangs on a point of bad quality. */
public enum Truth {
  FALSE,
  TRUE,
  UNKNOWN
}
