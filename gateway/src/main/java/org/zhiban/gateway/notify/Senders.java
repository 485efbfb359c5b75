package org.zhiban.gateway.notify;

import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.zhiban.gateway.live.LiveFeed;
import org.zhiban.gateway.notify.channel.JsonPost;
import org.zhiban.gateway.notify.channel.Notifier;
import org.zhiban.gateway.notify.channel.Notifiers;
import org.zhiban.gateway.operations.OperationsDesk;
import org.zhiban.gateway.operations.OperationsStore;
import org.zhiban.model.notification.Delivery;
import org.zhiban.model.site.NotificationSpec.Channel;
import org.zhiban.model.site.Site;
import org.zhiban.rules.notify.Deliveries;

/** One sender for each channel that is on, and one for the wall. */
public final class Senders implements AutoCloseable {
  /** Chat robots refuse more (WeCom error 45009, DingTalk 130101). */
  private static final int ROBOT_MESSAGES = 20;

  private static final Duration ROBOT_TIME = Duration.ofMinutes(1);
  private static final Set<String> ROBOTS = Set.of("wecom", "dingtalk", "feishu");

  private final Map<String, ChannelSender> senders = new LinkedHashMap<>();
  private final HttpClient client = JsonPost.client();

  public Senders(
      Site site,
      Vertx vertx,
      OperationsStore store,
      OperationsDesk desk,
      LiveFeed feed,
      InstantSource clock) {
    Notifiers notifiers = new Notifiers(site, vertx, new JsonPost(client), feed, clock);
    Deliveries deliveries = new Deliveries(site);
    Map<String, Notifier> ways = new LinkedHashMap<>();
    ways.put(Delivery.WALL, notifiers.wall());
    List<Channel> channels = new ArrayList<>(site.notification().channels().values());
    channels.removeIf(channel -> !channel.on());
    channels.forEach(channel -> ways.put(channel.id(), notifiers.of(channel)));
    ways.forEach(
        (id, way) ->
            senders.put(
                id,
                new ChannelSender(
                    id,
                    way,
                    pace(site, id),
                    deliveries,
                    store,
                    desk,
                    clock,
                    () -> ThreadLocalRandom.current().nextDouble())));
  }

  private static Pace pace(Site site, String id) {
    Channel channel = site.notification().channels().get(id);
    return channel != null && ROBOTS.contains(channel.type())
        ? Pace.of(ROBOT_MESSAGES, ROBOT_TIME)
        : Pace.free();
  }

  public void start() {
    senders.values().forEach(ChannelSender::start);
  }

  /** Something may wait to be sent. */
  public void ring() {
    senders.values().forEach(ChannelSender::ring);
  }

  /** The wall and the channels that are on. */
  public Set<String> channels() {
    return Set.copyOf(senders.keySet());
  }

  /** The channels whose last try was in vain. */
  public List<String> failing() {
    return senders.entrySet().stream()
        .filter(sender -> sender.getValue().failing())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Messages of a channel that the other side took since start. */
  public long sent(String channel) {
    return of(channel).sent();
  }

  /** Tries of a channel in vain since start. */
  public long failed(String channel) {
    return of(channel).failed();
  }

  /** Messages of a channel given up since start. */
  public long givenUp(String channel) {
    return of(channel).givenUp();
  }

  private ChannelSender of(String channel) {
    ChannelSender sender = senders.get(channel);
    if (sender == null) {
      throw new IllegalArgumentException("no such channel, or it is off: " + channel);
    }
    return sender;
  }

  @Override
  public void close() {
    senders.values().forEach(ChannelSender::stop);
    senders.values().forEach(ChannelSender::close);
    client.shutdownNow();
  }
}
