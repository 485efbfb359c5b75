package org.zhiban.gateway.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.shape.Secrets;
import org.zhiban.gateway.config.yaml.Node;

/**
 * The files of a site that are read, and where in them the language has a secret.
 *
 * @param roots of the files in which nothing is wrong as YAML, by name
 * @param hidden by file and first character, what is secret in the text there
 */
public record SecretPlaces(Map<String, Node> roots, Map<String, Map<Integer, Pattern>> hidden) {
  public SecretPlaces {
    roots = Map.copyOf(roots);
    hidden = Map.copyOf(hidden);
  }

  static SecretPlaces of(Map<String, Node> roots, List<Secrets.Place> places) {
    Map<String, Map<Integer, Pattern>> hidden = new HashMap<>();
    for (Secrets.Place place : places) {
      hidden
          .computeIfAbsent(place.scalar().extent().source().file(), _ -> new HashMap<>())
          .put(place.scalar().extent().start(), place.hidden());
    }
    return new SecretPlaces(roots, hidden);
  }

  /** What is secret in a value, where the language has a secret there. */
  public Optional<Pattern> at(Node.Scalar scalar) {
    return Optional.ofNullable(
        hidden
            .getOrDefault(scalar.extent().source().file(), Map.of())
            .get(scalar.extent().start()));
  }
}
