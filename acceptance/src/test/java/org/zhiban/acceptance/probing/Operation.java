package org.zhiban.acceptance.probing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A call of the contract.
 *
 * @param roles who may make it; empty: whoever
 * @param parameters of the path, the query and the headers
 * @param body the schema of what is sent along
 */
record Operation(
    String id,
    String method,
    String path,
    Set<String> roles,
    List<Parameter> parameters,
    Optional<JsonNode> body) {
  /** Where a value stands, and of which kind it is. */
  record Parameter(String name, String in, JsonNode schema) {}

  /** All calls of a contract, in its order. */
  static List<Operation> all(JsonNode contract) {
    List<Operation> all = new ArrayList<>();
    contract
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> method.getValue().has("operationId"))
                    .forEach(
                        method ->
                            all.add(
                                of(
                                    contract,
                                    path.getKey(),
                                    path.getValue(),
                                    method.getKey(),
                                    method.getValue()))));
    return all;
  }

  private static Operation of(
      JsonNode contract, String path, JsonNode item, String method, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode list : List.of(item.path("parameters"), operation.path("parameters"))) {
      list.forEach(
          one -> {
            JsonNode whole = resolved(contract, one);
            parameters.add(
                new Parameter(
                    whole.path("name").asText(), whole.path("in").asText(), whole.path("schema")));
          });
    }
    Set<String> roles = new TreeSet<>();
    operation.path("x-roles").forEach(role -> roles.add(role.asText()));
    JsonNode schema =
        operation.path("requestBody").path("content").path("application/json").path("schema");
    return new Operation(
        operation.path("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        roles,
        parameters,
        schema.isMissingNode() ? Optional.empty() : Optional.of(schema));
  }

  private static JsonNode resolved(JsonNode contract, JsonNode node) {
    return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** A body as the contract wants it, with all that it may have. */
  ObjectNode validBody() {
    ObjectNode valid = JsonNodeFactory.instance.objectNode();
    body.ifPresent(
        schema ->
            schema
                .path("properties")
                .properties()
                .forEach(property -> valid.set(property.getKey(), value(property.getValue()))));
    return valid;
  }

  private static JsonNode value(JsonNode schema) {
    if (schema.has("enum")) {
      return schema.path("enum").path(0);
    }
    JsonNode type = schema.path("type");
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
      case "boolean" -> make.booleanNode(true);
      case "integer", "number" -> make.numberNode(1);
      case "object" -> make.objectNode();
      case "array" -> make.arrayNode();
      default -> make.textNode("x".repeat(Math.max(10, schema.path("minLength").asInt(1))));
    };
  }
}
