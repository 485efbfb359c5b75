package org.zhiban.simulators.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.zhiban.simulators.TestSite.bit;
import static org.zhiban.simulators.TestSite.point;
import static org.zhiban.simulators.TestSite.register;
import static org.zhiban.simulators.TestSite.states;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhiban.model.site.Condition.Limit;
import org.zhiban.model.site.Condition.LimitKind;
import org.zhiban.model.site.Condition.Threshold;
import org.zhiban.model.site.ModbusConnection;
import org.zhiban.model.site.PointSource.DataType;
import org.zhiban.model.site.PointSource.Table;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.simulators.TestSite;
import org.zhiban.simulators.TwinOptions;
import org.zhiban.simulators.Twins;
import org.zhiban.simulators.plant.Snapshot.Reach;

class PlantTest {
  private static final Site SITE =
      TestSite.aSite()
          .modbus("line", new ModbusConnection.Tcp("10.0.0.1", 502))
          .equipment(
              "pump",
              "pump",
              "line",
              1,
              List.of(
                  analog("outlet_pressure", "kPa", 0),
                  analog("inlet_pressure", "MPa", 1),
                  analog("motor_temp", "°C", 2),
                  analog("of_its_own", "x", 3),
                  point("running", PointKind.BINARY, bit(Table.DISCRETE, 0))),
              Map.of(
                  "low",
                  TestSite.limits(
                      "low",
                      new Threshold(
                          List.of(new PointRef("pump", "outlet_pressure")),
                          0,
                          List.of(
                              new Limit(LimitKind.LOW, 800, Optional.empty(), Optional.empty()))))))
          .equipment(
              "other",
              "kiln",
              "line",
              2,
              analog("heat", "°C", 0),
              point("lamp", PointKind.BINARY, bit(Table.DISCRETE, 0)),
              states("mode", register(Table.HOLDING, 0, DataType.UINT16), "4", "off", "7", "auto"))
          .build();

  private Instant now = Instant.parse("2026-11-22T01:00:00Z");
  private Plant plant = plant(1);

  private static org.zhiban.model.site.PointSpec analog(String id, String unit, int address) {
    return point(id, PointKind.ANALOG, unit, register(Table.INPUT, address, DataType.FLOAT32));
  }

  private Plant plant(double speed) {
    return Twins.models(SITE, new TwinOptions(speed, 5, () -> now, OptionalInt.empty()));
  }

  @BeforeEach
  void begin() {
    pass(Duration.ofSeconds(5));
  }

  private void pass(Duration duration) {
    for (long second = 0; second < duration.toSeconds(); second++) {
      now = now.plusSeconds(1);
      plant.advance();
    }
  }

  private EquipmentTwin twin(String equipment) {
    return Optional.ofNullable(plant.twins().get(equipment)).orElseThrow();
  }

  private double value(String equipment, String point) {
    EquipmentTwin twin = twin(equipment);
    return twin.snapshot().numbers().get(twin.position(point).orElseThrow());
  }

  @Test
  void aPlantWorksInsideTheLimitsOfItsOwnRulesInTheirUnit() {
    assertThat(value("pump", "outlet_pressure")).isBetween(860.0, 1000.0);
    assertThat(value("pump", "inlet_pressure")).isBetween(0.15, 0.25);
  }

  @Test
  void whatNoModelKnowsSwingsOrRests() {
    assertThat(value("other", "heat")).isBetween(0.0, 100.0);
    assertThat(value("other", "lamp")).isZero();
    assertThat(value("other", "mode")).isEqualTo(1);
    double before = value("pump", "of_its_own");
    pass(Duration.ofMinutes(5));
    assertThat(value("pump", "of_its_own")).isNotEqualTo(before);
  }

  @Test
  void aFaultShowsAndEndsByItself() {
    plant.start("pump", "dry_run", Optional.of(Duration.ofMinutes(1)));
    pass(Duration.ofSeconds(10));
    assertThat(value("pump", "inlet_pressure")).isZero();
    assertThat(value("pump", "running")).isEqualTo(1);
    pass(Duration.ofMinutes(1));
    assertThat(plant.faults()).isEmpty();
    assertThat(value("pump", "inlet_pressure")).isGreaterThan(0.15);
  }

  @Test
  void stuckValuesStandAndComeBackToLife() {
    var fault = plant.start("pump", "stuck", Optional.empty());
    pass(Duration.ofSeconds(2));
    List<Double> stuck = twin("pump").snapshot().numbers();
    pass(Duration.ofMinutes(3));
    assertThat(twin("pump").snapshot().numbers()).isEqualTo(stuck);
    assertThat(twin("pump").snapshot().reach()).isEqualTo(Reach.ANSWERS);
    plant.end(fault.id());
    pass(Duration.ofSeconds(2));
    assertThat(twin("pump").snapshot().numbers()).isNotEqualTo(stuck);
  }

  @Test
  void noiseJumpsAboutTheTrueValueAndLeavesSwitchesAlone() {
    plant.start("pump", "noise", Optional.empty());
    double sum = 0;
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < 300; i++) {
      pass(Duration.ofSeconds(1));
      double pressure = value("pump", "outlet_pressure");
      sum += pressure;
      least = Math.min(least, pressure);
      most = Math.max(most, pressure);
      assertThat(value("pump", "running")).isEqualTo(1);
    }
    assertThat(most - least).isGreaterThan(40);
    assertThat(sum / 300).isBetween(880.0, 980.0);
  }

  @Test
  void speedChangesHowMuchHappensAndNoTimeStamp() {
    plant = plant(60);
    plant.start("pump", "overheat", Optional.empty());
    double before = value("pump", "motor_temp");
    pass(Duration.ofSeconds(5));
    assertThat(value("pump", "motor_temp")).isGreaterThan(before + 25);
    assertThat(twin("pump").snapshot().time()).isEqualTo(now);
  }

  @Test
  void theSameSeedGivesTheSameLife() {
    Instant start = now;
    List<Double> first = livedWith();
    now = start;
    assertThat(livedWith()).isEqualTo(first);
  }

  private List<Double> livedWith() {
    plant = plant(1);
    pass(Duration.ofMinutes(10));
    return twin("pump").snapshot().numbers();
  }

  @Test
  void aClockThatIsSetBackHurtsNobody() {
    double before = value("pump", "motor_temp");
    now = now.minusSeconds(3600);
    plant.advance();
    assertThat(value("pump", "motor_temp")).isEqualTo(before);
    pass(Duration.ofSeconds(2));
    assertThat(value("pump", "outlet_pressure")).isBetween(860.0, 1000.0);
  }

  @Test
  void aFaultThatPointsCannotShowIsRefusedInWords() {
    assertThatThrownBy(() -> plant.start("pump", "trip_of_the_moon", Optional.empty()))
        .hasMessageContaining("pump cannot express trip_of_the_moon; it can: offline, slow");
    assertThat(twin("other").faultKinds()).extracting(FaultKind::name).doesNotContain("dry_run");
  }
}
