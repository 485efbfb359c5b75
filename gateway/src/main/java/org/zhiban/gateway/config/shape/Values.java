package org.zhiban.gateway.config.shape;

import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.zhiban.gateway.config.yaml.Node;

/** The values that a mapping gave to its keys. */
public final class Values {
  private final Node.Mapping mapping;
  private final IdentityHashMap<Key<?>, Object> values = new IdentityHashMap<>();

  Values(Node.Mapping mapping) {
    this.mapping = mapping;
  }

  <T> void put(Key<T> key, T value) {
    values.put(key, value);
  }

  /** The value of a required key, or of one with a default. */
  public <T> T get(Key<T> key) {
    return find(key).orElseThrow(() -> new IllegalStateException("no value for key " + key.name()));
  }

  /** The value of a key, or its default; empty where it is left out or was wrong. */
  @SuppressWarnings("unchecked") // put() takes only a value of the key's own type
  public <T> Optional<T> find(Key<T> key) {
    T value = (T) values.get(key);
    return Optional.ofNullable(value == null && !given(key) ? key.fallback() : value);
  }

  public OptionalInt findInt(Key<Integer> key) {
    return find(key).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  public OptionalDouble findDouble(Key<Double> key) {
    return find(key).map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** Whether the mapping has the key, right or wrong. */
  public boolean given(Key<?> key) {
    return mapping.get(key.name()).isPresent();
  }

  /** Where the key's value stands; of a key left out, the mapping. */
  public Node node(Key<?> key) {
    return mapping.get(key.name()).orElse(mapping);
  }

  /** Where the key itself stands; of a key left out, the mapping. */
  public Node keyNode(Key<?> key) {
    return mapping.entry(key.name()).<Node>map(Node.Entry::key).orElse(mapping);
  }

  public Node.Mapping mapping() {
    return mapping;
  }
}
