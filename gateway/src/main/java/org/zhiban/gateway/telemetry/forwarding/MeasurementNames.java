package org.zhiban.gateway.telemetry.forwarding;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zhiban.gateway.telemetry.Historian.Row;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.model.telemetry.PointValue;
import org.zhiban.model.telemetry.Quality;

/**
 * Names samples for a measurement store. The measurement is the equipment's class; a field has the
 * point's name; beside each stands {@code POINT_quality}: 0 good, 1 uncertain, 2 bad. A number is
 * always a float, whatever its kind, and a text always a string. A sample without a trustworthy
 * value has its quality alone, so that no old value seems to go on.
 */
public final class MeasurementNames {
  /** What is behind a point's name in the name of its quality. */
  public static final String QUALITY = "_quality";

  /** The class of what is in the history and in the site no more. */
  private static final String REMOVED = "removed";

  private final String site;
  private final Map<String, Map<String, String>> tagsByEquipment = new HashMap<>();

  /**
   * The names of a site.
   *
   * @param site its id
   * @param equipment by id
   */
  public MeasurementNames(String site, Map<String, Equipment> equipment) {
    this.site = site;
    equipment
        .values()
        .forEach(e -> tagsByEquipment.put(e.id(), tags(e.area(), e.id(), e.equipmentClass())));
  }

  public static MeasurementNames of(Site site) {
    return new MeasurementNames(site.id(), site.equipment());
  }

  private Map<String, String> tags(Optional<String> area, String equipment, String equipmentClass) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("site", site);
    area.ifPresent(name -> tags.put("area", name));
    tags.put("equipment", equipment);
    tags.put("class", equipmentClass);
    return tags;
  }

  /** The row of a sample. */
  public Measurement of(Row row) {
    PointRef point = row.point();
    PointValue value = row.value();
    Map<String, String> tags = tagsByEquipment.get(point.equipment());
    if (tags == null) {
      tags = tags(Optional.empty(), point.equipment(), REMOVED);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    if (value.quality() != Quality.BAD) {
      if (value.text() != null) {
        fields.put(point.point(), value.text());
      } else if (Double.isFinite(value.value())) {
        fields.put(point.point(), value.value());
      }
    }
    fields.put(point.point() + QUALITY, (long) value.quality().code());
    return new Measurement(
        point, Objects.requireNonNull(tags.get("class")), tags, fields, value.time());
  }
}
