package org.zhiban.gateway.config.shape;

import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A single value, not a list or mapping.
 *
 * @param says what it is: {@code a duration}
 * @param remedy how to write it
 * @param parser null where the value is not one of these; it reports nothing itself unless it says
 *     so by {@link #judging}
 */
public record Leaf<T>(
    String says,
    String remedy,
    BiFunction<Node.Scalar, Reading, @Nullable T> parser,
    boolean judges)
    implements Shape<T> {

  /** A value that its text decides. */
  public static <T> Leaf<T> of(
      String says, String remedy, Function<Node.Scalar, @Nullable T> parser) {
    return new Leaf<>(says, remedy, (scalar, _) -> parser.apply(scalar), false);
  }

  /** A value whose parser reports its own problems. */
  public static <T> Leaf<T> judging(
      String says, String remedy, BiFunction<Node.Scalar, Reading, @Nullable T> parser) {
    return new Leaf<>(says, remedy, parser, true);
  }

  @Override
  public @Nullable T read(Node node, Reading reading) {
    if (!(node instanceof Node.Scalar scalar) || scalar.empty() || scalar.isNull()) {
      reading.error(node, Found.words(node) + " stands where " + says + " is expected", remedy);
      return null;
    }
    if (scalar.text().contains("${")) {
      if (!reading.scope().unfilled()) {
        Placeholders.refuse(scalar, reading);
      }
      return null;
    }
    T value = parser.apply(scalar, reading);
    if (value == null && !judges) {
      reading.error(scalar, Found.words(scalar) + " is not " + says, remedy);
    }
    return value;
  }
}
