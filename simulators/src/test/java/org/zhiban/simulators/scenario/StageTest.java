package org.zhiban.simulators.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhiban.simulators.TestSite.bitOf;
import static org.zhiban.simulators.TestSite.point;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.Scenario;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.plant.ActiveFault;
import org.zhiban.simulators.plant.Plant;

class StageTest {
  private static final Site SITE =
      site(
          step(30, "fire-1", "smoke_alarm", 60),
          step(10, "fire-1", "panel_fault", 0),
          step(35, "fire-1", "smoke_alarm", 60));

  private Instant now = Instant.parse("2026-11-22T03:12:00Z");
  private final Plant plant =
      Twins.models(SITE, new TwinOptions(1, 1, () -> now, OptionalInt.empty()));
  private final Stage stage = new Stage(plant, SITE.scenarios(), () -> now);

  private static Site site(Scenario.Step... steps) {
    return TestSite.aSite()
        .modbus("line", new ModbusConnection.Tcp("10.0.0.1", 502))
        .equipment(
            "fire-1",
            "fire_panel",
            "line",
            1,
            point("fire", PointKind.BINARY, bitOf(0, 1)),
            point("fault", PointKind.BINARY, bitOf(0, 2)))
        .scenario("night", steps)
        .build();
  }

  private static Scenario.Step step(long at, String equipment, String fault, long lasts) {
    return new Scenario.Step(
        Duration.ofSeconds(at),
        equipment,
        fault,
        lasts == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(lasts)),
        TestSite.HERE);
  }

  private List<String> faultsAfter(long seconds) {
    for (long second = 0; second < seconds; second++) {
      now = now.plusSeconds(1);
      stage.advance();
      plant.advance();
    }
    return plant.faults().stream().map(ActiveFault::fault).toList();
  }

  @Test
  void everyStepBeginsAtItsTimeAndLastsAsLongAsItSays() {
    assertThat(stage.play("night")).isTrue();

    assertThat(faultsAfter(9)).isEmpty();
    assertThat(faultsAfter(2)).containsExactly("panel_fault");
    assertThat(faultsAfter(25)).containsExactly("panel_fault", "smoke_alarm", "smoke_alarm");
    assertThat(faultsAfter(60)).containsExactly("panel_fault");
    assertThat(stage.playing()).as("a fault without an end is still on").contains("night");
  }

  @Test
  void whoStopsAPlayEndsItsFaultsAndNoOthers() {
    plant.start("fire-1", "smoke_alarm", Optional.empty());
    stage.play("night");
    faultsAfter(40);

    stage.stop();

    assertThat(faultsAfter(100)).containsExactly("smoke_alarm");
    assertThat(stage.playing()).isEmpty();
  }

  @Test
  void playingAgainBeginsAnew() {
    stage.play("night");
    faultsAfter(32);
    stage.play("night");

    assertThat(faultsAfter(9)).isEmpty();
    assertThat(faultsAfter(3)).containsExactly("panel_fault");
  }

  @Test
  void whatIsNotOnTheListIsNotPlayed() {
    assertThat(stage.play("day")).isFalse();
    assertThat(stage.known()).containsOnlyKeys("night");
  }

  @Test
  void aStepThatNoTwinCanPlayIsNamedWithWhatItCan() {
    assertThat(Twins.misfits(SITE)).isEmpty();
    assertThat(Twins.misfits(site(step(0, "fire-1", "dry_run", 5))))
        .singleElement()
        .satisfies(
            misfit -> {
              assertThat(misfit.what()).isEqualTo("fire-1 cannot show dry_run");
              assertThat(misfit.remedy()).startsWith("it can show: ").contains("smoke_alarm");
            });
    assertThat(Twins.misfits(site(step(0, "lift", "offline", 5))))
        .singleElement()
        .satisfies(misfit -> assertThat(misfit.remedy()).isEqualTo("one of: fire-1"));
  }
}
