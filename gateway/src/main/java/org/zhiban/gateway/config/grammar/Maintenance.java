package org.zhiban.gateway.config.grammar;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Names;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.PlanSpec;
import org.zhiban.model.site.PlanSpec.Recurrence;
import org.zhiban.model.telemetry.PointKind;

/**
 * What plans ask of the equipment that they are for; of several that lack it, the first is named.
 */
final class Maintenance {
  private final Names names;
  private final Reading reading;

  private Maintenance(Reading reading) {
    names = reading.names();
    this.reading = reading;
  }

  static void check(Reading reading) {
    Maintenance maintenance = new Maintenance(reading);
    reading.names().plans().values().forEach(maintenance::check);
  }

  private void check(PlanSpec plan) {
    List<Equipment> covered =
        names.equipment().values().stream()
            .filter(equipment -> equipment.maintenance().contains(plan.id()))
            .filter(equipment -> !names.unreadable().contains(equipment.id()))
            .toList();
    boolean triggered = meant(plan.recurrence()).anyMatch(PlanSpec.After.class::isInstance);
    if (covered.isEmpty() && !triggered && names.unreadable().isEmpty()) {
      reading.warning(
          plan.position(),
          "no equipment has the plan '" + plan.id() + "'",
          "name it in 'maintenance' of a template or an equipment");
    }
    meant(plan.recurrence())
        .filter(PlanSpec.Meter.class::isInstance)
        .map(PlanSpec.Meter.class::cast)
        .forEach(meter -> checkMeter(plan, meter.point(), covered));
    plan.checklist()
        .flatMap(id -> Optional.ofNullable(names.checklists().get(id)))
        .map(Checklist::items)
        .orElse(List.of())
        .forEach(item -> item.reading().ifPresent(point -> checkReading(plan, point, covered)));
  }

  private static Stream<Recurrence> meant(Recurrence recurrence) {
    return recurrence instanceof PlanSpec.FirstOf several
        ? several.of().stream()
        : Stream.of(recurrence);
  }

  private void checkMeter(PlanSpec plan, String point, List<Equipment> covered) {
    first(covered, without(point))
        .ifPresent(
            id ->
                reading.error(
                    plan.position(),
                    "plan '"
                        + plan.id()
                        + "' counts '"
                        + point
                        + "', which '"
                        + id
                        + "' does not have",
                    "name a counter of the equipment, or take the plan out of its 'maintenance'"));
    first(covered, equipment -> notNumeric(equipment, point))
        .ifPresent(
            id ->
                reading.error(
                    plan.position(),
                    "plan '"
                        + plan.id()
                        + "' counts '"
                        + point
                        + "', which is no number at '"
                        + id
                        + "'",
                    "name a counter"));
    first(covered, equipment -> measured(equipment, point))
        .ifPresent(
            id ->
                reading.warning(
                    plan.position(),
                    "plan '"
                        + plan.id()
                        + "' counts '"
                        + point
                        + "', which at '"
                        + id
                        + "' is a measured value that may fall",
                    "name a counter; where it only ever rises, write 'kind: counter' at the"
                        + " point"));
  }

  private void checkReading(PlanSpec plan, String point, List<Equipment> covered) {
    first(covered, without(point))
        .ifPresent(
            id ->
                reading.error(
                    names.position(Kind.CHECKLIST, plan.checklist().orElseThrow()),
                    "the checklist reads '" + point + "', which '" + id + "' does not have",
                    "name a point of the equipment, or give its plan another checklist"));
  }

  private static Optional<String> first(List<Equipment> covered, Predicate<Equipment> wrong) {
    return covered.stream().filter(wrong).map(Equipment::id).findFirst();
  }

  private Predicate<Equipment> without(String point) {
    return equipment -> !names.points(equipment.id()).containsKey(point);
  }

  private boolean measured(Equipment equipment, String point) {
    return names
        .points(equipment.id())
        .getOrDefault(point, Optional.empty())
        .filter(spec -> spec.kind() == PointKind.ANALOG)
        .isPresent();
  }

  private boolean notNumeric(Equipment equipment, String point) {
    return names
        .points(equipment.id())
        .getOrDefault(point, Optional.empty())
        .filter(spec -> !spec.kind().numeric())
        .isPresent();
  }
}
