package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhiban.gateway.operations.Page;

/** Lists in parts. */
final class Paging {
  private Paging() {}

  static Page.Request request(Call call, int usual) {
    return new Page.Request(
        call.query("limit").map(Integer::parseInt).orElse(usual), call.query("after"));
  }

  static <T> JsonObject view(Page<T> page, Function<T, JsonObject> row) {
    JsonArray items = new JsonArray();
    page.items().forEach(item -> items.add(row.apply(item)));
    return new JsonObject().put("items", items).put("next", page.next().orElse(null));
  }

  /** A list that has one part. */
  static JsonObject whole(JsonArray items) {
    return new JsonObject().put("items", items).put("next", null);
  }

  static @Nullable Double number(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }
}
