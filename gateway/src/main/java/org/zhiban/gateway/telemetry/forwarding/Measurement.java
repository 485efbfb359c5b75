package org.zhiban.gateway.telemetry.forwarding;

import java.util.LinkedHashMap;
import java.util.Map;
import org.zhiban.model.telemetry.PointRef;

/**
 * One sample as a row of a measurement store.
 *
 * @param point whose sample it is
 * @param name of the measurement: the equipment's class
 * @param tags of low cardinality, in order: site, area, equipment, class
 * @param fields {@link Double}, {@link Long} or {@link String} by name; a name keeps its type
 * @param time milliseconds since 1970 UTC, the source's
 */
public record Measurement(
    PointRef point, String name, Map<String, String> tags, Map<String, Object> fields, long time) {
  public Measurement {
    tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
