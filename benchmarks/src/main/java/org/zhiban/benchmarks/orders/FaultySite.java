package org.zhiban.benchmarks.orders;

import java.util.Map;
import org.zhiban.benchmarks.Sites;
import org.zhiban.model.site.Site;

/** A site of pumps, each with a bit that says that it tripped, and an order for it at once. */
final class FaultySite {
  private FaultySite() {}

  static Site of(int pumps, int port, long pollMillis) {
    StringBuilder site =
        new StringBuilder(
            """
            site: { id: bench, name: bench, timezone: UTC }
            connections:
              link: { type: modbus_tcp, host: 127.0.0.1, port: %d }
            equipment:
            """
                .formatted(port));
    for (int pump = 0; pump < pumps; pump++) {
      site.append(
          "  - { id: pump-%d, template: pump, name: pump %d, location: B1, connection: link, unit: 1, vars: { at: %d } }\n"
              .formatted(pump, pump, pump));
    }
    String template =
        """
        template: pump
        class: pump
        points:
          tripped: { name: Tripped, kind: binary, every: %dms, modbus: { register: holding, address: "${at}", type: BIT, bit: 0 } }
        rules:
          trip:
            when: tripped
            on_delay: 0s
            priority: P2
            order: { trade: electric, urgency: urgent, severity: moderate, hold_off: 0s }
        """
            .formatted(pollMillis);
    return Sites.load(Map.of("site.yaml", site.toString(), "templates/pump.yaml", template));
  }
}
