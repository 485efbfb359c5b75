package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** For an operation of the contract a request of right form, about nothing that exists. */
record ValidRequest(String operation, String method, String path, Optional<JsonObject> body) {
  private static final Pattern NAMED = Pattern.compile("\\{(\\w+)}");
  private static final Map<String, String> NAMES =
      Map.of("sha256", "0".repeat(64), "table", "orders", "action", "acknowledge");

  /** Of every operation. */
  static Map<String, ValidRequest> all(JsonObject contract) {
    Map<String, ValidRequest> all = new TreeMap<>();
    contract
        .getJsonObject("paths")
        .forEach(
            path ->
                ((JsonObject) path.getValue())
                    .forEach(
                        method -> {
                          if (method.getValue() instanceof JsonObject operation) {
                            String id = operation.getString("operationId");
                            all.put(id, of(id, path.getKey(), method.getKey(), operation));
                          }
                        }));
    return all;
  }

  private static ValidRequest of(String id, String path, String method, JsonObject operation) {
    JsonObject content =
        Optional.ofNullable(operation.getJsonObject("requestBody"))
            .map(it -> it.getJsonObject("content"))
            .map(it -> it.getJsonObject("application/json"))
            .orElse(new JsonObject());
    return new ValidRequest(
        id,
        method.toUpperCase(java.util.Locale.ROOT),
        "/api/v1"
            + NAMED.matcher(path).replaceAll(it -> NAMES.getOrDefault(it.group(1), "none"))
            + (id.equals("calendar") ? "?feed=none" : ""),
        id.equals("issueCalendarFeed")
            // Neither another's nor of everything, which are for few.
            ? Optional.of(new JsonObject().put("equipment", "pump"))
            : Optional.ofNullable(content.getJsonObject("schema"))
                .map(it -> (JsonObject) value(it)));
  }

  private static Object value(JsonObject schema) {
    Object type = schema.getValue("type");
    if (schema.containsKey("enum")) {
      return schema.getJsonArray("enum").getValue(0);
    }
    String first = type instanceof JsonArray several ? several.getString(0) : String.valueOf(type);
    return switch (first) {
      case "object" -> {
        JsonObject object = new JsonObject();
        schema
            .getJsonArray("required", new JsonArray())
            .forEach(
                name ->
                    object.put(
                        (String) name,
                        value(schema.getJsonObject("properties").getJsonObject((String) name))));
        yield object;
      }
      case "boolean" -> true;
      case "integer", "number" -> 1;
      default -> "none".repeat(Math.max(1, schema.getInteger("minLength", 1) / 4 + 1));
    };
  }
}
