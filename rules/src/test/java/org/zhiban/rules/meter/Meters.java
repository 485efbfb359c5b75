package org.zhiban.rules.meter;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.zhiban.model.meter.Dial;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;

/** A meter of corridors' light, with a dial of three digits, and its readings. */
final class Meters {
  private Meters() {}

  static Meter meter(String ratio) {
    return new Meter(
        "EM-1",
        "Corridors",
        Meter.Measure.ELECTRICITY,
        "kWh",
        Optional.of("B1"),
        Meter.Scope.COMMON,
        Optional.empty(),
        Optional.of(new Meter.Stop("electric", 1)),
        new Dial(Optional.of("S1"), 3, new BigDecimal(ratio)),
        0,
        Instant.EPOCH,
        Optional.empty(),
        1);
  }

  static Reading.Exchange exchange(BigDecimal ratio, BigDecimal start) {
    return new Reading.Exchange(new Dial(Optional.of("S2"), 3, ratio), start);
  }

  static Reading reading(
      int number,
      BigDecimal value,
      Instant at,
      boolean rolledOver,
      Optional<Reading.Exchange> exchange) {
    return new Reading(
        "EM-1",
        number,
        value,
        at,
        "li",
        "li",
        at,
        rolledOver,
        false,
        Optional.empty(),
        exchange,
        Optional.empty());
  }

  static Reading reading(int number, String value, Instant at) {
    return reading(number, new BigDecimal(value), at, false, Optional.empty());
  }

  static Saying read(BigDecimal value, Instant at) {
    return new Saying(value, at, false, false, false);
  }

  static Saying read(String value, Instant at) {
    return read(new BigDecimal(value), at);
  }

  /** What somebody says of a reading. */
  record Saying(
      BigDecimal value, Instant at, boolean rolled, boolean confirmed, boolean exchanged) {
    Saying rolled(boolean so) {
      return new Saying(value, at, so, confirmed, exchanged);
    }

    Saying confirmed(boolean so) {
      return new Saying(value, at, rolled, so, exchanged);
    }

    Saying exchanged(boolean so) {
      return new Saying(value, at, rolled, confirmed, so);
    }

    Metering.Read said() {
      return new Metering.Read(
          value,
          at,
          "li",
          rolled,
          confirmed,
          Optional.empty(),
          exchanged
              ? Optional.of(
                  new Metering.Exchanged(
                      new Metering.Counter(Optional.of("S2"), 3, BigDecimal.TEN), BigDecimal.ONE))
              : Optional.empty());
    }
  }
}
