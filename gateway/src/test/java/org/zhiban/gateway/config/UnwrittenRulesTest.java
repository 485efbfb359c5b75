package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zhiban.model.alarm.Priority;
import org.zhiban.model.site.Condition;
import org.zhiban.model.site.OrderSpec;
import org.zhiban.model.site.RuleSpec;
import org.zhiban.model.site.Site;

/** The rules that a site has without writing them. */
class UnwrittenRulesTest {
  private static Loading load(String equipment, String rules) {
    String text =
        """
        site: { id: s, name: s, timezone: Asia/Shanghai }
        staff:
          - { id: a, name: a, role: technician, trades: [electric, plumbing] }
        connections:
          line: { type: modbus_tcp, host: 127.0.0.1 }
          server: { type: opc_ua, endpoint: "opc.tcp://127.0.0.1:4840" }
          broker: { type: mqtt, broker: "tcp://127.0.0.1:1883" }
        equipment:
        """
            + equipment;
    return SiteLoader.load(
        SiteFiles.of(
            rules.isEmpty()
                ? Map.of("site.yaml", text)
                : Map.of("site.yaml", text, "rules/r.yaml", rules)),
        SecretSource.of(Map.of(), Path.of("")));
  }

  private static Site site(String equipment, String rules) {
    Loading loading = load(equipment, rules);
    assertThat(loading).as("%s", loading.problems()).isInstanceOf(Loading.Loaded.class);
    return ((Loading.Loaded) loading).site();
  }

  private static String pump(String id, String connection, String source, String rule) {
    String[] parts = rule.split(" ", 3);
    return """
      - id: %s
        name: %s
        connection: %s%s
        class: thing
        location: B1
        points:
          level: { name: l, kind: analog, %s }
        rules:
          silent: { no_data: { point: level, after: %s }, priority: %s%s }
    """
        .formatted(
            id,
            id,
            connection,
            connection.equals("line") ? "\n    unit: 1" : "",
            source,
            parts[0],
            parts[1],
            parts.length > 2 ? ", " + parts[2] : "");
  }

  private static String register(int address) {
    return "modbus: { register: input, address: " + address + ", type: UINT16 }";
  }

  @Test
  void aDeviceOfEventsAloneHasAClockToo() {
    String door =
        """
          - id: door
            name: door
            connection: broker
            class: thing
            location: B1
            points:
              passage: { name: p, kind: event, mqtt: { topic: d, time: /t, id: /id, fields: { card: text /c } } }
        """;
    assertThat(site(door, "").activeRules()).extracting(RuleSpec::name).contains("door/clock_off");
  }

  private static Optional<RuleSpec> rule(Site site, String id) {
    return Optional.ofNullable(site.rules().get(id));
  }

  private static final String TWO =
      pump(
              "p1",
              "line",
              register(0),
              "60s P3 order: { trade: electric, urgency: normal, severity: minor }")
          + pump(
              "p2",
              "line",
              register(1),
              "5m P2 order: { trade: plumbing, urgency: urgent, severity: serious, verify: {"
                  + " normal_for: 5m, exercised: { point: level, rises: 1 } } }");

  @Test
  void aConnectionStandsForTheSilenceOfItsEquipment() {
    RuleSpec down = rule(site(TWO, ""), "connection_down.line").orElseThrow();

    assertThat(down.condition())
        .as("after the least that any of them waits")
        .isEqualTo(new Condition.ConnectionDown("line", Duration.ofSeconds(60)));
    assertThat(down.priority()).as("the most pressing").isEqualTo(Priority.P2);
    assertThat(down.order().orElseThrow().trade()).as("of the most pressing").isEqualTo("plumbing");
    assertThat(down.order().orElseThrow().verify())
        .as("no machine exercises a connection")
        .isEqualTo(new OrderSpec.Verify.Normal(Duration.ofMinutes(5), Optional.empty()));
    assertThat(down.message().zh()).isEqualTo("连接 line 中断：2 台设备无数据");
    assertThat(down.text()).contains("no_data: { connection: line, after: 60s }");
    assertThat(down.equipment()).isEmpty();
  }

