package org.zhiban.gateway.notify.channel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.zhiban.model.LocalizedText;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.notification.Notice;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Secret;

/**
 * A program that takes JSON: what docs/notifications.md says. A message may come twice, under the
 * same {@code Idempotency-Key}; with a secret the text {@code TIMESTAMP.BODY} is signed.
 */
final class Webhook implements Notifier {
  private final String site;
  private final Channel channel;
  private final Secret address;
  private final JsonPost post;
  private final InstantSource clock;

  Webhook(String site, Channel channel, JsonPost post, InstantSource clock) {
    this.site = site;
    this.channel = channel;
    this.address = channel.address().orElseThrow();
    this.post = post;
    this.clock = clock;
  }

  @Override
  public Reply send(Delivery delivery) throws InterruptedException {
    String body = body(delivery).encode();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Idempotency-Key", delivery.id());
    headers.putAll(Signatures.headers(channel.secret(), body, clock.instant()));
    return post.send(
        address.reveal(),
        headers,
        body,
        Stream.concat(Stream.of(address), channel.secret().stream()).toList(),
        accepted -> new Reply.Taken("HTTP " + accepted.status()));
  }

  private JsonObject body(Delivery delivery) {
    Notice notice = delivery.notice();
    JsonArray alarms = new JsonArray();
    notice.alarms().forEach(subject -> alarms.add(alarm(subject)));
    JsonArray orders = new JsonArray();
    notice.orders().forEach(subject -> orders.add(order(subject)));
    return new JsonObject()
        .put("id", delivery.id())
        .put("kind", delivery.kind())
        .put("site", site)
        .put("channel", delivery.channel())
        .put("time", delivery.createdAt().toString())
        .put("step", notice.step())
        .put("priority", notice.priority().word())
        .put("title", notice.title())
        .put("text", notice.text())
        .put("link", notice.link().orElse(null))
        .put("alarms", alarms)
        .put("work_orders", orders);
  }

  private static JsonObject order(Notice.OfOrder subject) {
    return new JsonObject()
        .put("id", subject.order())
        .put("title", text(subject.title()))
        .put("equipment", subject.equipment().orElse(null))
        .put("location", subject.location().orElse(null))
        .put("status", subject.status())
        .put("step", subject.step());
  }

  private static JsonObject alarm(Notice.OfAlarm subject) {
    return new JsonObject()
        .put("id", subject.alarm())
        .put("equipment", subject.equipment())
        .put("name", text(subject.name()))
        .put("location", subject.location().orElse(null))
        .put("area", subject.area().orElse(null))
        .put("rule", subject.rule())
        .put("key", subject.key().isEmpty() ? null : subject.key())
        .put("priority", subject.priority().word())
        .put("life_safety", subject.lifeSafety())
        .put("message", text(subject.message()))
        .put("occurrences", subject.occurrences())
        .put("raised_at", subject.raisedAt().toString());
  }

  private static JsonObject text(LocalizedText text) {
    return new JsonObject().put("zh", text.zh()).put("en", text.en());
  }
}
