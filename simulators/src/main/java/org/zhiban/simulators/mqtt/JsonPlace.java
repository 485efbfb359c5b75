package org.zhiban.simulators.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Puts a value where an RFC 6901 pointer leads, making what is missing on the way. */
final class JsonPlace {
  private JsonPlace() {}

  static void put(ObjectNode root, String pointer, JsonNode value) {
    List<String> tokens =
        Stream.of(pointer.substring(1).split("/", -1))
            .map(token -> token.replace("~1", "/").replace("~0", "~"))
            .toList();
    JsonNode node = root;
    for (int i = 0; i < tokens.size() - 1; i++) {
      boolean list = tokens.get(i + 1).matches("\\d{1,3}");
      JsonNode next = child(node, tokens.get(i));
      if (!next.isContainerNode()) {
        next = list ? root.arrayNode() : root.objectNode();
        set(node, tokens.get(i), next);
      }
      node = next;
    }
    set(node, tokens.getLast(), value);
  }

  private static JsonNode child(JsonNode parent, String token) {
    return parent.isArray() ? parent.path(Integer.parseInt(token)) : parent.path(token);
  }

  private static void set(JsonNode parent, String token, JsonNode value) {
    switch (parent) {
      case ObjectNode object -> object.set(token, value);
      case ArrayNode array -> {
        int at = Integer.parseInt(token);
        while (array.size() <= at) {
          array.addNull();
        }
        array.set(at, value);
      }
      default -> throw new IllegalArgumentException("no place for " + token);
    }
  }
}
