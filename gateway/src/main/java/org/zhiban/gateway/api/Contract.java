package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The API's contract, OpenAPI 3.1: written in YAML, served as JSON. */
final class Contract {
  private Contract() {}

  static JsonObject load() {
    try (InputStream source = Contract.class.getResourceAsStream("/openapi.yaml")) {
      if (source == null) {
        throw new IllegalStateException("openapi.yaml is not on the class path");
      }
      Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(source);
      if (json(document) instanceof JsonObject contract) {
        return contract;
      }
      throw new IllegalStateException("openapi.yaml is not a mapping");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The contract as the validator of requests wants it: it takes the path of the calls from a whole
   * address only, and does not know the media type of problem documents.
   */
  static JsonObject forRequests(JsonObject contract) {
    JsonObject plain = contract.copy();
    String path = plain.getJsonArray("servers").getJsonObject(0).getString("url");
    plain.put(
        "servers", new JsonArray().add(new JsonObject().put("url", "http://127.0.0.1" + path)));
    plain
        .getJsonObject("components")
        .getJsonObject("responses")
        .getJsonObject("Problem")
        .remove("content");
    // Files are judged by what takes them.
    plain
        .getJsonObject("paths")
        .getJsonObject("/work-orders/{id}/attachments")
        .getJsonObject("post")
        .remove("requestBody");
    // The guard knows who calls, and every answerer asks for the caller.
    plain.remove("security");
    plain.getJsonObject("components").remove("securitySchemes");
    return plain;
  }

  private static @Nullable Object json(@Nullable Object node) {
    return switch (node) {
      case Map<?, ?> map -> {
        JsonObject object = new JsonObject();
        map.forEach((key, value) -> object.put(String.valueOf(key), json(value)));
        yield object;
      }
      case List<?> list -> {
        JsonArray array = new JsonArray();
        list.forEach(item -> array.add(json(item)));
        yield array;
      }
      case null -> null;
      default -> node;
    };
  }
}
