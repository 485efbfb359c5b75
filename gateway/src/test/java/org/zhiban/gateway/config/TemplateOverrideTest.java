package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.gateway.config.problem.Problem;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.SourcePosition;

/** What an equipment says lies over what its template says. */
class TemplateOverrideTest {
  private static ExampleSite pumpWith(String more) {
    return ExampleSite.whole()
        .with(
            "site.yaml",
            "unit: 2, parent: feeder-1 }",
            "unit: 2, parent: feeder-1, " + more + " }");
  }

  private static Equipment pump(String more) {
    return get(pumpWith(more).site().equipment(), "pump-b2");
  }

  private static <V> V get(Map<String, V> map, String key) {
    return Optional.ofNullable(map.get(key)).orElseThrow();
  }

  @Test
  void oneKeyOfARuleIsLaidOverTheTemplates() {
    Equipment pump = pump("rules: { dry_run: { on_delay: 5s } }");
    RuleSpec rule = get(pump.rules(), "dry_run");

    assertThat(rule.onDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(rule.offDelay()).isEqualTo(Duration.ofSeconds(10));
    assertThat(rule.position().file()).isEqualTo("templates/booster-pump.yaml");
    assertThat(pump.rules().keySet()).startsWith("dry_run", "low_pressure");
  }

  @Test
  void theTextOfAnOverriddenRuleIsWhatHolds() {
    RuleSpec rule = get(pump("rules: { silent: { priority: P2 } }").rules(), "silent");

    assertThat(rule.text())
        .isEqualTo(
            """
            silent:
              no_data:
                points: [outlet_pressure, running]
                after: 60s
              priority: P2
              order:
                trade: low_voltage
                urgency: normal
                severity: minor\
            """);
  }

  @Test
  void aRuleIsSwitchedOffAtOneEquipment() {
    assertThat(get(pump("rules: { dry_run: { enabled: false } }").rules(), "dry_run").enabled())
        .isFalse();
  }

  @Test
  void nullTakesAKeyAway() {
    Equipment pump =
        pump(
            "rules: { silent: null, dry_run: { order: ~, when: null, threshold: { point: flow, low:"
                + " 1 } } }");

    assertThat(pump.rules()).doesNotContainKey("silent");
    assertThat(get(pump.rules(), "dry_run").order()).isEmpty();
    assertThat(get(pump.rules(), "dry_run").condition()).isInstanceOf(Condition.Threshold.class);
  }

  @Test
  void aPointOfItsOwnComesBehindTheTemplates() {
    Equipment pump =
        pump(
            "points: { level: { name: 液位, kind: analog, modbus: { register: input, address: 20,"
                + " type: UINT16 } } }");

    assertThat(pump.points().keySet()).endsWith("level");
    assertThat(get(pump.points(), "level").position().file()).isEqualTo("site.yaml");
  }

  @Test
  void aListTakesThePlaceOfTheTemplates() {
    assertThat(pump("maintenance: [pump-daily]").maintenance()).containsExactly("pump-daily");
  }

  @Test
  void aMistakeInAnOverrideIsShownWhereItStands() {
    assertThat(pumpWith("rules: { dry_run: { on_delay: fast } }").lines(Problem.Severity.ERROR))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("site.yaml:49:")
        .contains("'fast' is not a duration");
  }

  @Test
  void aVariableMayBeANumber() {
    ExampleSite site =
        ExampleSite.whole()
            .with(
                "templates/energy-meter.yaml",
                "modbus: { register: input, address: 6,",
                "modbus: { register: input, address: \"${base}\",")
            .with(
                "site.yaml",
                "connection: meter-bus, unit: 1",
                "connection: meter-bus, vars: { base: 100 }, unit: 1");

    PointSource.Modbus source =
        (PointSource.Modbus)
            get(get(site.site().equipment(), "feeder-1").points(), "current_a")
                .source()
                .orElseThrow();
    assertThat(source.address()).isEqualTo(100);
  }

  @Test
  void anErrorBehindAVariableInAnExpressionStandsInItsOwnPlace() {
    ExampleSite site =
        ExampleSite.whole()
            .with(
                "templates/energy-meter.yaml",
                "while: power > 1000",
                "while: \"power > ${limit} && powr > 1\"")
            .with(
                "site.yaml",
                "connection: meter-bus, unit: 1",
                "connection: meter-bus, vars: { limit: 123456 }, unit: 1");

    assertThat(site.load().problems())
        .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
        .map(Problem::position)
        .containsExactly(new SourcePosition("templates/energy-meter.yaml", 21, 110));
  }

  @Test
  void aVariableThatNothingUsesIsWarnedOf() {
    assertThat(pumpWith("vars: { spare: 1 }").lines(Problem.Severity.WARNING))
        .anyMatch(line -> line.contains("nothing uses the variable 'spare'"));
  }

  @Test
  void aTemplateThatNobodyUsesIsCheckedAllTheSame() {
    ExampleSite site =
        ExampleSite.whole()
            .withFile(
                "templates/spare.yaml",
                """
                template: spare
                class: pump
                points:
                  flow: { name: 流量, kind: analog, mqtt: { topic: "${topic}/a", pointer: flow } }
                rules:
                  low: { threshold: { point: flwo, low: 1 }, priority: P3 }
                """);

    assertThat(site.lines(Problem.Severity.ERROR))
        .containsExactly(
            "templates/spare.yaml:4:73: error: 'flow' is not a JSON pointer; write it like"
                + " /state/online (RFC 6901)",
            "templates/spare.yaml:6:30: error: there is no point 'flwo' here; did you mean"
                + " 'flow'?");
  }

  @Test
  void twoEquipmentsOnTheSameRegistersAreWarnedOf() {
    ExampleSite site =
        ExampleSite.whole()
            .with("site.yaml", "unit: 2, parent: feeder-1 }", "unit: 1, parent: feeder-1 }");

    assertThat(site.lines(Problem.Severity.ERROR)).isEmpty();
    assertThat(site.lines(Problem.Severity.WARNING))
        .contains(
            "site.yaml:49:5: warning: 'pump-b2' and 'pump-b1' read the same registers of unit 1;"
                + " give each its own unit, if they are two devices");
    assertThat(List.copyOf(site.site().equipment().keySet())).contains("pump-b2");
  }
}
