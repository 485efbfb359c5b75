package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhiban.gateway.config.problem.Problem;

/** One edit of the example site, and exactly the line that it is answered with. */
class ErrorMessagesTest {
  /**
   * An edit and its answer.
   *
   * @param text stands once in the file
   * @param line the answer, without the word {@code error}; of an edit that breaks two things, two
   */
  record Edit(String file, String text, String other, String line) {
    @Override
    public String toString() {
      return line;
    }
  }

  private static Edit site(String text, String other, String line) {
    return new Edit("site.yaml", text, other, line);
  }

  private static Edit pump(String text, String other, String line) {
    return new Edit("templates/booster-pump.yaml", text, other, line);
  }

  private static Edit plan(String text, String other, String line) {
    return new Edit("plans/plans.yaml", text, other, line);
  }

  private static Edit door(String text, String other, String line) {
    return new Edit("templates/door-controller.yaml", text, other, line);
  }

  private static Edit rule(String text, String other, String line) {
    return new Edit("rules/site.yaml", text, other, line);
  }

  private static Edit test(String text, String other, String line) {
    return new Edit("tests/pump.yaml", text, other, line);
  }

  static Stream<Edit> edits() {
    return Stream.of(header(), links(), equipment(), people(), points(), rules(), plans(), tests())
        .flatMap(List::stream);
  }

  private static List<Edit> header() {
    return List.of(
        site(
            "timezone: Asia/Shanghai",
            "timezone: Asia/Shanghia",
            "site.yaml:6:13: 'Asia/Shanghia' is not a time zone; did you mean 'Asia/Shanghai'? It"
                + " is a name of the IANA database like Asia/Shanghai"),
        site(
            "  id: huidu\n",
            "  id: hui du\n",
            "site.yaml:4:7: 'hui du' is not an id; use up to 64 letters of a to z, digits, '-', '_'"
                + " and '.', and begin with a letter or digit"),
        site(
            "language: zh ",
            "language: fr ",
            "site.yaml:7:13: 'fr' is not a language; it is one of: zh, en"),
        site(
            "  name: 汇都花园\n",
            "",
            "site.yaml:4:3: key 'name' is missing in the site; add 'name: …' (for people)"),
        site(
            "privacy: {",
            "privcy: {",
            "site.yaml:99:1: unknown key 'privcy' in the site file; did you mean 'privacy'?"),
        site(
            "privacy: { clear_text: 30d, hashed: 180d",
            "privacy: { clear_text: 30d, hashed: 20d",
            "site.yaml:99:37: the hash would go before the clear text; write a time not shorter"
                + " than 30d"));
  }

  private static List<Edit> links() {
    return List.of(
        site(
            "    port: 5020\n",
            "    prot: 5020\n",
            "site.yaml:13:5: unknown key 'prot' in a connection of type modbus_tcp; did you mean"
                + " 'port'?"),
        site(
            "port: 5020",
            "port: \"5020\"",
            "site.yaml:13:11: '5020' is not a whole number from 1 to 65535; write it without"
                + " quotes, like 1"),
        site(
            "port: 5020",
            "port: 70000",
            "site.yaml:13:11: '70000' is not a whole number from 1 to 65535; write it without"
                + " quotes, like 1"),
        site(
            "type: modbus_tcp",
            "type: modbus_tpc",
            "site.yaml:11:11: 'modbus_tpc' is not a type of a connection; did you mean"
                + " 'modbus_tcp'?"),
        site(
            "    type: opc_ua\n",
            "",
            "site.yaml:30:5: key 'type' is missing in a connection; add 'type: …', one of"
                + " modbus_tcp, modbus_rtu_over_tcp, modbus_udp, modbus_rtu, opc_ua, mqtt,"
                + " mqtt_listen"),
        site(
            "min_gap: 5ms",
            "min_gap: 5 ms",
            "site.yaml:28:14: '5 ms' is not a duration; write a whole number and ms, s, m, h or d:"
                + " 500ms, 30s, 5m"),
        site(
            "max_registers_per_read: 125",
            "max_registers_per_read: 126",
            "site.yaml:15:29: '126' is not a whole number from 1 to 125; write it without quotes,"
                + " like 1"),
        site(
            "parity: none",
            "parity: odd_one",
            "site.yaml:27:13: 'odd_one' is not a parity; it is one of: none, even, odd"),
        site(
            "opc.tcp://127.0.0.1:4840",
            "http://127.0.0.1:4840",
            "site.yaml:31:15: 'http://127.0.0.1:4840' is not an OPC UA endpoint; write it like"
                + " opc.tcp://host:4840/path"),
        site(
            "tcp://127.0.0.1:1883",
            "127.0.0.1:1883",
            "site.yaml:37:13: '127.0.0.1:1883' is not a broker's address; write it like"
                + " tcp://host:1883, with tcp, ssl, ws or wss"),
        site(
            "version: 5 ",
            "version: 4 ",
            "site.yaml:38:14: '4' is not a version of MQTT; it is one of: 5, 3.1.1"),
        site("    user: gateway\n", "", "site.yaml:40:5: a password without a user; add 'user: …'"),
        site(
            "${env:MQTT_PASSWORD}",
            "${env:MQTT_PASSWROD}",
            "site.yaml:41:15: the variable MQTT_PASSWROD is not set; set MQTT_PASSWROD in the"
                + " environment, or write ${file:PATH}"),
        site(
            "${env:MQTT_PASSWORD}",
            "${file:secrets/mqtt}",
            "site.yaml:41:15: the file secrets/mqtt cannot be read; make it, with the secret in it,"
                + " readable for this user"),
        site(
            "client_id: huidu-gateway",
            "client_id: ${env:MQTT_PASSWORD}",
            "site.yaml:39:16: a secret cannot stand here; ${env:NAME} and ${file:PATH} are read in"
                + " passwords, tokens, addresses of channels and the database"));
  }

