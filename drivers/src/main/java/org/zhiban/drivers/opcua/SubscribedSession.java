package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.util.List;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.Redial.Again;
import org.zhiban.drivers.Redial.Ended;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.OpcUaConnection;

/**
 * Serves one session by subscriptions. A short cut of the network is mended within the session, so
 * that what the server queued meanwhile arrives; anything longer ends it.
 */
final class SubscribedSession {
  private static final Duration TICK = Duration.ofMillis(100);

  /** How long the library may try to get the session back; its first try comes after 1 s. */
  private static final Duration GRACE = Duration.ofMillis(1_250);

  /** What the server queued comes within this after the session's return. */
  private static final Duration BACKLOG = Duration.ofMillis(300);

  /** No server is called silent sooner, however fast it publishes. */
  private static final Duration LEAST_SILENCE = Subscriptions.KEEP_ALIVE.multipliedBy(2);

  private static final Duration RETRY_REFUSED = Duration.ofSeconds(30);

  /** What a refresh tells may itself be more than the server's queue holds. */
  private static final Duration REFRESH_AGAIN = Duration.ofSeconds(30);

  private static final Duration ALIVE_EVERY = Duration.ofSeconds(1);

  private final OpcUaDriver driver;
  private final OpcUaConnection settings;
  private final Notices notices;
  private final NodeFeed feed;
  private final EventFeed events;
  private final LinkHealth health;
  private final Subscriptions subscriptions;
  private Duration silence = Duration.ZERO;
  private final java.util.Map<Group, Long> aliveAt = new java.util.HashMap<>();
  private boolean gone;
  private boolean refresh;
  private long refreshedAt = System.nanoTime() - REFRESH_AGAIN.toNanos();
  private long goneAt;
  private long buildAt = Long.MAX_VALUE;
  private long heardAt;
  private long retryAt;

  SubscribedSession(
      OpcUaDriver driver,
      OpcUaConnection settings,
      LinkPoints points,
      ServerConnection server,
      Notices notices,
      NodeFeed feed,
      EventFeed events,
      LinkHealth health) {
    this.driver = driver;
    this.settings = settings;
    this.notices = notices;
    this.feed = feed;
    this.events = events;
    this.health = health;
    this.subscriptions = new Subscriptions(settings, points, server, notices, events);
  }

  /** Works until the session is of no use any more. */
  Ended serve() throws InterruptedException {
    try {
      build();
      while (true) {
        driver.announce();
        for (Notice notice : notices.take(TICK)) {
          read(notice);
        }
        long overtaken = notices.takeOvertaken();
        if (overtaken > 0) {
          health.trouble(
              overtaken
                  + " values were overtaken by later ones before the gateway could take them");
        }
        long unheard = notices.takeLostEvents();
        if (unheard > 0) {
          health.trouble(unheard + " events were lost: the gateway could not take them");
          refresh = true;
        }
        if (refresh && !gone && passed(refreshedAt, REFRESH_AGAIN)) {
          refresh = false;
          refreshedAt = System.nanoTime();
          subscriptions.refresh();
        }
        if (gone && passed(goneAt, GRACE)) {
          ServerException lost = failure(Cause.LOST, "no session for " + GRACE.toMillis() + " ms");
          return new Ended(lost.words(), Again.NOW);
        }
        if (!gone && System.nanoTime() >= buildAt) {
          build();
        }
        if (!gone && passed(heardAt, silence)) {
          return OpcUaDriver.ended(
              failure(Cause.SILENT, "nothing for " + silence.toMillis() + " ms"));
        }
        if (!gone && passed(retryAt, RETRY_REFUSED)) {
          retryAt = System.nanoTime();
          subscriptions.retryRefused();
        }
      }
    } catch (ServerException e) {
      return OpcUaDriver.ended(e);
    }
  }

  private void build() throws ServerException, InterruptedException {
    buildAt = Long.MAX_VALUE;
    long asked = System.nanoTime();
    subscriptions.build();
    silence = longest(LEAST_SILENCE, subscriptions.longestSilence());
    List<String> slower = subscriptions.slower();
    if (!slower.isEmpty()) {
      driver.warn(String.join("; ", slower));
    }
    health.roundTrip(Duration.ofNanos(System.nanoTime() - asked));
    health.up();
    feed.up();
    heardAt = System.nanoTime();
    retryAt = heardAt;
  }

  private void read(Notice notice) throws InterruptedException {
    switch (notice) {
      case Notice.Values told -> {
        heard(told.group());
        feed.changed(told.group(), told.nodes(), told.values());
        alive(told.group());
      }
      case Notice.Events told -> {
        heard(told.group());
        refresh |= events.happened(told.watches(), told.fields());
        alive(told.group());
      }
      case Notice.KeepAlive told -> {
        heard(told.group());
        alive(told.group());
      }
      case Notice.Gap _ -> {
        health.trouble("values or events were lost on the way from " + settings.endpoint());
        refresh = true;
      }
      case Notice.Broken told when subscriptions.has(told.group()) -> {
        health.trouble("a subscription ended: " + told.why());
        buildAt = System.nanoTime();
      }
      case Notice.Broken _ -> {
        // one of those that were given up
      }
      case Notice.Gone _ -> {
        gone = true;
        goneAt = System.nanoTime();
        driver.down(OpcUaDriver.ended(failure(Cause.LOST, "the session is inactive")));
      }
      case Notice.Back _ when gone -> {
        gone = false;
        heardAt = System.nanoTime();
        buildAt = Math.min(buildAt, heardAt + BACKLOG.toNanos());
      }
      case Notice.Back _ -> {
        // the session's own opening
      }
    }
  }

  private void heard(Group group) {
    if (subscriptions.has(group)) {
      heardAt = System.nanoTime();
    }
  }

  /** Values of some nodes are a sign of life of the others: no keep-alive is sent beside them. */
  private void alive(Group group) throws InterruptedException {
    long now = System.nanoTime();
    Long last = aliveAt.get(group);
    if (subscriptions.has(group) && (last == null || now - last >= ALIVE_EVERY.toNanos())) {
      aliveAt.put(group, now);
      feed.alive(group);
    }
  }

  private ServerException failure(Cause cause, String detail) {
    return new ServerException(settings.endpoint(), cause, detail);
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static boolean passed(long since, Duration time) {
    return System.nanoTime() - since >= time.toNanos();
  }
}
