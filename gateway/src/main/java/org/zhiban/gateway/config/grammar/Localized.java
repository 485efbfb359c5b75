package org.zhiban.gateway.config.grammar;

import static org.zhiban.gateway.config.shape.Key.required;

import java.util.List;
import java.util.Set;
import org.zhiban.gateway.config.shape.Either;
import org.zhiban.gateway.config.shape.Key;
import org.zhiban.gateway.config.shape.Leaf;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.shape.Texts;
import org.zhiban.model.LocalizedText;

/** A text for people: in both languages, or one for both. */
final class Localized {
  private static final Key<String> ZH = required("zh", Texts.text(), "in Chinese");
  private static final Key<String> EN = required("en", Texts.text(), "in English");

  /** Keys whose values are texts. */
  static final Set<String> LANGUAGES = Set.of(ZH.name(), EN.name());

  private static final MappingShape<LocalizedText> BOTH =
      MappingShape.of(
          "a text in both languages",
          List.of(ZH, EN),
          (values, _) -> new LocalizedText(values.get(ZH), values.get(EN)));

  private static final Leaf<LocalizedText> ONE =
      Leaf.of(
          "a text",
          "write a text, or { zh: …, en: … }",
          scalar -> scalar.text().isBlank() ? null : LocalizedText.same(scalar.text()));

  static final Shape<LocalizedText> TEXT = new Either<>(ONE, new Commas<>(BOTH, LANGUAGES));

  private Localized() {}
}
