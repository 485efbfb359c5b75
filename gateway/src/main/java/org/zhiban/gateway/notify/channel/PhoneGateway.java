package org.zhiban.gateway.notify.channel;

import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;
import org.zhiban.model.staff.StaffMember;

/**
 * A service that texts or calls: {@code POST {"to": NUMBER, "text": …}}. The number is looked up
 * when it is sent, so that none is stored with the message; without one the service calls whom it
 * was set up for.
 */
final class PhoneGateway implements Notifier {
  private final Site site;
  private final Channel channel;
  private final Secret address;
  private final JsonPost post;
  private final InstantSource clock;

  PhoneGateway(Site site, Channel channel, JsonPost post, InstantSource clock) {
    this.site = site;
    this.channel = channel;
    this.address = channel.address().orElseThrow();
    this.post = post;
    this.clock = clock;
  }

  @Override
  public Reply send(Delivery delivery) throws InterruptedException {
    Optional<Secret> number = delivery.recipient().flatMap(this::number);
    if (delivery.recipient().isPresent() && number.isEmpty()) {
      return new Reply.Failed("the site has no number of " + delivery.recipient().get());
    }
    JsonObject body = new JsonObject().put("id", delivery.id());
    number.ifPresent(to -> body.put("to", to.reveal()));
    body.put("text", delivery.notice().text());
    List<Secret> hidden = new ArrayList<>(List.of(address));
    number.ifPresent(hidden::add);
    channel.secret().ifPresent(hidden::add);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Idempotency-Key", delivery.id());
    headers.putAll(Signatures.headers(channel.secret(), body.encode(), clock.instant()));
    return post.send(
        address.reveal(),
        headers,
        body.encode(),
        hidden,
        accepted -> new Reply.Taken("HTTP " + accepted.status()));
  }

  /** Of a member of staff, or by its place in the channel's own list. */
  private Optional<Secret> number(String recipient) {
    if (!recipient.startsWith("#")) {
      return Optional.ofNullable(site.staff().get(recipient))
          .flatMap(StaffMember::phone)
          .map(phone -> new Secret(phone.reveal()));
    }
    int place = Integer.parseInt(recipient.substring(1));
    return place <= channel.to().size()
        ? Optional.of(channel.to().get(place - 1))
        : Optional.empty();
  }
}
