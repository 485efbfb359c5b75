package org.zhiban.rules.alarm;

import java.util.Set;
import org.zhiban.model.telemetry.PointTable;

/** A checked expression over points. */
public interface PointPredicate {
  /** Judges the values as they stand; unknown where it hangs on a bad one. */
  Truth test(PointTable table);

  /** The numbers of the points that it names. */
  Set<Integer> points();
}
