package org.zhiban.gateway.config.shape;

import org.jspecify.annotations.Nullable;

/**
 * A key of a mapping.
 *
 * @param required whether the mapping is wrong without it
 * @param fallback what holds where it is left out; null for none
 * @param says what it means, for the documentation
 */
public record Key<T>(
    String name, Shape<T> shape, boolean required, @Nullable T fallback, String says) {

  /** A key that must be there. */
  public static <T> Key<T> required(String name, Shape<T> shape, String says) {
    return new Key<>(name, shape, true, null, says);
  }

  /** A key that may be left out. */
  public static <T> Key<T> optional(String name, Shape<T> shape, String says) {
    return new Key<>(name, shape, false, null, says);
  }

  /** A key that stands for its default where it is left out. */
  public static <T> Key<T> defaulted(String name, Shape<T> shape, T fallback, String says) {
    return new Key<>(name, shape, false, fallback, says);
  }
}
