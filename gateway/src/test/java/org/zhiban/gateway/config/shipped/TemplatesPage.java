package org.zhiban.gateway.config.shipped;

import java.util.List;
import java.util.stream.Collectors;
import org.zhiban.model.equipment.EquipmentClass;
import org.zhiban.model.site.Equipment;
import org.zhiban.model.site.Site;

/** The made part of docs/templates.md: every shipped template, by class. */
final class TemplatesPage {
  private TemplatesPage() {}

  static String text() {
    Site site = ShippedSite.of(ShippedTemplates.ids());
    StringBuilder page = new StringBuilder();
    for (EquipmentClass equipmentClass : EquipmentClass.values()) {
      List<Equipment> ofClass =
          site.equipment().values().stream()
              .filter(one -> one.equipmentClass().equals(equipmentClass.word()))
              .toList();
      if (!ofClass.isEmpty()) {
        page.append(
            "\n## `%s` %s / %s\n\n"
                .formatted(
                    equipmentClass.word(),
                    equipmentClass.title().zh(),
                    equipmentClass.title().en()));
        page.append("| template | link | points | rules | to fill in |\n|---|---|---|---|---|\n");
        ofClass.forEach(one -> page.append(row(one)));
        ofClass.forEach(one -> page.append(details(one)));
      }
    }
    return page.toString();
  }

  private static String row(Equipment equipment) {
    ShippedTemplate template = template(equipment);
    return "| [`%s`](#%s) | %s | %d | %d | %s |\n"
        .formatted(
            template.id(),
            template.id(),
            template.protocol(),
            equipment.points().size(),
            equipment.rules().size(),
            template.variables().stream()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", ")));
  }

  private static String details(Equipment equipment) {
    ShippedTemplate template = template(equipment);
    StringBuilder text = new StringBuilder("\n### " + template.id() + "\n\n");
    text.append(template.title()).append(".\n\n");
    template.sources().forEach(source -> text.append("- Source: ").append(source).append("\n"));
    template.notes().forEach(note -> text.append("- ").append(note).append("\n"));
    template
        .notVerified()
        .forEach(
            (point, why) -> text.append("- **Not verified:** `%s`: %s\n".formatted(point, why)));
    return text.toString();
  }

  private static ShippedTemplate template(Equipment equipment) {
    return equipment.template().flatMap(ShippedTemplates::find).orElseThrow();
  }
}
