package org.zhiban.model.workorder;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.telemetry.PointRef;

/**
 * What the machines saw of a fault.
 *
 * @param from 15 minutes before the fault was first seen
 * @param to 15 minutes after it was raised
 * @param points whose samples of that time belong to it
 * @param rule the rule as it stood
 * @param values of the points at the time of raising
 * @param exchange the raw exchange that carried the first bad value, where the driver kept it
 */
public record Evidence(
    Instant from,
    Instant to,
    Instant faultAt,
    List<PointRef> points,
    String rule,
    Map<String, Object> values,
    Optional<String> exchange) {
  public Evidence {
    points = List.copyOf(points);
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The same with the exchange that carried the first bad value. */
  public Evidence carriedBy(Optional<String> raw) {
    return new Evidence(from, to, faultAt, points, rule, values, raw);
  }
}
