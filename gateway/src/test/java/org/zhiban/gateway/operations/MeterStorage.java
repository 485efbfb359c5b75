package org.zhiban.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.meter.Dial;
import org.zhiban.model.meter.Meter;
import org.zhiban.model.meter.Reading;

/** Meters that people read by eye, and what they read. */
interface MeterStorage extends StoreUnderTest {
  private static Meter meter(String id, Optional<Meter.Stop> stop) {
    return new Meter(
        id,
        "公区照明",
        Meter.Measure.ELECTRICITY,
        "kWh",
        Optional.of("B1 配电房"),
        Meter.Scope.TENANT,
        Optional.of("3-1201"),
        stop,
        new Dial(Optional.of("2026-001"), 5, new BigDecimal("0.100001")),
        0,
        Given.T0,
        Optional.empty(),
        1);
  }

  private static Optional<Meter.Stop> stop(int position) {
    return Optional.of(new Meter.Stop("电表", position));
  }

  private static Reading reading(String meter, int number, String value, long second) {
    return new Reading(
        meter,
        number,
        new BigDecimal(value),
        Given.T0.plusSeconds(second),
        "张师傅",
        "he-lin",
        Given.T0.plusSeconds(900),
        number == 2,
        number == 3,
        Optional.of("表箱无锁"),
        Optional.of(
                new Reading.Exchange(
                    new Dial(Optional.of("2026-002"), 6, new BigDecimal("80")),
                    new BigDecimal("0.0001")))
            .filter(_ -> number == 2),
        Optional.empty());
  }

  @Test
  default void meters_and_readings_come_back_digit_by_digit_after_a_restart() {
    Meter changed = meter("EM-1", stop(10)).read().read();
    Reading gone =
        reading("EM-1", 1, "99999.0001", 5)
            .voided(new Reading.Voiding("ma", Given.T0.plusSeconds(950), "看错表"));
    write(
        store(),
        tx -> {
          tx.meters().add(meter("EM-1", stop(10)));
          tx.meters().add(meter("EM-3", Optional.empty()));
          tx.meters().add(meter("EM-2", stop(9)));
          tx.meters().save(meter("EM-1", stop(10)).read());
          tx.meters().add(reading("EM-1", 1, "99999.0001", 5));
        });
    write(
        store(),
        tx -> {
          tx.meters().voided(gone);
          tx.meters().save(changed);
          tx.meters().add(reading("EM-1", 2, "12", 5));
          tx.meters().add(reading("EM-1", 3, "4.1", 30));
          tx.meters().add(reading("EM-2", 1, "7", 20));
        });
    reopened();
    assertThat(found(q -> q.meters().meter("EM-1"))).contains(changed);
    assertThat(listed(q -> q.meters().meters()))
        .extracting(Meter::id)
        .containsExactly("EM-3", "EM-2", "EM-1");
    Reading second = reading("EM-1", 2, "12", 5);
    Reading third = reading("EM-1", 3, "4.1", 30);
    Reading other = reading("EM-2", 1, "7", 20);
    assertThat(listed(q -> q.meters().readings("EM-1"))).containsExactly(gone, second, third);
    assertThat(found(q -> q.meters().reading("EM-1", 1))).contains(gone);
    assertThat(listed(q -> q.meters().standing())).containsExactly(second, third, other);
    assertThat(listed(q -> q.meters().exchanges())).containsExactly(second);
    assertThat(listed(q -> q.meters().lastBefore(Given.T0.plusSeconds(30))))
        .containsExactly(second, other);
    assertThat(listed(q -> q.meters().lastBefore(Given.T0.plusSeconds(31))))
        .containsExactly(third, other);
  }

  @Test
  default void the_store_itself_keeps_one_reading_of_a_moment() {
    write(
        store(),
        tx -> {
          tx.meters().add(meter("EM-1", stop(1)));
          tx.meters().add(reading("EM-1", 1, "1", 5));
        });
    assertThatThrownBy(() -> write(store(), tx -> tx.meters().add(reading("EM-1", 2, "2", 5))))
        .isInstanceOf(ChangeRefusedException.class);
    assertThatThrownBy(() -> write(store(), tx -> tx.meters().add(meter("EM-1", Optional.empty()))))
        .isInstanceOf(ChangeRefusedException.class);
    assertThatThrownBy(() -> write(store(), tx -> tx.meters().save(meter("EM-1", stop(1)))))
        .isInstanceOf(IllegalArgumentException.class);
    Reading none = reading("EM-1", 9, "1", 5).voided(new Reading.Voiding("ma", Given.T0, "none"));
    assertThatThrownBy(() -> write(store(), tx -> tx.meters().voided(none)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(listed(q -> q.meters().standing())).hasSize(1);
  }
}
