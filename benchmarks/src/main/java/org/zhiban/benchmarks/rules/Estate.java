package org.zhiban.benchmarks.rules;

import java.util.Map;
import org.zhiban.benchmarks.Sites;
import org.zhiban.model.site.Site;

/**
 * A site of equal devices: 100 points and 20 rules each, of the kinds that buildings have most of.
 * The first points of a device stand in rules, the others in none.
 */
final class Estate {
  static final int POINTS = 100;

  /** Points 0 to 7: a threshold on both sides, with deadband. */
  static final int THRESHOLDS = 8;

  /** Points 8 to 17: {@code when} of two comparisons. */
  static final int CONDITIONS = 10;

  /** Points 18 and 19: {@code no_data}. */
  static final int SILENCES = 2;

  static final int RULES = THRESHOLDS + CONDITIONS + SILENCES;

  /** The first of the points that are watched for silence. */
  static final int FIRST_SILENCE = THRESHOLDS + CONDITIONS;

  static final double LOW = 10;
  static final double HIGH = 90;
  static final double DEADBAND = 1;
  static final long ON_DELAY_MILLIS = 5_000;
  static final long SILENCE_MILLIS = 60_000;

  private Estate() {}

  static Site of(int devices) {
    StringBuilder site =
        new StringBuilder(
            """
            site: { id: bench, name: bench, timezone: UTC }
            connections:
              link: { type: modbus_tcp, host: 127.0.0.1 }
            equipment:
            """);
    for (int device = 0; device < devices; device++) {
      site.append(
          "  - { id: d%d, template: device, name: d, location: x, connection: link, unit: 1 }\n"
              .formatted(device));
    }
    return Sites.load(Map.of("site.yaml", site.toString(), "templates/device.yaml", template()));
  }

  private static String template() {
    StringBuilder text = new StringBuilder("template: device\nclass: device\npoints:\n");
    for (int point = 0; point < POINTS; point++) {
      text.append(
          "  p%d: { name: p, kind: analog, every: 1s, modbus: { register: holding, address: %d, type: UINT16 } }\n"
              .formatted(point, point));
    }
    text.append("rules:\n");
    for (int rule = 0; rule < RULES; rule++) {
      text.append(rule(rule));
    }
    return text.toString();
  }

  private static String rule(int number) {
    if (number < THRESHOLDS) {
      return "  r%d: { threshold: { point: p%d, deadband: 1, low: { at: 10, on_delay: 5s, priority: P2 }, high: { at: 90, on_delay: 5s, priority: P2 } } }\n"
          .formatted(number, number);
    }
    if (number < FIRST_SILENCE) {
      return "  r%d: { when: p%d > 90 || p%d < 10, on_delay: 5s, priority: P2 }\n"
          .formatted(number, number, number);
    }
    return "  r%d: { no_data: { points: [p%d], after: 60s }, priority: P2 }\n"
        .formatted(number, number);
  }
}
