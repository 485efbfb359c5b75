package org.zhiban.drivers.modbus;

import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** The units of a link and their breakers. */
final class Units {
  private final TreeMap<Integer, UnitBreaker> breakers = new TreeMap<>();

  Units(Iterable<PlannedRead> reads, RandomGenerator random) {
    for (PlannedRead read : reads) {
      breakers.computeIfAbsent(read.unit(), _ -> new UnitBreaker(random));
    }
  }

  UnitBreaker breaker(PlannedRead read) {
    UnitBreaker breaker = breakers.get(read.unit());
    if (breaker == null) {
      throw new IllegalArgumentException(read + " is of no unit of this link");
    }
    return breaker;
  }

  Set<Integer> ids() {
    return breakers.keySet();
  }

  /** Whether no unit but the given one is thought to answer. */
  boolean allTrippedBut(UnitBreaker one) {
    return breakers.values().stream().allMatch(other -> other == one || other.tripped());
  }

  /** Lets every unit be asked at once. */
  void askAllAgain(long now) {
    breakers.values().forEach(breaker -> breaker.askAgain(now));
  }
}
