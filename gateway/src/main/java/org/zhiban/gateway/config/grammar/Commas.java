package org.zhiban.gateway.config.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.shape.MappingShape;
import org.zhiban.gateway.config.shape.Reading;
import org.zhiban.gateway.config.shape.Shape;
import org.zhiban.gateway.config.yaml.Extent;
import org.zhiban.gateway.config.yaml.Node;

/**
 * Texts in braces whose commas are not quoted: YAML reads {@code { zh: 警铃, en: Car bell, answer it
 * }} as three keys, the last one without a colon. Nobody means that, so the words behind the comma
 * belong to the text; a warning asks for quotes, since other programs read the file otherwise.
 *
 * @param texts keys whose values are texts for people
 */
record Commas<T>(MappingShape<T> shape, Set<String> texts) implements Shape<T> {
  @Override
  public @Nullable T read(Node node, Reading reading) {
    return shape.read(
        node instanceof Node.Mapping mapping ? joined(mapping, reading) : node, reading);
  }

  private Node.Mapping joined(Node.Mapping mapping, Reading reading) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : mapping.entries()) {
      Node.Entry last = entries.isEmpty() ? null : entries.getLast();
      if (last != null && continues(last, entry) && last.value() instanceof Node.Scalar text) {
        reading.warning(
            text, "a comma in a text in braces ends the text for YAML", "quote the text");
        entries.set(entries.size() - 1, new Node.Entry(last.key(), join(text, entry.key())));
      } else {
        entries.add(entry);
      }
    }
    return new Node.Mapping(mapping.extent(), entries, mapping.merged());
  }

  private boolean continues(Node.Entry last, Node.Entry entry) {
    return texts.contains(last.name())
        && last.value() instanceof Node.Scalar text
        && text.plain()
        && entry.value() instanceof Node.Scalar nothing
        && nothing.empty()
        && shape.keys().stream().noneMatch(key -> key.name().equals(entry.name()))
        && !colonBehind(entry.key().extent());
  }

  private static boolean colonBehind(Extent key) {
    int index = key.end();
    while (Character.isWhitespace(key.source().at(index))) {
      index++;
    }
    return key.source().at(index) == ':';
  }

  private static Node.Scalar join(Node.Scalar text, Node.Scalar more) {
    Extent whole = text.extent().to(more.extent());
    String between =
        whole.source().slice(text.extent().end(), more.extent().start()).replaceAll("\\s+", " ");
    return new Node.Scalar(whole, text.text() + between + more.text(), text.style(), List.of());
  }

  @Override
  public String says() {
    return shape.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(shape);
  }
}
