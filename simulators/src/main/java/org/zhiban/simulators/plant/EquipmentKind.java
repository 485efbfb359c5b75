package org.zhiban.simulators.plant;

import java.util.List;
import java.util.function.Function;
import org.zhiban.model.equipment.EquipmentClass;

/**
 * A class of equipment as the simulators know it.
 *
 * @param faults beyond those that every equipment has
 * @param model makes the model of one equipment
 */
public record EquipmentKind(
    EquipmentClass equipmentClass, List<FaultKind> faults, Function<Setting, Behaviour> model) {
  public EquipmentKind {
    faults = List.copyOf(faults);
  }
}
