package org.zhiban.gateway.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.zhiban.model.site.Connection;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.RejectedMessage;

/** How a link does, as JSON. */
final class ConnectionView {
  private ConnectionView() {}

  static JsonObject row(Site site, LinkStatus status) {
    Connection connection = site.connections().get(status.connection());
    JsonArray units = new JsonArray();
    status
        .units()
        .forEach(
            (unit, state) ->
                units.add(
                    new JsonObject()
                        .put("unit", unit)
                        .put("state", state.word())
                        .put(
                            "last_heard_at",
                            Times.text(Optional.ofNullable(status.heard().get(unit))))));
    return new JsonObject()
        .put("id", status.connection())
        .put("type", connection == null ? null : connection.type())
        .put("state", status.state().word())
        .put("rtt_ms", status.roundTrip().map(rtt -> rtt.toNanos() / 1e6).orElse(null))
        .put("requests", status.requests())
        .put("errors", status.errors())
        .put("rejected", status.rejected())
        .put("last_error", status.lastError().orElse(null))
        .put("last_error_at", Times.text(status.lastErrorAt()))
        .put("last_good_at", Times.text(status.lastGoodAt()))
        .put("units", units);
  }

  static JsonObject rejected(RejectedMessage message) {
    return new JsonObject()
        .put("topic", message.topic())
        .put("time", Times.text(message.received()))
        .put("position", message.position())
        .put("reason", message.why())
        .put("head", message.head())
        .put("bytes", message.size());
  }

  static JsonObject exchange(Exchange exchange) {
    return new JsonObject()
        .put("time", Times.text(exchange.time()))
        .put("took_ms", exchange.took().map(took -> took.toNanos() / 1e6).orElse(null))
        .put("outcome", exchange.outcome().word())
        .put("request", side(exchange.asked(), exchange.request()))
        .put("answer", side(exchange.told(), exchange.answer()));
  }

  private static JsonObject side(String words, String bytes) {
    return new JsonObject().put("words", words).put("bytes", bytes);
  }
}
