package org.zhiban.drivers.modbus;

import java.util.ArrayList;
import java.util.List;
import org.zhiban.drivers.DrivenPoint;

/**
 * Finds out what of a refused read the device does answer: ask {@link #next()}, tell {@link
 * #answered}, until {@link #done()}. From the left it looks for the longest stretch of points that
 * is answered, by halving; a point that is refused alone is set aside.
 *
 * <p>Takes about log2(points) requests for each bad place, and one for each point where the device
 * refuses all.
 */
final class Bisection {
  private final PlannedRead refused;
  private final List<DrivenPoint> points;
  private final List<PlannedRead> answered = new ArrayList<>();
  private final List<DrivenPoint> refusedPoints = new ArrayList<>();

  /** The stretch begins at {@code from}, is good up to {@code good}, refused from {@code bad}. */
  private int from;

  private int good;
  private int bad;

  /** Whether all that is left was refused, so that the whole need not be asked. */
  private boolean wholeRefused = true;

  private int asked;

  Bisection(PlannedRead refused) {
    this.refused = refused;
    points = refused.points();
    begin(0);
  }

  private void begin(int at) {
    from = at;
    good = at;
    bad = points.size() + 1;
  }

  boolean done() {
    return from >= points.size();
  }

  /** The read to try next. */
  PlannedRead next() {
    if (good == from) {
      asked = from + 1;
    } else if (bad > points.size()) {
      asked = points.size();
    } else {
      asked = (good + bad) >>> 1;
    }
    return read(from, asked);
  }

  /** What came of {@link #next()}. */
  void answered(boolean byValues) {
    if (byValues) {
      good = asked;
    } else if (asked == from + 1) {
      refusedPoints.add(points.get(from));
      wholeRefused = false;
      begin(from + 1);
      return;
    } else {
      bad = asked;
    }
    if (wholeRefused) {
      bad = points.size();
      wholeRefused = false;
    }
    if (good == points.size() || bad - good == 1) {
      answered.add(read(from, good));
      begin(good);
    }
  }

  /** The reads that the device answers, in order; each as long as it can be. */
  List<PlannedRead> readable() {
    return answered;
  }

  /** A read for each point that was refused even alone. */
  List<PlannedRead> refused() {
    return refusedPoints.stream().map(points::indexOf).map(at -> read(at, at + 1)).toList();
  }

  private PlannedRead read(int first, int last) {
    List<DrivenPoint> part = points.subList(first, last);
    int start = ReadPlan.source(part.getFirst()).address();
    int end =
        part.stream()
            .map(ReadPlan::source)
            .mapToInt(source -> source.address() + ReadPlan.width(source))
            .max()
            .orElseThrow();
    return new PlannedRead(
        refused.unit(), refused.table(), refused.every(), start, end - start, part);
  }

  /** For people: what was learnt. */
  String words() {
    List<String> found = new ArrayList<>();
    for (int index = 1; index < answered.size(); index++) {
      int end = answered.get(index - 1).end();
      int next = answered.get(index).address();
      if (next > end) {
        found.add(
            "the device does not answer across " + end + " to " + (next - 1) + ", read around it");
      } else {
        found.add("the device does not answer across " + next + ", read in two");
      }
    }
    for (DrivenPoint point : refusedPoints) {
      found.add("the device refuses " + point.ref() + " at " + ReadPlan.source(point).address());
    }
    return refused + ": " + String.join("; ", found);
  }
}
