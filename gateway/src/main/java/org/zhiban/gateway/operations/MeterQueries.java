package org.zhiban.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;

/** What can be asked of meters that people read by eye. */
public interface MeterQueries {
  Optional<Meter> meter(String id);

  /** The whole register, what is retired too, by route, position and number. */
  List<Meter> meters();

  /** One of a meter's readings, also where it is void. */
  Optional<Reading> reading(String meter, int number);

  /** All readings of a meter, what is void too, by the times at which they were read. */
  List<Reading> readings(String meter);

  /** All readings that count, by meter and time. */
  List<Reading> standing();

  /** Of each meter the last reading that counts, of those that were read before a time. */
  List<Reading> lastBefore(Instant time);

  /** All exchanges that count, by meter and time. */
  List<Reading> exchanges();
}
