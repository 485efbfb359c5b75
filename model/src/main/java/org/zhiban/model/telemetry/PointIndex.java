package org.zhiban.model.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Numbers the points of one loaded site from 0, so that samples and tables can use plain arrays. A
 * number holds for as long as the loaded site does; what outlives it (history, operations) goes by
 * {@link PointRef}.
 */
public final class PointIndex {
  private final List<PointRef> refs;
  private final Map<PointRef, Integer> numbers;

  /** Numbers the given points in the given order; a repeated point is refused. */
  public PointIndex(List<PointRef> refs) {
    this.refs = List.copyOf(refs);
    this.numbers = HashMap.newHashMap(refs.size());
    for (int number = 0; number < this.refs.size(); number++) {
      if (numbers.put(this.refs.get(number), number) != null) {
        throw new IllegalArgumentException("point twice: " + this.refs.get(number));
      }
    }
  }

  public int size() {
    return refs.size();
  }

  /** The point of a number in {@code [0, size)}. */
  public PointRef ref(int number) {
    return refs.get(number);
  }

  /** The number of a point, or empty where the site has none such. */
  public OptionalInt find(PointRef ref) {
    Integer number = numbers.get(ref);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The number of a point that must exist. */
  public int number(PointRef ref) {
    return find(ref).orElseThrow(() -> new IllegalArgumentException("no such point: " + ref));
  }

  public List<PointRef> refs() {
    return refs;
  }
}
