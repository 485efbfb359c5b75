package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits of templates and rules. */
class TemplateMessagesTest {
  private static Edit pump(String text, String other, String line) {
    return new Edit("templates/booster-pump.yaml", text, other, line);
  }

  private static Edit door(String text, String other, String line) {
    return new Edit("templates/door-controller.yaml", text, other, line);
  }

  private static Edit rule(String text, String other, String line) {
    return new Edit("rules/site.yaml", text, other, line);
  }

  static Stream<Edit> edits() {
    return Stream.of(points(), rules()).flatMap(List::stream);
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
            "modbus: { register: coil, address: 0 }",
            "modbus: { register: holding, address: 7, type: BIT, bit: 2 }",
            file
                + ":29:13: a command cannot be written to one bit of a register, since the device"
                + " may change the others meanwhile; use 'register: coil', or a whole register"),
        pump(
            "    range: [0, 2.5] ",
            "    range: [2.5, 0] ",
            file
                + ":14:12: the range ends at 0.0, before it begins; write the lowest and the"
                + " highest sound value: [0, 2.5]"),
        pump(
            "kind: binary, every: 1s, modbus: { register: discrete, address: 0 }",
            "kind: binary, every: 1s",
            "templates/booster-pump.yaml:20:16: no source here; add one of: modbus, opc_ua, mqtt,"
                + " sparkplug"),
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
                + " no_data, clock_off, gateway, stuck, deviation, count, sequence, combination,"
                + " run_hours, starts, change, balance, baseline, schedule, device"),
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
        door(
            "inhibits: [forced, held, denials]",
            "inhibits: [forced, below/mains_lst]",
            "templates/door-controller.yaml:31:24: no equipment has a rule 'mains_lst'; did"
                + " you mean 'mains_lost'?"),
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
            "merge: never, verify: manual }",
            "merge: never, verify: manual }\n    unless_open_order: true",
            "templates/elevator.yaml:25:24: an open order never suppresses life safety; take"
                + " 'unless_open_order' out"),
        new Edit(
            "templates/elevator.yaml",
            "merge: never, verify: manual }",
            "merge: never, verify: manual }\n    unless_permit: true",
            "templates/elevator.yaml:25:20: a permit never silences a rule of life safety; take"
                + " 'unless_permit' out: while a permit stands the alarm names it"),
        new Edit(
            "templates/fire-panel.yaml",
            "when: fire, on_delay: 0s,",
            "when: fire, on_delay: 0s, unless_permit: true,",
            "templates/fire-panel.yaml:16:58: a permit never silences a P1 rule of life-safety"
                + " equipment; take 'unless_permit' out: while a permit stands the alarm names"
                + " it"),
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void oneEditIsAnsweredWithItsLine(Edit edit) {
    assertThat(edit.answer()).isEqualTo(edit.line());
  }
}
