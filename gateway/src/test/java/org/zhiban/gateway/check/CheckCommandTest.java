package org.zhiban.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhiban.gateway.config.ExampleSite;

class CheckCommandTest {
  @TempDir private Path folder;

  @Test
  void theReportSaysPlanNoticesAndTests() {
    CheckedFolder checked = CheckedFolder.of(ExampleSite.whole(), folder);

    assertThat(checked.out())
        .contains("汇都花园 (huidu): 5 连接, 8 设备")
        .contains("unit 1, input registers 0 to 4")
        .contains("notice: notify.channels.duty-group: 密钥未设置，通道关闭")
        .contains("通过  " + folder + "/tests/pump.yaml:4:5  a pump that runs dry");
  }

  @Test
  void aSiteInWhichNobodyCanEndTheGravestOrdersIsToldSo() {
    ExampleSite without =
        ExampleSite.whole()
            .with("site.yaml", "language: zh ", "language: en ")
            .with("site.yaml", "role: manager }", "role: supervisor }");
    String nobody = "nobody can end orders of P1, lifts and fire";

    assertThat(CheckedFolder.of(without, folder).out()).contains(nobody);
    ExampleSite named =
        without.with("site.yaml", "  visit: 1wd", "  responsible: { engineering: [zhao-min] }");
    assertThat(CheckedFolder.of(named, folder).out()).doesNotContain(nobody);
  }

  @Test
  void aPlanThatIsOverIsWarnedOf() {
    ExampleSite over =
        ExampleSite.whole()
            .with("plans/plans.yaml", "FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;UNTIL=20260101");

    CheckedFolder checked = CheckedFolder.of(over, folder);

    assertThat(checked.exit()).isZero();
    assertThat(checked.out() + checked.err())
        .contains("/plans/plans.yaml:5:64: warning: this rule is over");
  }

  @Test
  void theReportIsInTheLanguageOfTheSite() {
    ExampleSite english = ExampleSite.whole().with("site.yaml", "language: zh ", "language: en ");

    assertThat(CheckedFolder.of(english, folder).out())
        .contains("5 connections, 8 equipments")
        .contains("pass  " + folder + "/tests/pump.yaml:4:5");
  }