  private static List<Edit> equipment() {
    return List.of(
        site(
            "{ id: pump-b2, ",
            "{ id: pump-b1, ",
            "site.yaml:49:11: equipment 'pump-b1' stands twice, first at site.yaml:48:11; give one"
                + " of them another id"),
        site(
            "template: elevator,",
            "template: elevatro,",
            "site.yaml:51:32: there is no template 'elevatro'; did you mean 'elevator'?"),
        site(
            "connection: lift-controller, vars",
            "connection: lift-control, vars",
            "site.yaml:51:108: there is no connection 'lift-control'; did you mean"
                + " 'lift-controller'?"),
        site(
            "connection: lift-controller, vars",
            "connection: security-bus, vars",
            "site.yaml:51:108: connection 'security-bus' is mqtt, but point 'floor' is read by"
                + " opc_ua; name a connection that speaks opc_ua"),
        site(
            "connection: fire-link, unit: 10 }",
            "connection: fire-link }",
            "site.yaml:50:5: an equipment on a Modbus link needs a 'unit'; add 'unit: 1', its id on"
                + " the link 'fire-link'"),
        site(
            "connection: fire-link, unit: 10 }",
            "unit: 10 }",
            "site.yaml:50:5: the equipment has points but no connection; add 'connection: …', the"
                + " link it is read through\n"
                + "site.yaml:50:93: 'unit' means nothing without a Modbus connection; take it out,"
                + " or add 'connection: …'"),
        site(
            "connection: meter-bus, unit: 1 }",
            "connection: meter-bus, unit: 250 }",
            "site.yaml:47:122: unit 250 does not exist on a serial line; use 1 to 247"),
        site(
            "unit: 2, parent: feeder-1 }",
            "unit: 2, parent: feeder-2 }",
            "site.yaml:49:133: there is no equipment 'feeder-2'; did you mean 'feeder-1'?"),
        site(
            "connection: meter-bus, unit: 1 }",
            "connection: meter-bus, unit: 1, parent: pump-b1 }",
            "site.yaml:47:5: these are each other's parents in a circle: feeder-1, pump-b1; take"
                + " 'parent' out of one of them"),
        site(
            "owner: li-wei",
            "owner: li-wie",
            "site.yaml:48:150: there is no member of staff 'li-wie'; did you mean 'li-wei'?"),
        site(
            "vars: { node: \"ns=2;s=A1\" }",
            "vars: { nod: \"ns=2;s=A1\" }",
            "site.yaml:51:131: the template needs a value for 'node'; add 'vars: { node: … }'"),
        site(
            "{ lift-half-monthly: 2026-11-10, ",
            "{ pump-daily: 2026-11-10, ",
            "site.yaml:51:185: plan 'pump-daily' is not one of this equipment; its plans are:"
                + " lift-patrol, lift-half-monthly, lift-quarterly, lift-half-yearly, lift-yearly"),
        site(
            "lift-quarterly: 2026-10-01",
            "lift-quarterly: 2026-02-30",
            "site.yaml:51:232: '2026-02-30' is not a date; write it like 2026-11-10"),
        site(
            "connection: fire-link, unit: 10 }",
            "connection: fire-link, unit: 10, life_safety: false }",
            "site.yaml:50:139: its template is life safety, which an equipment cannot take back;"
                + " take 'life_safety' out, or name another template"),
        site(
            "class: amenity, ",
            "",
            "site.yaml:54:5: none of template, class stands here; add one or more of them"));
  }

