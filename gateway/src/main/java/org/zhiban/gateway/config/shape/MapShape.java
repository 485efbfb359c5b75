package org.zhiban.gateway.config.shape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A mapping whose keys are the site's own names.
 *
 * @param what it holds, for messages: {@code shifts}
 */
public record MapShape<V>(String what, Leaf<String> name, Shape<V> value)
    implements Shape<Map<String, V>> {

  @Override
  public @Nullable Map<String, V> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(
          node,
          Found.words(node) + " stands where " + what + " are expected",
          "write 'name: …', each " + value.says());
      return null;
    }
    Map<String, V> values = new LinkedHashMap<>();
    boolean[] whole = {true};
    readEach(
        mapping,
        reading,
        (key, read) -> {
          read.ifPresent(value -> values.put(key, value));
          whole[0] &= read.isPresent();
        });
    return whole[0] && values.size() == mapping.entries().size() ? values : null;
  }

  /** Reads every entry with a sound name; empty where its value is wrong. */
  public void readEach(
      Node.Mapping mapping, Reading reading, BiConsumer<String, Optional<V>> each) {
    for (Node.Entry entry : mapping.entries()) {
      String key = name.read(entry.key(), reading);
      V read = value.read(entry.value(), reading.under(entry.key()));
      if (key != null) {
        each.accept(key, Optional.ofNullable(read));
      }
    }
  }

  @Override
  public String says() {
    return what + " by " + name.says() + ": " + value.says();
  }

  @Override
  public List<Shape<?>> parts() {
    return List.of(name, value);
  }
}
