package org.zhiban.gateway.config.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.problem.Nearest;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A mapping with a fixed table of keys: the table is the parser, the help on a typo and the
 * documentation.
 *
 * @param title what the mapping is, for messages and documentation: {@code a shift}
 */
public record MappingShape<T>(
    String title,
    List<Key<?>> keys,
    List<BiConsumer<Values, Reading>> checks,
    BiFunction<Values, Reading, @Nullable T> builder)
    implements Shape<T> {
  public MappingShape {
    keys = List.copyOf(keys);
    checks = List.copyOf(checks);
  }

  /**
   * A mapping.
   *
   * @param builder makes the meaning of values that are all right by themselves
   */
  public static <T> MappingShape<T> of(
      String title, List<Key<?>> keys, BiFunction<Values, Reading, @Nullable T> builder) {
    return new MappingShape<>(title, keys, List.of(), builder);
  }

  /** The same with a check of keys against each other; it runs even where some are wrong. */
  public MappingShape<T> check(BiConsumer<Values, Reading> check) {
    List<BiConsumer<Values, Reading>> more = new ArrayList<>(checks);
    more.add(check);
    return new MappingShape<>(title, keys, more, builder);
  }

  @Override
  public @Nullable T read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      reading.error(
          node,
          Found.words(node) + " stands where " + title + " is expected",
          "write its keys: " + String.join(", ", names()));
      return null;
    }
    refuseUnknown(mapping, reading);
    Values values = new Values(mapping);
    boolean complete = true;
    for (Key<?> key : keys) {
      complete &= read(key, values, reading);
    }
    checks.forEach(check -> check.accept(values, reading));
    return complete ? builder.apply(values, reading) : null;
  }

  private <K> boolean read(Key<K> key, Values values, Reading reading) {
    Optional<Node.Entry> entry = values.mapping().entry(key.name());
    if (entry.isEmpty()) {
      if (key.required()) {
        reading.error(
            values.mapping(),
            "key '" + key.name() + "' is missing in " + title,
            "add '" + key.name() + ": …' (" + key.says() + ")");
      }
      return !key.required();
    }
    K value = key.shape().read(entry.get().value(), reading);
    if (value != null) {
      values.put(key, value);
    }
    return value != null;
  }

  private void refuseUnknown(Node.Mapping mapping, Reading reading) {
    List<String> known = names();
    for (Node.Entry entry : mapping.entries()) {
      if (!known.contains(entry.name())) {
        reading.error(
            entry.key(),
            "unknown key '" + entry.name() + "' in " + title,
            Nearest.remedy(entry.name(), "its keys are", known));
      }
    }
  }

  private List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  @Override
  public String says() {
    return title;
  }

  @Override
  public List<Shape<?>> parts() {
    return keys.stream().<Shape<?>>map(Key::shape).toList();
  }
}
