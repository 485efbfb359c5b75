package org.zhiban.drivers.mqtt;

import java.util.List;
import java.util.Optional;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.mqtt.sparkplug.EdgeNodeId;
import org.zhiban.model.site.PointSource;

/** A point that is a metric of an edge node, read or written. */
record SparkplugPoint(DrivenPoint point, Key key) {
  /**
   * Which metric.
   *
   * @param device empty for a metric of the node itself
   */
  record Key(EdgeNodeId node, Optional<String> device, String metric) {
    /** The device, or else the node, as a person names it. */
    String owner() {
      return node + device.map(name -> "/" + name).orElse("");
    }

    @Override
    public String toString() {
      return owner() + " " + metric;
    }
  }

  /** Whether a point is one. */
  static boolean is(DrivenPoint point) {
    return point.spec().source().orElse(null) instanceof PointSource.Sparkplug;
  }

  /** Those of a link's points that are metrics. */
  static List<SparkplugPoint> of(List<DrivenPoint> points) {
    return points.stream()
        .filter(SparkplugPoint::is)
        .map(
            point -> {
              var source = (PointSource.Sparkplug) point.spec().source().orElseThrow();
              return new SparkplugPoint(point, key(source));
            })
        .toList();
  }

  private static Key key(PointSource.Sparkplug source) {
    return new Key(new EdgeNodeId(source.group(), source.node()), source.device(), source.metric());
  }
}