  private static List<Edit> people() {
    return List.of(
        site(
            "role: supervisor, ",
            "role: superviser, ",
            "site.yaml:59:38: 'superviser' is not a role; did you mean 'supervisor'? It is one of:"
                + " operator, desk, technician, supervisor, manager, approver, admin"),
        site(
            "shift: day }",
            "shift: dya }",
            "site.yaml:57:108: there is no shift 'dya'; did you mean 'day'?"),
        site(
            "areas: [east], shift",
            "areas: [esat], shift",
            "site.yaml:57:94: there is no area 'esat'; did you mean 'east'?"),
        site(
            "role: approver, level: 1 }",
            "role: approver }",
            "site.yaml:63:5: an approver needs a 'level'; add 'level: 1'"),
        site(
            "role: manager }",
            "role: manager, level: 1 }",
            "site.yaml:62:48: only an approver has a 'level'; take it out, or change 'role'"),
        site(
            "{ id: he-lin, ",
            "{ id: admin, ",
            "site.yaml:60:11: 'admin' is the first administrator, whom the gateway makes itself;"
                + " choose another id"),
        site(
            "day:   { from: \"08:00\"",
            "day:   { from: \"8:00\"",
            "site.yaml:67:18: '8:00' is not a time of day; write it like \"08:30\""),
        site(
            "days: [mo, tu, we, th, fr]",
            "days: [mo, mo]",
            "site.yaml:69:29: 'mo' stands twice in this list; keep one"),
        site(
            "from: \"08:30\", to: \"17:30\"",
            "from: \"18:30\", to: \"17:30\"",
            "site.yaml:69:65: the working hours end before they begin; write a later 'to'"),
        site(
            "chain: [supervisor, manager, approver-1] }",
            "chain: [supervisor, boss] }",
            "site.yaml:86:42: 'boss' is not a step of approval; it is one of: operator, desk,"
                + " technician, supervisor, manager, admin, approver-1 (and so on by level),"
                + " outside"),
        site(
            "up_to: 5000,",
            "up_to: 1000,",
            "site.yaml:87:7: tiers rise without a gap; the one before ends at 2000.0; sort them by"
                + " 'up_to', with one 'above' the last of these at the end"),
        site(
            "handover_at: shift_end",
            "handover_at: evening",
            "site.yaml:84:16: 'evening' is not shift_end or a time of day; write shift_end or a"
                + " time like \"17:00\""),
        site(
            "visit: 1wd",
            "visit: 1 day",
            "site.yaml:83:10: '1 day' is not a length of time; write a whole number and m, h, d or"
                + " wd (working days): 30m, 15d, 1wd"),
        site(
            "{ at: 2m, to: [voice] }",
            "{ at: 2m, to: [vioce] }",
            "site.yaml:96:134: there is no channel 'vioce'; did you mean 'voice'?"),
        site(
            "{ at: 2m, to: [voice] }",
            "{ at: 1m, to: [voice] }",
            "site.yaml:96:53: the steps do not follow one another in time; sort them by 'at'"),
        site(
            "hours: \"00:00-24:00\"",
            "hours: \"00:00-25:00\"",
            "site.yaml:97:47: '00:00-25:00' is not hours of the day; write them like"
                + " \"08:00-17:30\"; a second time before the first passes midnight"),
        site(
            "webhook: \"${env:WECOM_WEBHOOK}\", optional: true",
            "webhook: \"${env:WECOM_WEBHOOK}\"",
            "site.yaml:92:41: the variable WECOM_WEBHOOK is not set; set WECOM_WEBHOOK in the"
                + " environment, or write ${file:PATH}"),
        site(
            "checkpoints: [pump-b1, lift-a1, gate-n]",
            "checkpoints: [pump-b1, lift-a2, gate-n]",
            "site.yaml:102:122: there is no equipment 'lift-a2'; did you mean 'lift-a1'?"),
        site(
            "{ equipment: lift-a1, kind",
            "{ equipment: lift-b9, kind",
            "site.yaml:105:18: there is no equipment 'lift-b9'; did you mean 'lift-a1'?"),
        site(
            "token: ${env:INFLUX_TOKEN}",
            "token: ${env:INFLUX}",
            "site.yaml:113:12: the variable INFLUX is not set; set INFLUX in the environment, or"
                + " write ${file:PATH}"));
  }

