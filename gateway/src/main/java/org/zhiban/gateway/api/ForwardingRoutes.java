package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.zhiban.gateway.Running;
import org.zhiban.gateway.telemetry.forwarding.Forwarder;
import org.zhiban.gateway.telemetry.forwarding.ForwardingFigures;
import org.zhiban.gateway.telemetry.forwarding.ForwardingTrouble;
import org.zhiban.gateway.telemetry.forwarding.Quarantined;
import org.zhiban.model.site.TelemetrySpec;

/** How the history gets to where the site forwards it. */
final class ForwardingRoutes {
  private final Running gateway;

  ForwardingRoutes(Running gateway) {
    this.gateway = gateway;
  }

  Answer forwarding(Call call) {
    return Answer.ok(
        gateway
            .forwarder()
            .map(this::view)
            .orElseGet(() -> new JsonObject().put("configured", false)));
  }

  private JsonObject view(Forwarder forwarder) {
    ForwardingFigures figures = forwarder.figures();
    Optional<ForwardingTrouble> trouble = figures.trouble();
    JsonArray quarantine = new JsonArray();
    forwarder.quarantine().forEach(one -> quarantine.add(view(one)));
    return new JsonObject()
        .put("configured", true)
        .put(
            "target",
            gateway.site().telemetry().influx().map(TelemetrySpec.Influx::url).orElse(null))
        .put("state", trouble.isPresent() ? "waiting" : figures.gap() > 0 ? "catching_up" : "up")
        .put("since", Times.text(trouble.map(ForwardingTrouble::since)))
        .put("reason", trouble.map(ForwardingTrouble::reason).orElse(null))
        .put("waiting", figures.waiting())
        .put("gap", figures.gap())
        .put("forwarded", figures.forwarded())
        .put("refused", figures.refused())
        .put("missing", figures.missing())
        .put("quarantine", quarantine);
  }

  private static JsonObject view(Quarantined one) {
    String point = one.row().point().point();
    return new JsonObject()
        .put("equipment", one.row().point().equipment())
        .put("point", point)
        .put("time", Times.text(Instant.ofEpochMilli(one.row().time())))
        .put("value", one.row().fields().get(point))
        .put("reason", one.reason())
        .put("refused_at", Times.text(one.at()));
  }
}
