package org.zhiban.gateway.config.clear;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.zhiban.gateway.config.SecretPlaces;
import org.zhiban.gateway.config.shape.Credentials;
import org.zhiban.gateway.config.shape.SecretPart;
import org.zhiban.gateway.config.yaml.Node;

/**
 * A value of a file in which a secret is written out, whole or in parts.
 *
 * @param key the keys that lead to it, with dots
 * @param readable whether the language reads variables of the environment there
 * @param parts of the text, in order, none over another
 */
record WrittenOut(Node.Scalar scalar, String key, boolean readable, List<SecretPart> parts) {
  WrittenOut {
    parts = List.copyOf(parts);
  }

  /** All of a file. */
  static List<WrittenOut> in(Node root, SecretPlaces places) {
    List<WrittenOut> found = new ArrayList<>();
    walk(root, "", "", places, found);
    return found;
  }

  /**
   * Walks.
   *
   * @param path to the node
   * @param above the key of the mapping in which it stands
   */
  private static void walk(
      Node node, String path, String above, SecretPlaces places, List<WrittenOut> found) {
    switch (node) {
      case Node.Mapping mapping -> {
        String name = path.substring(path.lastIndexOf('.') + 1);
        for (Node.Entry entry : mapping.entries()) {
          walk(entry.value(), join(path, entry.name()), name, places, found);
        }
      }
      case Node.Sequence sequence -> {
        int number = 1;
        for (Node item : sequence.items()) {
          walk(item, join(path, nameOf(item, number)), above, places, found);
          number++;
        }
      }
      case Node.Scalar scalar -> scalar(scalar, path, above, places, found);
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String nameOf(Node item, int number) {
    return item instanceof Node.Mapping mapping
            && mapping.get("id").orElse(null) instanceof Node.Scalar id
        ? id.text()
        : String.valueOf(number);
  }

  private static void scalar(
      Node.Scalar scalar, String path, String above, SecretPlaces places, List<WrittenOut> found) {
    if (scalar.empty() || scalar.isNull()) {
      return;
    }
    List<Pattern> hidden = new ArrayList<>();
    places.at(scalar).ifPresent(hidden::add);
    if (above.equals("vars") && Credentials.named(path.substring(path.lastIndexOf('.') + 1))) {
      hidden.add(Credentials.WHOLE);
    }
    if (scalar.text().contains("://")) {
      hidden.add(Credentials.IN_ADDRESS);
    }
    List<SecretPart> parts = SecretPart.of(scalar.text(), hidden);
    if (!parts.isEmpty()) {
      found.add(new WrittenOut(scalar, path, places.at(scalar).isPresent(), parts));
    }
  }

  /** The secrets themselves. */
  List<String> values() {
    return parts.stream().map(part -> part.of(scalar.text())).toList();
  }
}