  @Test
  void oneEquipmentSpeaksForItselfAndSoDoesLifeSafety() {
    String one = pump("p1", "line", register(0), "60s P3");
    String safety = pump("p2", "line", register(1), "60s P1 life_safety: true");
    assertThat(rule(site(one, ""), "connection_down.line")).isEmpty();
    assertThat(rule(site(one + safety, ""), "connection_down.line")).isEmpty();
  }

  @Test
  void whatIsWrittenTakesItsPlaceAndMaySwitchItOff() {
    String own =
        """
        rules:
          line: { no_data: { connection: line, after: 2m }, priority: P1, message: { zh: 总线断, en: Bus down }%s }
        """;
    assertThat(site(TWO, own.formatted("")).rules().keySet())
        .containsExactly("line", "gateway_disk", "gateway_history", "gateway_chores");
    assertThat(site(TWO, own.formatted(", enabled: false")).activeRules())
        .extracting(RuleSpec::id)
        .containsExactly("silent", "silent", "gateway_disk", "gateway_history", "gateway_chores");
  }

  @Test
  void aGatewayThatCannotDoPartOfItsWorkIsAnAlarm() {
    Site site =
        site(
            TWO
                + """
                database: "jdbc:postgresql://h/z?user=u"
                notify: { channels: { hook: { type: webhook, url: "http://127.0.0.1:1/x" } } }
                telemetry:
                  influxdb: { url: "http://127.0.0.1:1", org: o, bucket: b, token: t }
                """,
            "rules:\n  room: { gateway: disk, on_delay: 1h, priority: P1 }\n");
    assertThat(site.activeRules())
        .filteredOn(rule -> rule.condition() instanceof Condition.GatewayTrouble)
        .extracting(RuleSpec::id)
        .containsExactlyInAnyOrder(
            "room",
            "gateway_history",
            "gateway_database",
            "gateway_forwarding",
            "gateway_notification",
            "gateway_chores");
    assertThat(rule(site, "gateway_database").orElseThrow().text())
        .isEqualTo(
            "gateway_database:\n  gateway: database\n  on_delay: 5m\n  off_delay: 1m\n"
                + "  priority: P3");
  }

  @Test
  void aWrittenRuleReadsBackAsTheUnwrittenOne() {
    String written =
        "rules:\n  "
            + rule(site(TWO, ""), "connection_down.line")
                .orElseThrow()
                .text()
                .replace("\n", "\n  ");
    RuleSpec again = rule(site(TWO, written), "connection_down.line").orElseThrow();
    assertThat(again.condition())
        .isEqualTo(new Condition.ConnectionDown("line", Duration.ofSeconds(60)));
    assertThat(again.priority()).isEqualTo(Priority.P2);
  }

  @Test
  void itIsNoQuieterLaterOnThanTheRulesForWhichItStands() {
    String two =
        pump("p1", "line", register(0), "60s P3 escalate: { after: 30m, to: P2 }, re_alarm: 4h")
            + pump(
                "p2", "line", register(1), "60s P3 escalate: { after: 10m, to: P1 }, re_alarm: 8h");
    RuleSpec down = rule(site(two, ""), "connection_down.line").orElseThrow();

    assertThat(down.escalation())
        .contains(
            new RuleSpec.Escalation(
                Optional.empty(), Optional.of(Duration.ofMinutes(10)), Priority.P1));
    assertThat(down.reAlarm()).contains(Duration.ofHours(4));
    RuleSpec again =
        rule(site(two, "rules:\n  " + down.text().replace("\n", "\n  ")), "connection_down.line")
            .orElseThrow();
    assertThat(again.escalation()).as("as it is shown").isEqualTo(down.escalation());
    assertThat(again.reAlarm()).isEqualTo(down.reAlarm());
  }

