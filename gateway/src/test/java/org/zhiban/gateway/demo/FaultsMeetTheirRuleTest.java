package org.zhiban.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zhiban.model.site.Site;

/** A fault raises the rule that is meant for it, once, and no other; its end clears it. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsMeetTheirRuleTest {
  private static final Site DEMO = NormalLifeTest.demo();
  private static final Site EXAMPLE = org.zhiban.gateway.config.ExampleSite.whole().site();

  /** Eight in the morning, when everything is in use. */
  private static final Instant MORNING = Instant.parse("2026-11-22T00:00:00Z");

  /** A share of the last fifty cars takes fifty cars to heal; everything else an hour at most. */
  private static final int MINUTES_TO_RECOVER = 180;

  /** For what a fault might leave behind to show. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  /** More are for a person with time: {@code -Dzhiban.seeds=20}. */
  private static final int SEEDS = Integer.getInteger("zhiban.seeds", 1);

  @ParameterizedTest
  @CsvSource({
    "feeder-1, phase_loss, voltage, 2",
    "feeder-1, over_voltage, voltage, 2",
    "feeder-1, unbalance, unbalance, 20",
    "transformer-1, overheat, winding_hot, 8",
    "transformer-1, fan_fault, fan_failed, 2",
    "transformer-1, sensor_fault, sensor_failed, 2",
    "generator-1, start_failure, failed_to_start, 1",
    "generator-1, low_fuel, fuel_low, 8",
    "generator-1, low_battery, battery_low, 4",
    "generator-1, not_auto, not_in_auto, 12",
    "ups-1, mains_lost, feeds_from_battery, 3",
    "ups-1, overload, overloaded, 3",
    "ups-1, battery_fault, battery_worn, 3",
    "ups-1, bypass, on_bypass, 3",
    "low-pump-1, dry_run, dry_run, 3",
    "low-pump-2, dry_run, dry_run, 3",
    "low-pump-2, low_pressure, low_pressure, 5",
    "high-pump-1, low_pressure, low_pressure, 5",
    "high-pump-1, trip, trip, 5",
    "high-pump-2, trip, trip, 5",
    "low-pump-1, overheat, motor_heating, 5", // longer, and it is hot as well
    "tank-1, low_level, level_low, 4",
    "tank-1, overflow, overflowing, 2",
    "sump-ramp, high_level, flooding, 2",
    "sump-ramp, trip, trip, 60",
    "water-main, leak, leak_suspected, 15",
    "water-main, reverse, flows_back, 3",
    "water-main, low_pressure, main_pressure, 8",
    "hydrant-pump, not_auto, not_in_auto, 3",
    "hydrant-pump, mains_lost, power_lost, 3",
    "hydrant-pump, trip, trip, 3",
    "sprinkler-pump, low_pressure, main_pressure, 3",
    "jockey-pump, trip, trip, 10",
    "jockey-pump, not_auto, not_in_auto, 3",
    "fire-1, smoke_alarm, fire_alarm, 2",
    "fire-1, panel_fault, panel_fault, 2",
    "fire-1, shielded, more_shielded, 2",
    "fire-1, mains_fault, on_battery, 3",
    "fire-1, battery_fault, battery_failed, 3",
    "fire-1, offline, silent, 4",
    "lift-a1, entrapment, entrapment, 5",
    "lift-a2, mains_lost, mains_lost, 5",
    "lift-b1, overspeed, overspeed, 5",
    "lift-b1, door_cycling, door_cycling, 12",
    "lift-a1, offline, silent, 8",
    "door-b2-e, held_open, held, 5",
    "door-b2-e, forced_open, forced, 3",
    "door-a, denied_burst, denials, 4",
    "door-power, tamper, tampered, 2",
    "door-power, offline, offline, 6",
    "gate-n-in, no_plate, no_plate, 4",
    "gate-n-out, boom_stuck, boom_not_down, 4", // longer, and it is up for long as well
    "gate-n-in, low_confidence, low_confidence, 30",
    "gate-n-out, offline, offline, 6",
  })
  void inTheDemoSite(String equipment, String fault, String rule, int minutes) {
    meetsExactly(DEMO, equipment, fault, rule, minutes);
  }

  @ParameterizedTest
  @CsvSource({
    "feeder-1, phase_loss, voltage, 5",
    "feeder-1, over_voltage, voltage, 5",
    "feeder-1, unbalance, unbalance, 20",
    "pump-b1, dry_run, dry_run, 5",
    "pump-b2, dry_run, dry_run, 5",
    "pump-b1, low_pressure, low_pressure, 5",
    "pump-b2, overheat, motor_heating, 8",
    "fire-1, smoke_alarm, fire_alarm, 5",
    "fire-1, panel_fault, panel_fault, 5",
    "fire-1, shielded, more_shielded, 5",
    "fire-1, mains_fault, on_battery, 5",
    "lift-a1, entrapment, entrapment, 5",
    "lift-a1, mains_lost, mains_lost, 5",
    "door-b2-e, held_open, held, 5",
    "door-b2-e, forced_open, forced, 5",
    "door-b2-e, denied_burst, denials, 5",
    "gate-n, no_plate, no_plate, 5",
    "gate-n, low_confidence, low_confidence, 30",
    "gate-n, offline, offline, 6",
  })
  void inTheExampleSite(String equipment, String fault, String rule, int minutes) {
    meetsExactly(EXAMPLE, equipment, fault, rule, minutes);
  }

  private static void meetsExactly(
      Site site, String equipment, String fault, String rule, int minutes) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      LivingSite living = new LivingSite(site, seed, MORNING);
      living.live(Duration.ofMinutes(2).plusSeconds(7 * seed));
      var started = living.plant().start(equipment, fault, Optional.empty());
      living.live(Duration.ofMinutes(minutes));
      assertThat(living.raised()).as("seed %s", seed).isEqualTo(List.of(equipment + "/" + rule));
      living.plant().end(started.id());
      for (int minute = 0; minute < MINUTES_TO_RECOVER && !living.active().isEmpty(); minute++) {
        living.live(Duration.ofMinutes(1));
      }
      living.live(AFTERWARDS);
      assertThat(living.raised()).as("after its end, seed %s", seed).hasSize(1);
      assertThat(living.active()).as("after its end, seed %s", seed).isEmpty();
    }
  }
}
