package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.zhiban.gateway.telemetry.Historian;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.workorder.Evidence;

/** What is recorded of the points of an evidence, as JSON by {@code equipment/point}. */
public record EvidenceSamples(Site site, Historian historian) {
  /** So many before the fault, and so many from then on. */
  static final int EACH_SIDE = 1_000;

  /** So many are looked through for those next to the fault. */
  private static final int LOOKED_THROUGH = 100_000;

  /** The last before the window, and those next to the fault on both sides. */
  public JsonObject of(Evidence evidence) {
    JsonObject samples = new JsonObject();
    for (PointRef ref : evidence.points()) {
      Equipment equipment = site.equipment().get(ref.equipment());
      PointSpec spec = equipment == null ? null : equipment.points().get(ref.point());
      if (spec != null) {
        JsonArray values = new JsonArray();
        List<PointValue> before =
            historian.raw(ref, evidence.from(), evidence.faultAt(), LOOKED_THROUGH);
        if (before.size() <= EACH_SIDE) {
          add(values, spec, historian.lastBefore(ref, evidence.from()));
        }
        add(values, spec, before.subList(Math.max(0, before.size() - EACH_SIDE), before.size()));
        add(values, spec, historian.raw(ref, evidence.faultAt(), evidence.to(), EACH_SIDE));
        samples.put(ref.toString(), values);
      }
    }
    return samples;
  }

  private static void add(JsonArray values, PointSpec spec, List<PointValue> samples) {
    samples.forEach(sample -> values.add(EquipmentRoutes.sample(spec, sample)));
  }
}
