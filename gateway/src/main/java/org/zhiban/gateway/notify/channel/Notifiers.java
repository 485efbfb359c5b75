package org.zhiban.gateway.notify.channel;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Site;

/** Which class serves which type of channel: the one place that knows them all. */
public final class Notifiers {
  private final Site site;
  private final Vertx vertx;
  private final JsonPost post;
  private final LiveFeed feed;
  private final InstantSource clock;

  public Notifiers(Site site, Vertx vertx, JsonPost post, LiveFeed feed, InstantSource clock) {
    this.site = site;
    this.vertx = vertx;
    this.post = post;
    this.feed = feed;
    this.clock = clock;
  }

  /** The consoles. */
  public Notifier wall() {
    return new Siren(feed);
  }

  /** A channel that is on. */
  public Notifier of(Channel channel) {
    return switch (channel.type()) {
      case "webhook" -> new Webhook(site.id(), channel, post, clock);
      case "wecom" -> new Robot(Robot.Kind.WECOM, channel, post, clock);
      case "dingtalk" -> new Robot(Robot.Kind.DINGTALK, channel, post, clock);
      case "feishu" -> new Robot(Robot.Kind.FEISHU, channel, post, clock);
      case "sms_gateway", "voice_gateway" -> new PhoneGateway(site, channel, post, clock);
      case "email" -> new Mail(site, channel, vertx);
      default -> throw new IllegalArgumentException("no such type of channel: " + channel.type());
    };
  }
}
