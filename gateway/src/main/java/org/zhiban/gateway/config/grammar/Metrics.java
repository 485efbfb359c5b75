package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.model.site.PointSource;

/** Which metric of an edge node a point is. */
final class Metrics {
  /** Group, node and device are each one level of a topic (Sparkplug 3.0, 4.1). */
  private static final Pattern DEVICE =
      Pattern.compile("(?!spBv1\\.0/)[^+#/\\u0000]+/[^+#/\\u0000]+(/[^+#/\\u0000]+)?");

  private static final Key<String> DEVICE_KEY =
      required(
          "device",
          Texts.matching(
              "a device of Sparkplug",
              "write Group/Node/Device, or Group/Node for the edge node itself; without spBv1.0, a"
                  + " message type, '+' and '#'",
              DEVICE.asMatchPredicate()),
          "`Group/Node/Device`, or `Group/Node` for a metric of the edge node itself");
  private static final Key<String> METRIC =
      required("metric", Texts.text(), "name of the metric in the birth, with its folders");

  static final MappingShape<PointSource.Sparkplug> SHAPE =
      MappingShape.of(
          "a Sparkplug metric",
          List.of(DEVICE_KEY, METRIC),
          (values, _) -> source(values.get(DEVICE_KEY), values.get(METRIC)));

  private Metrics() {}

  private static PointSource.Sparkplug source(String path, String metric) {
    String[] levels = path.split("/", -1);
    Optional<String> device = levels.length == 3 ? Optional.of(levels[2]) : Optional.empty();
    return new PointSource.Sparkplug(levels[0], levels[1], device, metric);
  }
}
