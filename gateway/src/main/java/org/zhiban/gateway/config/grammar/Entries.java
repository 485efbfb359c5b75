package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.grammar.Templates.Template;
import org.zhiban.gateway.config.shape.Checks;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.shape.Times;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Equipment;

/** The list {@code equipment} of the site file, each laid over its template. */
final class Entries {
  static final Key<String> ID =
      required("id", Texts.declared(Kind.EQUIPMENT), "unique in the site");
  static final Key<LocalizedText> NAME = required("name", Localized.TEXT, "for people");
  static final Key<String> TEMPLATE =
      optional("template", Refs.to(Kind.TEMPLATE), "brings points, rules and maintenance");
  static final Key<String> CLASS =
      optional("class", Templates.equipmentClass(), "kind of equipment; else the template's");
  static final Key<Boolean> LIFE_SAFETY =
      defaulted("life_safety", Numbers.flag(), false, "as in a template; cannot be taken back");
  static final Key<String> LOCATION = optional("location", Texts.text(), "where it stands");
  static final Key<String> AREA =
      optional("area", Refs.to(Kind.AREA, List.of(People.ALL)), "whose people look after it");
  static final Key<String> CONNECTION =
      optional("connection", Refs.to(Kind.CONNECTION), "the link it is read through");
  static final Key<Integer> UNIT =
      optional("unit", Numbers.whole(0, 255), "Modbus unit id; needed on a Modbus link");
  static final Key<String> PARENT =
      optional("parent", Refs.to(Kind.EQUIPMENT), "what feeds or carries it");
  static final Key<String> OWNER =
      optional("owner", Refs.to(Kind.STAFF), "who is responsible for daily work");
  static final Key<Map<String, Node.Scalar>> VARS =
      defaulted(
          "vars",
          new MapShape<>("variables", Texts.name("a variable's name"), new Verbatim()),
          Map.of(),
          "values for ${name} in the template");
  static final Key<Map<String, LocalDate>> LAST_DONE =
      defaulted(
          "last_done",
          new MapShape<>("dates", Refs.to(Kind.PLAN), Times.date()),
          Map.of(),
          "last completion by plan");

  static final Key<LocalDate> WARRANTY_UNTIL =
      optional(
          "warranty_until", Times.date(), "the last day of its warranty; told of a month before");

  static final Key<Boolean> OUT_OF_SERVICE =
      defaulted("out_of_service", Numbers.flag(), false, "its plans rest; on record");

  private Entries() {}

  /** The list, with the templates that its entries may name. */
  static ListShape<Equipment> shape(Map<String, Template> templates) {
    return ListShape.of(
        MappingShape.<Equipment>of(
                "an equipment",
                List.of(
                    ID,
                    NAME,
                    TEMPLATE,
                    CLASS,
                    LIFE_SAFETY,
                    LOCATION,
                    AREA,
                    CONNECTION,
                    UNIT,
                    PARENT,
                    OWNER,
                    VARS,
                    LAST_DONE,
                    WARRANTY_UNTIL,
                    OUT_OF_SERVICE,
                    Templates.POINTS,
                    Templates.RULES,
                    Templates.MAINTENANCE,
                    Templates.NEVER_READ),
                (values, reading) -> new Assembly(values, templates, reading).equipment())
            .check(Checks.atLeastOne(List.of(TEMPLATE, CLASS)))
            .check((values, reading) -> new Assembly(values, templates, reading).read()));
  }

  /** A value as it stands, for a variable. */
  private record Verbatim() implements Shape<Node.Scalar> {
    @Override
    public Node.@Nullable Scalar read(Node node, Reading reading) {
      String text = Texts.text().read(node, reading);
      return text != null && node instanceof Node.Scalar scalar ? scalar : null;
    }

    @Override
    public String says() {
      return "a text or number";
    }
  }
}
