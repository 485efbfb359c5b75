package org.zhiban.acceptance.endurance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A site of machines m0, m1, ..., and one technician. */
final class SmallSite {
  private SmallSite() {}

  private static String machine(int number) {
    return "  - { id: m%1$d, template: machine, name: Machine %1$d, location: 1F, connection: devices, vars: { topic: m%1$d } }"
        .formatted(number);
  }

  /**
   * Writes it.
   *
   * @param port on which it listens for its devices
   */
  static Path in(Path folder, int port, int machines) throws IOException {
    Path site = folder.resolve("site");
    Files.createDirectories(site.resolve("templates"));
    Files.writeString(
        site.resolve("site.yaml"),
        """
        site: { id: small, name: Small site, timezone: Asia/Shanghai, language: en }
        connections:
          devices: { type: mqtt_listen, port: %d }
        equipment:
        %s
        staff:
          - { id: li-wei, name: Li Wei, role: technician, trades: [electric], areas: [all] }
        """
            .formatted(
                port,
                IntStream.range(0, machines)
                    .mapToObj(SmallSite::machine)
                    .collect(Collectors.joining("\n"))));
    Files.writeString(
        site.resolve("templates/machine.yaml"),
        """
        template: machine
        class: machine
        points:
          v: { name: Value, kind: analog, mqtt: { topic: "${topic}/state", pointer: /v, time: /t } }
          fault: { name: Fault, kind: binary, mqtt: { topic: "${topic}/state", pointer: /fault, time: /t } }
          event:
            name: Event
            kind: event
            mqtt: { topic: "${topic}/event", id: /id, fields: { type: text /type } }
        rules:
          fault: { when: fault, priority: P2, order: { trade: electric, urgency: urgent, severity: moderate, hold_off: 0s } }
        """);
    return site;
  }
}
