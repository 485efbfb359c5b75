package org.zhiban.gateway.config.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A mapping that is kept as it stands, to be laid over a template's before it is read.
 *
 * @param meant what it is read as later
 */
public record Raw(MapShape<?> meant) implements Shape<Node.Mapping> {
  @Override
  public Node.@Nullable Mapping read(Node node, Reading reading) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    reading.error(
        node,
        Found.words(node) + " stands where " + meant.what() + " are expected",
        "write 'name: …', each " + meant.value().says());
    return null;
  }

  @Override
  public String says() {
    return meant.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(meant);
  }
}
