package org.zhiban.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Edits of {@code site.yaml} about the site, its links and its equipment. */
class SiteMessagesTest {
  private static Edit site(String text, String other, String line) {
    return new Edit("site.yaml", text, other, line);
  }

  static Stream<Edit> edits() {
    return Stream.of(header(), links(), equipment()).flatMap(List::stream);
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void oneEditIsAnsweredWithItsLine(Edit edit) {
    assertThat(edit.answer()).isEqualTo(edit.line());
  }
}
