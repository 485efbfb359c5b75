package org.zhiban.gateway.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The page that a label leads to: small, without the console, and the same for every label, so that
 * it asks for nothing. What it shows it asks for by itself.
 */
final class ResidentPage {
  private static final Map<String, String> TYPES =
      Map.of(
          "page.css", "text/css; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8");

  private final Buffer page = read("page.html");

  void mount(Router router) {
    router
        .get("/r/:token")
        .handler(context -> answer(context, "text/html; charset=utf-8", "no-cache", page));
    TYPES.forEach(
        (name, type) -> {
          Buffer content = read(name);
          router
              .get("/resident/" + name)
              .handler(context -> answer(context, type, "max-age=300", content));
        });
  }

  private static void answer(RoutingContext context, String type, String cache, Buffer content) {
    context
        .response()
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", cache)
        .end(content);
  }

  private static Buffer read(String name) {
    try (InputStream file = ResidentPage.class.getResourceAsStream("/resident/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return Buffer.buffer(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
