package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.zhiban.gateway.Running;

/** Health and metrics: open to loopback without a session, to others with one. */
final class Probes {
  private final Running gateway;
  private final Supplier<String> metrics;

  Probes(Running gateway, Supplier<String> metrics) {
    this.gateway = gateway;
    this.metrics = metrics;
  }

  void mount(Router router) {
    Guard guard = new Guard(gateway);
    for (String prefix : List.of("", "/api/v1")) {
      router
          .get(prefix + "/health/live")
          .handler(guard::identify)
          .handler(Probes::mayLook)
          .handler(this::live);
      router
          .get(prefix + "/health/ready")
          .handler(guard::identify)
          .handler(Probes::mayLook)
          .handler(this::ready);
      router
          .get(prefix + "/metrics")
          .handler(guard::identify)
          .handler(Probes::mayLook)
          .handler(this::metrics);
    }
  }

  private static void mayLook(RoutingContext context) {
    if (Guard.byThisMachine(context.request()) || Guard.caller(context).isPresent()) {
      context.next();
    } else {
      Failures.write(context, Refusal.unauthorized("sign in first"));
    }
  }

  private void live(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("status", "up").toBuffer());
  }

  private void ready(RoutingContext context) {
    Running.Health health = gateway.health().get();
    context
        .response()
        .setStatusCode(health.ready() ? 200 : 503)
        .putHeader("Content-Type", "application/json")
        .end(
            new JsonObject()
                .put("status", health.ready() ? "ready" : "not_ready")
                .put("problems", new JsonArray(health.problems()))
                .put("warnings", new JsonArray(health.warnings()))
                .toBuffer());
  }

  private void metrics(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .end(metrics.get());
  }
}