  private static List<Edit> points() {
    String file = "templates/booster-pump.yaml";
    return List.of(
        pump(
            "kind: counter, unit: h",
            "kind: conter, unit: h",
            "templates/booster-pump.yaml:19:59: 'conter' is not a kind of point; did you mean"
                + " 'counter'? It is one of: analog, binary, multistate, counter, text, event"),
        pump(
            "register: input, address: 10,",
            "register: input, address: 65535,",
            "templates/booster-pump.yaml:19:124: 2 registers from 65535 pass the last address,"
                + " 65535; addresses count from 0; take off a leading table digit such as the 4 of"
                + " 40001"),
        pump(
            "register: input, address: 10,",
            "register: input, address: 65536,",
            "templates/booster-pump.yaml:19:124: '65536' is not a whole number from 0 to 65535;"
                + " write it without quotes, like 0"),
        pump(
            "register: discrete, address: 0 }",
            "register: discrete, address: 0, type: UINT16 }",
            "templates/booster-pump.yaml:20:122: a coil or discrete input holds one bit, not"
                + " UINT16; take 'type' out, or read 'register: input' or 'holding'"),
        pump(
            "type: BIT, bit: 3 }",
            "type: BIT }",
            "templates/booster-pump.yaml:21:84: a BIT of a register needs 'bit'; add 'bit: 0' to"
                + " 15"),
        pump(
            "type: BIT, bit: 3 }",
            "type: BIT, bit: 16 }",
            "templates/booster-pump.yaml:21:135: '16' is not a whole number from 0 to 15; write it"
                + " without quotes, like 0"),
        pump(
            "type: INT16, scale: 0.1",
            "type: INT16, bit: 1, scale: 0.1",
            "templates/booster-pump.yaml:17:135: 'bit' picks a bit of a register of type BIT; take"
                + " 'bit' out, or change 'type'"),
        pump(
            "type: INT16, scale: 0.1",
            "type: STRING",
            "templates/booster-pump.yaml:17:91: a STRING needs 'length'; add its registers,"
                + " 'length: 4'\n"
                + "templates/booster-pump.yaml:17:91: a register of type STRING cannot be a point"
                + " of kind analog; use a number type, or 'kind: binary'"),
        pump(
            "type: INT16, scale: 0.1",
            "type: STRING, length: 4",
            "templates/booster-pump.yaml:17:91: a register of type STRING cannot be a point of kind"
                + " analog; use a number type, or 'kind: binary'"),
        pump(
            "type: FLOAT32, byte_order: CDAB",
            "type: FLOAT32, byte_order: AB",
            "templates/booster-pump.yaml:18:164: this byte order has 2 bytes, FLOAT32 has 4; write"
                + " ABCD, CDAB, BADC or DCBA"),
        pump(
            "states: { 0: stopped, 1: auto, 2: hand }, ",
            "",
            "templates/booster-pump.yaml:22:16: a multistate point needs 'states'; add 'states: {"
                + " 0: stopped, 1: running }'"),
        pump(
            "2: hand }",
            "2: auto }",
            "templates/booster-pump.yaml:22:73: two states are called 'auto'; give each its own"
                + " name"),
        pump(
            "{ 0: stopped, 1: auto, 2: hand }",
            "{ off: stopped, 1: auto, 2: hand }",
            "templates/booster-pump.yaml:22:73: a register says numbers, not 'off'; write the"
                + " states like { 0: stopped, 1: running }"),
        pump(
            "    command: true\n",
            "",
            "templates/booster-pump.yaml:26:5: 'interlock' belongs to a command point; add"
                + " 'command: true', or take it out\n"
                + "templates/booster-pump.yaml:27:5: 'read_back' belongs to a command point; add"
                + " 'command: true', or take it out"),
        pump(
            "read_back: running",
            "read_back: runing",
            file + ":28:16: there is no point 'runing' here; did you mean 'running'?"),
        pump(
            "modbus: { register: coil, address: 0 }",
            "modbus: { register: discrete, address: 0 }",
            file
                + ":29:13: a command cannot be written to a read-only table; use 'register: coil'"
                + " or 'register: holding'"),
        pump(
            "    range: [0, 2.5] ",
            "    range: [2.5, 0] ",
            file
                + ":14:12: the range ends at 0.0, before it begins; write the lowest and the"
                + " highest sound value: [0, 2.5]"),
        pump(
            "kind: binary, every: 1s, modbus: { register: discrete, address: 0 }",
            "kind: binary, every: 1s",
            "templates/booster-pump.yaml:20:16: no source here; add one of: modbus, opc_ua, mqtt"),
        pump(
            "kind: binary, every: 1s, modbus: { register: discrete",
            "kind: binary, unit: A, modbus: { register: discrete",
            "templates/booster-pump.yaml:20:63: 'unit' means nothing for binary points; take it"
                + " out; it belongs to analog, counter"),
        new Edit(
            "templates/fire-panel.yaml",
            "kind: binary, every: 1s, modbus: { register: holding, address: 0, type: BIT, bit: 1 }",
            "kind: binary, command: true, modbus: { register: coil, address: 0 }",
            "templates/fire-panel.yaml:6:3: life safety is never written, but point 'fire' is a"
                + " command; take the point out, or 'life_safety' if it is none"),
        door(
            ", id: /id, time: /ts, fields",
            ", time: /ts, fields",
            "templates/door-controller.yaml:12:11: an event point needs 'id'; add it (of an event:"
                + " where its identity stands)"),
        door(
            "private: [cred]",
            "private: [card]",
            "templates/door-controller.yaml:13:14: the event has no field 'card'; its fields are:"
                + " type, cred"),
        door(
            "fields: { type: text /type",
            "fields: { type: string /type",
            "templates/door-controller.yaml:12:74: 'string /type' is not a type and a pointer;"
                + " write text, number or bool and a JSON pointer, like 'text /type'"),
        door(
            "pointer: /battery",
            "pointer: battery",
            "templates/door-controller.yaml:6:112: 'battery' is not a JSON pointer; write it like"
                + " /state/online (RFC 6901)"));
  }

