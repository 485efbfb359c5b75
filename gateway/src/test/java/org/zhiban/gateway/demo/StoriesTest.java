package org.zhiban.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.rules.alarm.SiteWork;

/** The stories of the demo site raise what they are told for, and nothing else. */
class StoriesTest {
  /** Twelve past three at night. */
  private static final Instant NIGHT = Instant.parse("2026-11-21T19:12:00Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "blackout  | feeder-1/voltage, lift-a1/mains_lost, lift-a2/mains_lost, lift-b1/entrapment",
        "high-zone | high-pump-1/trip, high-pump-2/trip, high-pump-1/high_zone_pressure_lost,"
            + " high-pump-1/low_pressure, high-pump-2/low_pressure",
        "hot-work  | fire-1/more_shielded, fire-1/fire_alarm, fire-1/fire_alarm",
      })
  void eachRaisesWhatItIsToldFor(String story, String alarms) {
    LivingSite living = new LivingSite(NormalLifeTest.demo(), 1, NIGHT);
    living.live(Duration.ofMinutes(2));
    living.play(story);
    living.live(Duration.ofMinutes(10));

    assertThat(living.raised()).containsExactlyInAnyOrder(alarms.split(", "));
  }

  /** The permit explains the disabled detectors and silences no fire; its end is an alarm. */
  @Test
  void theHotWorkPermitEndsWithTheDetectorsStillDisabled() {
    LivingSite living = new LivingSite(NormalLifeTest.demo(), 1, NIGHT);
    living.live(Duration.ofMinutes(2));
    living.work(
        new SiteWork.Permitted(
            "ZY-20261122-001",
            Set.of("fire-1"),
            living.now(),
            living.now().plus(Duration.ofMinutes(15))));
    living.play("hot-work");
    living.live(Duration.ofMinutes(14));
    assertThat(living.raised())
        .containsExactlyInAnyOrder(
            "fire-1/more_shielded", "fire-1/fire_alarm", "fire-1/fire_alarm");
    living.live(Duration.ofMinutes(1));
    assertThat(living.raised().getLast()).isEqualTo("fire-1/still_shielded");
  }

  /** Without a permit nobody waits for its end. */
  @Test
  void disabledDetectorsWithoutAPermitAreAnAlarmAfterTenMinutes() {
    LivingSite living = new LivingSite(NormalLifeTest.demo(), 1, NIGHT);
    living.live(Duration.ofMinutes(2));
    living.play("hot-work");
    living.live(Duration.ofMinutes(11));
    assertThat(living.raised().getLast()).isEqualTo("fire-1/still_shielded");
  }
}
