package org.zhiban.benchmarks;

/** How much is measured. */
public enum Scale {
  /** About a second each: whether it works at all; its figures mean nothing. */
  SMALLEST,
  /** Less than a minute in all: enough to see a change of a fifth. */
  QUICK,
  /** Minutes: for the record. */
  FULL
}
