package org.zhiban.gateway.config.grammar;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PlanSpec.Recurrence;

/** What plans ask of the equipment that they are for. */
final class Maintenance {
  private Maintenance() {}

  static void check(Reading reading) {
    for (PlanSpec plan : reading.names().plans().values()) {
      List<Equipment> covered =
          reading.names().equipment().values().stream()
              .filter(equipment -> equipment.maintenance().contains(plan.id()))
              .toList();
      boolean triggered = meant(plan.recurrence()).anyMatch(PlanSpec.After.class::isInstance);
      if (covered.isEmpty() && !triggered && reading.names().unreadable().isEmpty()) {
        reading.warning(
            plan.position(),
            "no equipment has the plan '" + plan.id() + "'",
            "name it in 'maintenance' of a template or an equipment");
      }
      covered.forEach(equipment -> check(plan, equipment, reading));
    }
  }

  private static Stream<Recurrence> meant(Recurrence recurrence) {
    return recurrence instanceof PlanSpec.FirstOf several
        ? several.of().stream()
        : Stream.of(recurrence);
  }

  private static void check(PlanSpec plan, Equipment equipment, Reading reading) {
    if (reading.names().unreadable().contains(equipment.id())) {
      return;
    }
    meant(plan.recurrence())
        .filter(PlanSpec.Meter.class::isInstance)
        .map(PlanSpec.Meter.class::cast)
        .forEach(meter -> checkMeter(plan, meter.point(), equipment, reading));
    plan.checklist()
        .flatMap(id -> Optional.ofNullable(reading.names().checklists().get(id)))
        .map(Checklist::items)
        .orElse(List.of())
        .forEach(item -> item.reading().ifPresent(p -> checkReading(plan, p, equipment, reading)));
  }

  private static void checkMeter(
      PlanSpec plan, String point, Equipment equipment, Reading reading) {
    if (!reading.names().points(equipment.id()).containsKey(point)) {
      reading.error(
          plan.position(),
          "plan '"
              + plan.id()
              + "' counts '"
              + point
              + "', which '"
              + equipment.id()
              + "' does not have",
          "name a counter of the equipment, or take the plan out of its 'maintenance'");
    } else if (reading
        .names()
        .points(equipment.id())
        .getOrDefault(point, Optional.empty())
        .filter(spec -> !spec.kind().numeric())
        .isPresent()) {
      reading.error(
          plan.position(),
          "plan '"
              + plan.id()
              + "' counts '"
              + point
              + "', which is no number at '"
              + equipment.id()
              + "'",
          "name a counter");
    }
  }

  private static void checkReading(
      PlanSpec plan, String point, Equipment equipment, Reading reading) {
    if (!reading.names().points(equipment.id()).containsKey(point)) {
      reading.error(
          reading.names().position(Kind.CHECKLIST, plan.checklist().orElseThrow()),
          "the checklist reads '" + point + "', which '" + equipment.id() + "' does not have",
          "name a point of the equipment, or give its plan another checklist");
    }
  }
}
