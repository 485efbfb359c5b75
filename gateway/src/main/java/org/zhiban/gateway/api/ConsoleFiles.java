package org.zhiban.gateway.api;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

/**
 * The console, from the jar. Its pages have addresses of their own, which all begin with the same
 * file.
 */
final class ConsoleFiles {
  private static final String ROOT = "console";
  private static final long YEAR_SECONDS = 365L * 24 * 3600;

  void mount(Router router) {
    router
        .get("/assets/*")
        .handler(
            StaticHandler.create(FileSystemAccess.RELATIVE, ROOT + "/assets")
                .setMaxAgeSeconds(YEAR_SECONDS));
    router
        .get()
        .handler(
            StaticHandler.create(FileSystemAccess.RELATIVE, ROOT)
                .setIndexPage("index.html")
                .setCachingEnabled(false));
    router.get().handler(ConsoleFiles::page);
  }

  private static void page(RoutingContext context) {
    String accepts = context.request().getHeader("Accept");
    if (accepts != null && accepts.contains("text/html")) {
      context.reroute("/index.html");
    } else {
      Failures.write(context, Refusal.notFound("no such page"));
    }
  }
}