  @Test
  void aScenarioThatTheTwinsCannotPlayIsNamedWithWhatTheyCan() {
    ExampleSite story =
        ExampleSite.whole()
            .withFile(
                "scenarios/night.yaml",
                """
                scenario: night
                name: Night
                steps:
                  - { at: 0s, equipment: lift-a1, fault: dry_run }
                """);

    CheckedFolder checked = CheckedFolder.of(story, folder);

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.err())
        .startsWith(
            folder
                + "/scenarios/night.yaml:4:42: error: lift-a1 cannot show dry_run; it can show: ")
        .contains("entrapment");
  }

  @Test
  void aPortForDevicesIsALinkLikeAnyOther() {
    ExampleSite listening =
        ExampleSite.whole()
            .with("site.yaml", "language: zh ", "language: en ")
            .with("site.yaml", "security: none ", "security: basic256sha256_sign ")
            .with("site.yaml", "    type: mqtt\n", "    type: mqtt_listen\n    port: 1884\n")
            .with("site.yaml", "    broker: tcp://127.0.0.1:1883 ", "    # ")
            .with("site.yaml", "    version: 5 ", "    # ")
            .with("site.yaml", "    client_id: huidu-gateway", "    #");

    CheckedFolder checked = CheckedFolder.of(listening, folder);

    assertThat(checked.exit()).isZero();
    assertThat(checked.out())
        .doesNotContain("connections.security-bus")
        .doesNotContain("connections.lift-controller.security");
  }

  @Test
  void aRuleTestThatFailsExitsOneAndSaysWhatWasFound() {
    ExampleSite early =
        ExampleSite.whole()
            .with("site.yaml", "language: zh ", "language: en ")
            .with("tests/pump.yaml", "{ at: 39s, not_alarms", "{ at: 39s, alarms");

    CheckedFolder checked = CheckedFolder.of(early, folder);

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.out())
        .contains("FAIL  " + folder + "/tests/pump.yaml:4:5")
        .contains(
            folder
                + "/tests/pump.yaml:10:9: expected at 39s an alarm of dry_run, found no alarm at"
                + " all")
        .doesNotContain("the site is sound");
  }

  @Test
  void aFoundAlarmIsNamed() {
    ExampleSite late =
        ExampleSite.whole()
            .with("site.yaml", "language: zh ", "language: en ")
            .with("tests/pump.yaml", "{ at: 41s, alarms", "{ at: 41s, not_alarms");

    assertThat(CheckedFolder.of(late, folder).out())
        .contains("expected at 41s no alarm of dry_run, found alarms of dry_run");
  }

  @Test
  void aGivenValueIsReadAgainSoThatNothingFallsSilent() {
    ExampleSite silent =
        ExampleSite.whole()
            .with(
                "tests/pump.yaml",
                "      - { at: 2m,  orders: [dry_run] }",
                "      - { at: 2m,  orders: [dry_run], not_alarms: [silent] }");

    assertThat(CheckedFolder.of(silent, folder).exit()).isZero();
  }

  @Test
  void jsonHasTheSameFacts() throws Exception {
    CheckedFolder checked = CheckedFolder.of(ExampleSite.whole(), folder, "--format", "json");

    JsonNode json = new ObjectMapper().readTree(checked.out());
    assertThat(checked.err()).isEmpty();
    assertThat(json.path("ok").asBoolean()).isTrue();
    assertThat(json.path("counts").path("equipment").asInt()).isEqualTo(8);
    assertThat(json.path("connections").path(0).path("id").asText()).isEqualTo("pump-room");
    assertThat(json.path("connections").path(0).path("requests_per_cycle").asInt()).isEqualTo(10);
    assertThat(json.path("connections").path(0).path("load").asDouble()).isBetween(0.0, 0.2);
    assertThat(json.path("tests").path(0).path("passed").asBoolean()).isTrue();
    assertThat(json.path("problems").findValuesAsText("severity")).containsOnly("warning");
  }

  @Test
  void jsonSaysWhatIsWrong() throws Exception {
    ExampleSite broken = ExampleSite.whole().with("site.yaml", "    baud:", "    buad:");

    CheckedFolder checked = CheckedFolder.of(broken, folder, "--format=json");

    JsonNode json = new ObjectMapper().readTree(checked.out());
    assertThat(checked.exit()).isEqualTo(1);
    assertThat(json.path("ok").asBoolean(true)).isFalse();
    assertThat(json.path("problems").findValuesAsText("file")).contains(folder + "/site.yaml");
  }

  @Test
  void whatCannotBeMetIsSaid() {
    ExampleSite site =
        ExampleSite.whole()
            .with("site.yaml", "language: zh ", "language: en ")
            .with("site.yaml", "trades: [low_voltage, parking, security]", "trades: [parking]")
            .with(
                "site.yaml",
                "fire, low_voltage, parking, security], areas",
                "fire, parking], areas")
            .with("site.yaml", "role: approver, level: 2", "role: approver, level: 3")
            .with("site.yaml", "role: operator, shift", "role: desk, shift")
            .with("site.yaml", "    parity: none\n", "    parity: none\n    min_gap: 2s\n")
            .with("site.yaml", "    min_gap: 5ms\n", "");

    assertThat(CheckedFolder.of(site, folder).out())
        .contains("nobody holds the trade 'security'")
        .contains("no (other) person can take the approval step 'approver-2'")
        .contains("nobody has the role 'operator' that alarms are sent to");
  }

  @Test
  void moreReadsThanTimeAreSaid() {
    ExampleSite slow =
        ExampleSite.whole()
            .with("site.yaml", "language: zh ", "language: en ")
            .with("site.yaml", "min_gap: 0ms", "min_gap: 500ms");

    assertThat(CheckedFolder.of(slow, folder).out())
        .contains("reads of connection 'pump-room' take ");
  }

  @Test
  void moreVisitsThanNightsAreSaid() {
    StringBuilder lifts = new StringBuilder();
    for (int lift = 2; lift <= 28; lift++) {
      lifts
          .append("  - { id: lift-x")
          .append(lift)
          .append(", class: elevator, name: 梯, maintenance: [lift-half-monthly] }\n");
    }
    ExampleSite many =
        ExampleSite.whole()
            .with("site.yaml", "language: zh ", "language: en ")
            .with("site.yaml", "  - { id: door-b2-e,", lifts + "  - { id: door-b2-e,");

    assertThat(CheckedFolder.of(many, folder).out())
        .contains(
            "'otis-sh' can do about 2 visits a night within the window; 28 equipments do not fit"
                + " into 13 nights");
  }

  @Test
  void wrongUseIsAnsweredWithTheUsage() {
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("a", "b"),
            List.of("a", "--format", "xml"),
            List.of("--fast", "a"))) {
      CheckedFolder checked = CheckedFolder.run(arguments);

      assertThat(checked.exit()).isEqualTo(2);
      assertThat(checked.err()).contains("usage: check SITE [--format text|json]");
    }
  }
}
