package org.zhiban.rules.figures;

import java.util.List;
import java.util.OptionalDouble;
import org.zhiban.model.LocalizedText;
import org.zhiban.rules.figures.Figure.Counting;
import org.zhiban.rules.figures.Figure.Section;

/** A figure in the making: what it is called, then what it means, then how it is counted. */
final class Words {
  private final String id;
  private final Section section;
  private final Unit unit;
  private final LocalizedText name;
  private LocalizedText definition = LocalizedText.same("");
  private List<String> requirements = List.of();

  private Words(String id, Section section, Unit unit, LocalizedText name) {
    this.id = id;
    this.section = section;
    this.unit = unit;
    this.name = name;
  }

  static Words figure(String id, Section section, Unit unit, String zh, String en) {
    return new Words(id, section, unit, new LocalizedText(zh, en));
  }

  Words means(String zh, String en) {
    definition = new LocalizedText(zh, en);
    return this;
  }

  Words asked(String... by) {
    requirements = List.of(by);
    return this;
  }

  Figure by(Counting counting) {
    return new Figure(
        id, section, unit, name, definition, requirements, OptionalDouble.empty(), counting);
  }

  /** What it would be made of is not on record. */
  Figure notKnown(String zh, String en) {
    Figure.Found none = new Figure.Found.NotKnown(new LocalizedText(zh, en));
    return by((_, _) -> none);
  }
}
