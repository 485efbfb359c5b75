package org.zhiban.simulators.plant;

import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.model.site.Equipment;

/**
 * What a model is born with.
 *
 * @param random its own; the same seed and site give the same life
 * @param shared things that several models of a site have in common, by a key of their choice
 */
public record Setting(Equipment equipment, RandomGenerator random, Map<String, Object> shared) {

  /** Where a point normally stands, moved clear of the limits that the equipment's rules set. */
  public double normal(String point, double value) {
    double factor = toCanonical(point);
    return Limits.of(equipment, point).normal(value / factor) * factor;
  }

  /** A value low enough for the lesser of the low limits and, where there are two, not for both. */
  public double tooLow(String point, double value) {
    double factor = toCanonical(point);
    return Limits.of(equipment, point).tooLow(value / factor) * factor;
  }

  /** A value beyond every high limit. */
  public double tooHigh(String point, double value) {
    double factor = toCanonical(point);
    return Limits.of(equipment, point).tooHigh(value / factor) * factor;
  }

  /** A uniform number between the two. */
  public double between(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  public boolean has(String point) {
    return equipment.points().containsKey(point);
  }

  /** The thing of that key, made at the first asking. */
  public <T> T share(String key, Class<T> type, Supplier<T> make) {
    return type.cast(shared.computeIfAbsent(key, _ -> make.get()));
  }

  private double toCanonical(String point) {
    var spec = equipment.points().get(point);
    var canonical =
        EquipmentClass.of(equipment.equipmentClass()).flatMap(c -> c.point(point)).orElse(null);
    return spec == null || canonical == null ? 1 : Units.factor(spec.unit(), canonical.unit());
  }
}
