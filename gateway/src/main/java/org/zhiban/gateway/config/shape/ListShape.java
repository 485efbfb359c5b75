package org.zhiban.gateway.config.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A list of values of one shape.
 *
 * @param least fewest values
 * @param distinct whether each stands at most once
 */
public record ListShape<T>(Shape<T> item, int least, boolean distinct) implements Shape<List<T>> {
  /** A list that may be empty. */
  public static <T> ListShape<T> of(Shape<T> item) {
    return new ListShape<>(item, 0, true);
  }

  /** A list that may be empty, and may have a value more than once. */
  public static <T> ListShape<T> repeating(Shape<T> item) {
    return new ListShape<>(item, 0, false);
  }

  /** A list with at least one value. */
  public static <T> ListShape<T> some(Shape<T> item) {
    return new ListShape<>(item, 1, true);
  }

  @Override
  public @Nullable List<T> read(Node node, Reading reading) {
    if (!(node instanceof Node.Sequence sequence)) {
      reading.error(
          node,
          Found.words(node) + " stands where a list is expected",
          "write a list: [ … ], each " + item.says());
      return null;
    }
    if (sequence.items().size() < least) {
      reading.error(node, "a list of at least " + least + " is expected", "add " + item.says());
    }
    List<T> values = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (Node entry : sequence.items()) {
      T value = item.read(entry, reading);
      if (value != null) {
        values.add(value);
        if (!seen.add(value) && distinct) {
          reading.error(entry, Found.words(entry) + " stands twice in this list", "keep one");
        }
      }
    }
    boolean whole = values.size() == sequence.items().size() && values.size() >= least;
    return whole ? List.copyOf(values) : null;
  }

  @Override
  public String says() {
    return "list: " + item.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(item);
  }
}
