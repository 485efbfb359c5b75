package org.zhiban.gateway.config.shape;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Checks of the keys of one mapping against each other. */
public final class Checks {
  private Checks() {}

  /** Exactly one of the keys is there. */
  public static BiConsumer<Values, Reading> exactlyOne(String what, List<? extends Key<?>> keys) {
    return (values, reading) -> {
      List<? extends Key<?>> given = keys.stream().filter(values::given).toList();
      if (given.isEmpty()) {
        reading.error(values.mapping(), "no " + what + " here", "add one of: " + names(keys));
      } else if (given.size() > 1) {
        reading.error(
            values.keyNode(given.get(1)),
            "a second " + what + " here: " + names(given),
            "keep one of them");
      }
    };
  }

  /** Exactly one of two keys is there. */
  public static BiConsumer<Values, Reading> oneOf(Key<?> first, Key<?> second) {
    return (values, reading) -> {
      if (values.given(first) == values.given(second)) {
        reading.error(
            values.given(second) ? values.keyNode(second) : values.mapping(),
            values.given(first)
                ? "'" + first.name() + "' and '" + second.name() + "' stand together"
                : "neither '" + first.name() + "' nor '" + second.name() + "' stands here",
            "write one of them");
      }
    };
  }

  /** At least one of the keys is there. */
  public static BiConsumer<Values, Reading> atLeastOne(List<? extends Key<?>> keys) {
    return (values, reading) -> {
      if (keys.stream().noneMatch(values::given)) {
        reading.error(
            values.mapping(), "none of " + names(keys) + " stands here", "add one or more of them");
      }
    };
  }

  /** The second key stands only beside the first. */
  public static BiConsumer<Values, Reading> needs(Key<?> second, Key<?> first) {
    return (values, reading) -> {
      if (values.given(second) && !values.given(first)) {
        reading.error(
            values.keyNode(second),
            "'" + second.name() + "' means nothing without '" + first.name() + "'",
            "add '" + first.name() + ": …' (" + first.says() + ")");
      }
    };
  }

  private static String names(List<? extends Key<?>> keys) {
    return keys.stream().map(Key::name).collect(Collectors.joining(", "));
  }
}