  @Test
  void itRisesAsFarAsTheMostPressingOfThemHoweverLate() {
    String two =
        pump("p1", "line", register(0), "60s P2 escalate: { after: 4h, to: P1 }")
            + pump("p2", "line", register(1), "60s P4 escalate: { after: 1h, to: P3 }");
    assertThat(rule(site(two, ""), "connection_down.line").orElseThrow().escalation())
        .contains(
            new RuleSpec.Escalation(
                Optional.empty(), Optional.of(Duration.ofHours(4)), Priority.P1));
    String noHigher =
        pump("p1", "line", register(0), "60s P2 on_delay: 10m")
            + pump("p2", "line", register(1), "5m P4 escalate: { after: 1h, to: P2 }");
    RuleSpec down = rule(site(noHigher, ""), "connection_down.line").orElseThrow();
    assertThat(down.escalation()).isEmpty();
    assertThat(down.condition())
        .as("their delays count")
        .isEqualTo(new Condition.ConnectionDown("line", Duration.ofMinutes(5)));
  }

  @Test
  void aRuleOfTheSiteAboutADevicesClockTakesThePlaceOfItsOwn() {
    String devices =
        pump("b", "broker", "mqtt: { topic: b, pointer: /v, time: /t }", "60s P3")
            + pump("c", "broker", "mqtt: { topic: c, pointer: /v, time: /t }", "60s P3");
    assertThat(
            site(devices, "rules: { clocks: { clock_off: { point: b/level }, priority: P3 } }")
                .activeRules())
        .extracting(RuleSpec::name)
        .contains("clocks", "c/clock_off")
        .doesNotContain("b/clock_off");
    assertThat(
            site(
                    devices,
                    "rules: { clocks: { clock_off: { connection: broker }, priority: P3, enabled:"
                        + " false } }")
                .activeRules())
        .extracting(RuleSpec::name)
        .filteredOn(name -> name.contains("clock"))
        .isEmpty();
  }

  @Test
  void aServerHasOneClockAndEachDeviceBehindABrokerItsOwn() {
    Site site =
        site(
            pump("a", "server", "opc_ua: { node: \"ns=2;s=a\" }", "60s P3")
                + pump("b", "broker", "mqtt: { topic: b, pointer: /v, time: /t }", "60s P3")
                + pump("c", "broker", "mqtt: { topic: c, pointer: /v }", "60s P3")
                + pump("d", "line", register(0), "60s P3"),
            "");
    assertThat(rule(site, "clock_off.server").orElseThrow().condition())
        .isEqualTo(new Condition.ClockOff(Optional.of("server"), List.of()));
    assertThat(site.activeRules())
        .extracting(RuleSpec::name)
        .contains("b/clock_off", "clock_off.server")
        .doesNotContain("a/clock_off", "c/clock_off", "d/clock_off");
    assertThat(site.activeRules())
        .filteredOn(rule -> rule.id().startsWith("clock_off"))
        .allSatisfy(rule -> assertThat(rule.priority()).isEqualTo(Priority.P4))
        .allSatisfy(rule -> assertThat(rule.onDelay()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void aConnectionThatIsNotThereAndTwoSubjectsAreToldOf() {
    assertThat(
            load(
                    TWO,
                    """
                    rules:
                      a: { no_data: { connection: lien, after: 2m }, priority: P1 }
                      b: { no_data: { connection: line, point: p1/level, after: 2m }, priority: P1 }
                      c: { clock_off: { connection: line }, priority: P4 }
                    """)
                .problems())
        .extracting(problem -> problem.position() + ": " + problem.message())
        .anySatisfy(
            line -> assertThat(line).contains("rules/r.yaml:2:31", "no connection 'lien'", "line"))
        .anySatisfy(
            line -> assertThat(line).contains("rules/r.yaml:3", "a second point, points or"));
  }
}
