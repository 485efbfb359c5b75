package org.zhiban.gateway.config.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;

/** A short form as one value, or a long form as a mapping. */
public record Either<T>(Shape<T> brief, Shape<T> full) implements Shape<T> {
  @Override
  public @Nullable T read(Node node, Reading reading) {
    return node instanceof Node.Scalar ? brief.read(node, reading) : full.read(node, reading);
  }

  @Override
  public String says() {
    return brief.says() + ", or " + full.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(brief, full);
  }
}