  private static List<Edit> rules() {
    String file = "templates/booster-pump.yaml";
    return List.of(
        pump(
            "    read_back: running\n",
            "    readback: running\n",
            file + ":28:5: unknown key 'readback' in a point; did you mean 'read_back'?"),
        pump(
            "discrepancy: { command: start, feedback: running, within: 10s }",
            "discrepancy: { command: start, feedback: flow, within: 10s }",
            file + ":43:46: point 'flow' is an analog; name a point that is binary or multistate"),
        pump(
            "    off_delay: 10s\n",
            "    of_delay: 10s\n",
            file + ":35:5: unknown key 'of_delay' in a rule; did you mean 'off_delay'?"),
        pump(
            "    priority: P2                                     #",
            "    priority: P5                                     #",
            "templates/booster-pump.yaml:36:15: 'P5' is not a priority; it is one of: P1, P2, P3,"
                + " P4, journal"),
        pump(
            "    no_data: { points: [outlet_pressure, running], after: 60s }\n",
            "",
            file
                + ":52:5: no rule kind here; add one of: when, threshold, discrepancy, rate,"
                + " no_data, stuck, deviation, count, sequence, combination, run_hours, starts,"
                + " change, balance, baseline, schedule, device"),
        pump(
            "    no_data: { points: [outlet_pressure, running], after: 60s }\n",
            "    no_data: { points: [outlet_pressure, running], after: 60s }\n    when: running\n",
            "templates/booster-pump.yaml:52:5: a second rule kind here: when, no_data; keep one of"
                + " them"),
        pump(
            "low: { at: 0.30, on_delay: 120s, priority: P2 }, low_low: { at: 0.15,",
            "low: { at: 0.10, on_delay: 120s, priority: P2 }, low_low: { at: 0.15,",
            "templates/booster-pump.yaml:40:63: 'low' is not above the limit before it, 0.15;"
                + " limits rise from low_low over low and high to high_high"),
        pump(
            "low: { at: 0.30, on_delay: 120s, priority: P2 }",
            "low: { at: 0.30, on_delay: 120s }",
            file
                + ":40:5: the rule has no 'priority'; add 'priority: P3' to the rule, or to each of"
                + " its limits"),
        pump(
            "threshold: { point: outlet_pressure,",
            "threshold: { point: outlet_pressure, points: [flow],",
            file + ":40:42: 'point' and 'points' stand together; write one of them"),
        pump(
            "verify: { normal_for: 10m,",
            "verify: { normal_for: 10x,",
            "templates/booster-pump.yaml:38:104: '10x' is not a duration above 0; write a whole"
                + " number and ms, s, m, h or d: 500ms, 30s, 5m"),
        pump(
            "无水空转，进水压力 {inlet_pressure} MPa",
            "无水空转，进水压力 {inlet_presure} MPa",
            file
                + ":37:32: there is no point or event field 'inlet_presure'; did you mean"
                + " 'inlet_pressure'?"),
        door(
            "inhibits: [forced, held, denials]",
            "inhibits: [forced, hold, denials]",
            "templates/door-controller.yaml:31:24: there is no rule 'hold' at this equipment; did"
                + " you mean 'held'?"),
        new Edit(
            "templates/elevator.yaml",
            "inhibits: [silent]",
            "inhibits: [bell]",
            "templates/elevator.yaml:26:73: rule 'bell' is life safety and is never inhibited; take"
                + " it out"),
        new Edit(
            "templates/elevator.yaml",
            "merge: never, verify: manual }",
            "merge: never, verify: { normal_for: 5m } }",
            "templates/elevator.yaml:24:12: a machine cannot verify life safety; write 'verify:"
                + " manual'"),
        new Edit(
            "templates/elevator.yaml",
            "when: \"!mains\"",
            "when: !mains",
            "templates/elevator.yaml:26:23: YAML takes a text that begins with '!' for its own;"
                + " quote an expression that begins so: \"!running\""),
        new Edit(
            "templates/fire-panel.yaml",
            "escalate: { when: battery_fault, to: P1 }",
            "escalate: { when: battery_fault, to: P3 }",
            "templates/fire-panel.yaml:21:75: an escalation from P2 to P3; escalate to a higher"
                + " priority"),
        new Edit(
            "templates/fire-panel.yaml",
            "key: [loop_no, device_no]",
            "key: [loop_no, device]",
            "templates/fire-panel.yaml:16:85: there is no point or event field 'device'; there are:"
                + " fire, fault, shielded, mains_fault, battery_fault, manual, shielded_count,"
                + " loop_no, device_no"),
        rule(
            "equipment: pump-b1\n",
            "equipment: pump-b9\n",
            "rules/site.yaml:7:16: there is no equipment 'pump-b9'; did you mean 'pump-b1'?"),
        rule(
            "parent: feeder-1/energy",
            "parent: energy",
            "rules/site.yaml:11:24: 'energy' does not say whose point it is; write equipment/point,"
                + " or name the rule's equipment with 'equipment: …'"),
        rule(
            "    enabled: false\n",
            "",
            "rules/site.yaml:11:5: a balance without children always differs; name the meters below"
                + " in 'children', or write 'enabled: false'"));
  }

