package org.zhiban.simulators.plant;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.zhiban.model.telemetry.PointRef;

/**
 * A record of an event point.
 *
 * @param id of the happening, unique in all runs; a correction has the id of what it corrects
 */
public record Happening(PointRef point, String id, Instant time, Map<String, Object> fields) {
  /** The field by which a model gives two records one identity. */
  public static final String ID = "id";

  public Happening {
    fields = new LinkedHashMap<>(fields);
    fields.remove(ID);
    fields = Collections.unmodifiableMap(fields);
  }
}
