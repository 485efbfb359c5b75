package org.zhiban.gateway.config.shape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.zhiban.gateway.config.problem.Nearest;

/** One of a few words. */
public final class Words {
  private Words() {}

  /** The words and what each means, in the order of the documentation. */
  public static <T> Leaf<T> of(String what, Map<String, T> words) {
    String listed = String.join(", ", words.keySet());
    return Leaf.judging(
        what + ": " + String.join(" | ", words.keySet()),
        "write one of " + listed,
        (scalar, reading) -> {
          T meaning = words.get(scalar.text());
          if (meaning == null) {
            String remedy =
                Nearest.to(scalar.text(), words.keySet())
                    .map(nearest -> "did you mean '" + nearest + "'? It is one of: ")
                    .orElse("it is one of: ");
            reading.error(scalar, Found.words(scalar) + " is not " + what, remedy + listed);
          }
          return meaning;
        });
  }

  /** The constants of an enum by their names in lower case. */
  public static <E extends Enum<E>> Leaf<E> lower(String what, E[] constants) {
    return of(what, byName(constants, true));
  }

  /** The constants of an enum by their names as they are. */
  public static <E extends Enum<E>> Leaf<E> upper(String what, E[] constants) {
    return of(what, byName(constants, false));
  }

  private static <E extends Enum<E>> Map<String, E> byName(E[] constants, boolean lower) {
    Map<String, E> words = new LinkedHashMap<>();
    Arrays.stream(constants)
        .forEach(
            constant ->
                words.put(
                    lower ? constant.name().toLowerCase(Locale.ROOT) : constant.name(), constant));
    return words;
  }
}
