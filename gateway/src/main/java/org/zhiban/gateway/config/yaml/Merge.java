package org.zhiban.gateway.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays what an equipment says over what its template says. */
public final class Merge {
  private Merge() {}

  /**
   * The one laid over the other: mappings key by key, everything else as a whole; a key that is
   * {@code null} above takes away what is below. Every value keeps its own position.
   */
  public static Node over(Node below, Node above) {
    return below instanceof Node.Mapping base && above instanceof Node.Mapping top
        ? over(base, top)
        : above;
  }

  /** The one mapping laid over the other. */
  public static Node.Mapping over(Node.Mapping below, Node.Mapping above) {
    Map<String, Node.Entry> merged = new LinkedHashMap<>();
    below.entries().forEach(entry -> merged.put(entry.name(), entry));
    for (Node.Entry entry : above.entries()) {
      Node.Entry base = merged.get(entry.name());
      if (base == null) {
        merged.put(entry.name(), entry);
      } else if (entry.value() instanceof Node.Scalar scalar && scalar.isNull()) {
        merged.remove(entry.name());
      } else {
        Node value = over(base.value(), entry.value());
        merged.put(
            entry.name(),
            new Node.Entry(value instanceof Node.Mapping ? base.key() : entry.key(), value));
      }
    }
    return new Node.Mapping(below.extent(), List.copyOf(merged.values()), true);
  }
}
