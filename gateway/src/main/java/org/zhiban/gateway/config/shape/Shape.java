package org.zhiban.gateway.config.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;

/**
 * What a value may look like.
 *
 * @param <T> what it means
 */
public interface Shape<T> {
  /**
   * Reads a value. Null where it is wrong, and then a problem says so, or where it cannot be known
   * because a variable in it is not filled in.
   */
  @Nullable T read(Node node, Reading reading);

  /** The words of the documentation, for a table's cell. */
  String says();

  /** The shapes within this one, for the documentation. */
  default List<Shape<?>> parts() {
    return List.of();
  }
}
