package org.zhiban.rules.workorder;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.Site;

/** Whose work an equipment is, where nobody says. */
public final class EquipmentTrade {
  private EquipmentTrade() {}

  /** Of its plans that of one that the law asks for, else of the first. */
  public static String of(Site site, Optional<Equipment> equipment) {
    List<PlanSpec> plans =
        equipment.map(Equipment::maintenance).orElse(List.of()).stream()
            .flatMap(id -> Optional.ofNullable(site.plans().get(id)).stream())
            .toList();
    return plans.stream()
        .filter(PlanSpec::statutory)
        .findFirst()
        .or(() -> plans.stream().findFirst())
        .map(PlanSpec::trade)
        .orElse(HandReport.NO_TRADE);
  }
}
