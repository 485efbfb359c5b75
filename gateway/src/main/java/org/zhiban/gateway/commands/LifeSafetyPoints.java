package org.zhiban.gateway.commands;

import java.util.HashSet;
import java.util.Set;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.rules.alarm.CompiledRules;

/**
 * The points that no machine writes: by their class, their template, or a rule that hangs on them.
 */
final class LifeSafetyPoints {
  private static final Set<String> CLASSES =
      Set.of(
          EquipmentClass.FIRE_PANEL.word(),
          EquipmentClass.SMOKE_DETECTOR.word(),
          EquipmentClass.FIRE_PUMP.word(),
          EquipmentClass.JOCKEY_PUMP.word());

  private final Site site;
  private final Set<PointRef> ofRules = new HashSet<>();

  LifeSafetyPoints(CompiledRules rules) {
    site = rules.site();
    rules.lifeSafetyPoints().forEach(point -> ofRules.add(rules.index().ref(point)));
  }

  boolean contains(PointRef point) {
    Equipment equipment = site.equipment().get(point.equipment());
    return ofRules.contains(point)
        || (equipment != null
            && (equipment.lifeSafety() || CLASSES.contains(equipment.equipmentClass())));
  }
}
