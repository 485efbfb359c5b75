package org.zhiban.gateway.operations;

import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;

/** What can be recorded of meters. */
public interface MeterRecords extends MeterQueries {
  /** Puts a meter on the register; a number is given once. */
  void add(Meter meter);

  /**
   * Saves a meter that is there, one version more than stored.
   *
   * @throws IllegalArgumentException where it is not there so
   */
  void save(Meter meter);

  /**
   * Adds a reading; the store itself refuses a second one of the same time.
   *
   * @throws ChangeRefusedException then
   */
  void add(Reading reading);

  /**
   * Saves that a reading is void.
   *
   * @throws IllegalArgumentException where none stands under this number
   */
  void voided(Reading reading);
}