  private static List<Edit> plans() {
    return List.of(
        plan(
            "pump-daily:        { level: daily,   trade: plumbing, rrule: \"FREQ=DAILY;BYHOUR=9\"",
            "pump-daily:        { level: daily,   trade: plumbing, rrule: \"FREQ=DALY;BYHOUR=9\"",
            "plans/plans.yaml:5:64: 'FREQ=DALY;BYHOUR=9' is not a recurrence rule: Unknown FREQ"
                + " value DALY; write it like FREQ=MONTHLY;BYMONTHDAY=5 (RFC 5545, 3.3.10)"),
        plan(
            "\"FREQ=DAILY;BYHOUR=9\"",
            "\"FREQ=HOURLY\"",
            "plans/plans.yaml:5:64: a plan has at most one visit a day; use FREQ=DAILY or longer"
                + " with one BYHOUR, or write two plans"),
        plan(
            "from: 2026-01-10, ",
            "",
            "plans/plans.yaml:16:62: an interval over 1 counts from somewhere; add 'from:"
                + " 2026-01-10', the first date"),
        plan(
            "floating: 365d, checklist: meter-yearly",
            "checklist: meter-yearly",
            "plans/plans.yaml:21:22: no recurrence here; add one of: rrule, floating, ceiling,"
                + " meter, after, first_of"),
        plan(
            "floating: 3650d, ",
            "floating: 3650d, ceiling: 3650d, ",
            "plans/plans.yaml:22:97: a second recurrence here: floating, ceiling; keep one of"
                + " them"),
        plan(
            "ceiling: 15d,  lead: 2d",
            "ceiling: 15d,  lead: 20d",
            "plans/plans.yaml:10:104: a lead of 20d leaves nothing of the gap of 15d; write a"
                + " shorter lead"),
        plan(
            "absorbs: [lift-half-monthly], checklist",
            "absorbs: [lift-half-montly], checklist",
            "plans/plans.yaml:11:159: there is no plan 'lift-half-montly'; did you mean"
                + " 'lift-half-monthly'?"),
        plan(
            "contractor: otis-sh, floating",
            "contractor: otis, floating",
            "plans/plans.yaml:22:71: there is no contractor 'otis'; there are these contractors:"
                + " otis-sh"),
        plan(
            "checklist: lpr-weekly }",
            "checklist: lpr-weekley }",
            "plans/plans.yaml:20:100: there is no checklist 'lpr-weekley'; did you mean"
                + " 'lpr-weekly'?"),
        plan(
            "season: { from: 05-15, to: 09-30 }",
            "season: { from: 05-15, to: 09-31 }",
            "plans/plans.yaml:8:84: '09-31' is not a day of the year; write month and day like"
                + " 05-15"),
        plan(
            "after: { rule: fire_alarm,",
            "after: { rule: fire_alram,",
            "plans/plans.yaml:18:70: no equipment has a rule 'fire_alram'; did you mean"
                + " 'fire_alarm'?"),
        plan(
            "meter: { point: run_hours,",
            "meter: { point: hours,",
            "plans/plans.yaml:7:3: plan 'pump-service' counts 'hours', which 'pump-b1' does not"
                + " have; name a counter of the equipment, or take the plan out of its"
                + " 'maintenance'"),
        plan(
            "reading: outlet_pressure",
            "reading: outlet",
            "plans/plans.yaml:25:3: the checklist reads 'outlet', which 'pump-b1' does not have;"
                + " name a point of the equipment, or give its plan another checklist"),
        plan(
            "working: [2027-02-14]",
            "working: [2027-02-17]",
            "plans/plans.yaml:38:12: 2027-02-17 is both closed and worked; take it out of one"
                + " list"));
  }

