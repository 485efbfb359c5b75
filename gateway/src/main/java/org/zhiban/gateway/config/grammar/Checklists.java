package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.defaulted;
import static org.zhiban.gateway.config.shape.Key.optional;
import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.Either;
import org.zhiban.gateway.config.shape.Kept;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Kind;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.ListShape;
import org.zhiban.gateway.config.shape.MapShape;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Numbers;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.gateway.config.yaml.Node;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.site.Checklist;
import org.zhiban.model.site.Checklist.Item;

/** What a visit looks at, in order. */
record Checklists(ListShape<Item> items) implements Shape<Checklist> {
  private static final Key<String> ZH = required("zh", Texts.text(), "in Chinese");
  private static final Key<String> EN = required("en", Texts.text(), "in English");
  private static final Key<String> READING =
      optional("reading", Texts.name("a point's id"), "a point whose value is written down");
  private static final Key<Boolean> PHOTO =
      defaulted("photo", Numbers.flag(), false, "a photograph is asked for");

  private static final MappingShape<Item> FULL =
      MappingShape.of(
          "an item",
          List.of(ZH, EN, READING, PHOTO),
          (values, _) ->
              new Item(
                  new LocalizedText(values.get(ZH), values.get(EN)),
                  values.find(READING),
                  values.get(PHOTO)));
  private static final Leaf<Item> BRIEF =
      Leaf.of(
          "a text",
          "write a text, or { zh: …, en: … }",
          scalar ->
              scalar.text().isBlank()
                  ? null
                  : new Item(LocalizedText.same(scalar.text()), Optional.empty(), false));

  static final MapShape<Checklist> SHAPE =
      new MapShape<>(
          "checklists",
          Texts.declared(Kind.CHECKLIST),
          new Kept<>(
              new Checklists(
                  ListShape.some(new Either<>(BRIEF, new Commas<>(FULL, Localized.LANGUAGES)))),
              (checklist, names) -> names.checklists().put(checklist.id(), checklist)));

  @Override
  public @Nullable Checklist read(Node node, Reading reading) {
    List<Item> read = items.read(node, reading);
    return read == null ? null : new Checklist(reading.name().text(), read);
  }

  @Override
  public String says() {
    return items.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(items);
  }
}
