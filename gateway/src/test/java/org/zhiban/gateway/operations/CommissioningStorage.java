package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.telemetry.PointRef;

/** The commissioning sheet. */
interface CommissioningStorage extends StoreUnderTest {
  private static SignedReading reading(String point, String entered, Optional<String> tolerance) {
    return new SignedReading(
        new PointRef("meter-1", point),
        "mains unit 3 input 0 FLOAT32",
        Optional.of("230.2"),
        "good",
        Optional.of(Given.T0),
        entered,
        tolerance,
        true,
        "",
        "chen",
        Given.T0);
  }

  @Test
  default void a_signed_reading_comes_back_as_it_was_after_a_restart() {
    SignedReading number = reading("voltage_a", "230", Optional.of("4.6"));
    SignedReading unread =
        new SignedReading(
            new PointRef("meter-1", "model"),
            "mains unit 3 holding 9 STRING",
            Optional.empty(),
            "bad",
            Optional.empty(),
            "SDM630",
            Optional.empty(),
            false,
            "无读数, \"no\" reading",
            "wang",
            Given.T0);
    write(store(), tx -> tx.sign(number));
    write(store(), tx -> tx.sign(unread));
    assertThat(listed(reopened(), OperationsQueries::signedReadings))
        .containsExactly(unread, number);
  }

  @Test
  default void a_point_signed_again_stands_once_with_its_newest_reading() {
    write(store(), tx -> tx.sign(reading("voltage_a", "230", Optional.of("4.6"))));
    SignedReading newer = reading("voltage_a", "231", Optional.empty());
    write(store(), tx -> tx.sign(newer));
    assertThat(listed(OperationsQueries::signedReadings)).containsExactly(newer);
  }
}