  private static List<Edit> tests() {
    return List.of(
        test(
            "equipment: pump-b1",
            "equipment: pump-b3",
            "tests/pump.yaml:5:16: there is no equipment 'pump-b3'; did you mean 'pump-b1'?"),
        test(
            "flow: 12",
            "flov: 12",
            "tests/pump.yaml:7:35: there is no point 'flov' here; did you mean 'flow'?"),
        test(
            "running: true",
            "running: 1",
            "tests/pump.yaml:7:29: '1' is not true or false; write true or false, without quotes"),
        test(
            "{ at: 41s, alarms: [dry_run] }",
            "{ at: 41s, alarms: [dry_rnu] }",
            "tests/pump.yaml:11:29: there is no rule 'dry_rnu' at 'pump-b1'; did you mean"
                + " 'dry_run'?"),
        test(
            "{ at: 41s, alarms: [dry_run] }",
            "{ at: 41s }",
            "tests/pump.yaml:11:9: none of alarms, not_alarms, orders, not_orders stands here; add"
                + " one or more of them"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void oneEditIsAnsweredWithOneLine(Edit edit) {
    List<String> lines =
        ExampleSite.whole().with(edit.file, edit.text, edit.other).load().problems().stream()
            .filter(problem -> problem.severity() == Problem.Severity.ERROR)
            .map(problem -> problem.position() + ": " + problem.message())
            .toList();

    assertThat(String.join("\n", lines)).isEqualTo(edit.line);
  }
}
