package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.Optional;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Raw;
import org.zhiban.gateway.config.shape.Refs;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.site.RegisterRange;

/** A template file: one make and model of equipment. */
public final class Templates {
  /**
   * What a template brings, not yet laid under an equipment.
   *
   * @param mapping the whole file
   */
  public record Template(
      String id,
      String equipmentClass,
      boolean lifeSafety,
      Optional<Node.Mapping> points,
      Optional<Node.Mapping> rules,
      List<String> maintenance,
      List<RegisterRange> neverRead,
      Node.Mapping mapping) {}

  private static final Key<String> ID =
      required("template", Texts.declared(Kind.TEMPLATE), "the template's id");
  private static final Key<String> CLASS =
      required("class", equipmentClass(), "kind of equipment: pump, elevator, fire_panel, …");
  private static final Key<String> BRICK =
      optional(
          "brick",
          Texts.matching(
              "a class of the Brick schema",
              "write it like Water_Pump",
              text -> text.matches("[A-Z][A-Za-z0-9_]*")),
          "class of the Brick schema");
  private static final Key<Boolean> LIFE_SAFETY =
      defaulted(
          "life_safety",
          Numbers.flag(),
          false,
          "read-only for ever, never shelved, never verified by a machine");
  static final Key<Node.Mapping> POINTS =
      optional("points", new Raw(Points.SHAPE), "what is measured and commanded");
  static final Key<Node.Mapping> RULES =
      optional("rules", new Raw(Rules.SHAPE), "what is an alarm");
  static final Key<List<String>> MAINTENANCE =
      optional("maintenance", ListShape.of(Refs.to(Kind.PLAN)), "plans of each such equipment");

  static final Key<List<RegisterRange>> NEVER_READ =
      optional(
          "never_read",
          ListShape.of(Registers.RANGE),
          "Modbus addresses that no read touches, not even across a hole");

  /** The file. */
  public static final MappingShape<Template> SHAPE =
      MappingShape.of(
          "a template",
          List.of(ID, CLASS, BRICK, LIFE_SAFETY, POINTS, RULES, MAINTENANCE, NEVER_READ),
          (values, _) ->
              new Template(
                  values.get(ID),
                  values.get(CLASS),
                  values.get(LIFE_SAFETY),
                  values.find(POINTS),
                  values.find(RULES),
                  values.find(MAINTENANCE).orElse(List.of()),
                  values.find(NEVER_READ).orElse(List.of()),
                  values.mapping()));

  private Templates() {}

  static org.zhiban.gateway.config.shape.Leaf<String> equipmentClass() {
    return Texts.name("a class of equipment");
  }
}
