package org.zhiban.gateway.config.shape;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;

/** A value that checks of the whole site look at: it is kept among the names once it is read. */
public record Kept<T>(Shape<T> shape, BiConsumer<T, Names> keeper) implements Shape<T> {
  @Override
  public @Nullable T read(Node node, Reading reading) {
    T value = shape.read(node, reading);
    if (value != null) {
      keeper.accept(value, reading.names());
    }
    return value;
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
