package org.zhiban.gateway.config.shape;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A mapping one key of which decides which other keys it has.
 *
 * @param title what it is: {@code a connection}
 * @param types in the order of the documentation
 */
public record Typed<T>(String title, Map<String, MappingShape<? extends T>> types)
    implements Shape<T> {
  /** The key that decides. */
  public static final String TYPE = "type";

  @Override
  public @Nullable T read(Node node, Reading reading) {
    String allowed = String.join(", ", types.keySet());
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(
          node, Found.words(node) + " stands where " + title + " is expected", "types: " + allowed);
      return null;
    }
    Node type = mapping.get(TYPE).orElse(null);
    if (type == null) {
      reading.error(node, "key 'type' is missing in " + title, "add 'type: …', one of " + allowed);
      return null;
    }
    MappingShape<? extends T> shape =
        type instanceof Node.Scalar scalar ? types.get(scalar.text()) : null;
    if (shape == null) {
      String word = type instanceof Node.Scalar scalar ? scalar.text() : "";
      reading.error(
          type,
          Found.words(type) + " is not a type of " + title,
          Nearest.remedy(word, "it is one of", types.keySet()));
      return null;
    }
    return shape.read(mapping, reading);
  }

  @Override
  public String says() {
    return title;
  }

  @Override
  public List<Shape<?>> parts() {
    return List.copyOf(types.values());
  }
}
