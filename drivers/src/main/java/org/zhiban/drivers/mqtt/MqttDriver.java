package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.drivers.Backoff;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.SampleSink;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.telemetry.LinkStatus;

/**
 * Reads the points of a link from an MQTT broker. A message is acknowledged, at quality of service
 * 1, after all it held is on disk; the broker keeps the session while the gateway is away and
 * delivers again what was not acknowledged.
 */
public final class MqttDriver implements Driver {
  /** Longest wait for one answer of the broker. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A frozen broker is noticed within twice this. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  /** How long the broker keeps messages for an absent gateway, as far as its own limits allow. */
  static final Duration SESSION_KEPT = Duration.ofDays(7);

  /** Messages delivered and not yet on disk. */
  static final int RECEIVE_MAXIMUM = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(MqttDriver.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /** A connection that stood this long was sound; what ends it is a new trouble. */
  private static final Duration SOUND = Duration.ofSeconds(5);

  /** Messages handed on at once; less than may wait for the disk, so that both keep busy. */
  private static final int RUN = RECEIVE_MAXIMUM / 4;

  private static final Duration TICK = Duration.ofMillis(200);

  private final String id;
  private final BrokerAddress address;
  private final BrokerOpener opener;
  private final SampleSink sink;
  private final InstantSource clock;
  private final LinkHealth health;
  private final RejectedMessages rejected = new RejectedMessages();
  private final PointFeed feed;
  private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new Random());
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile @Nullable Thread runner;

  MqttDriver(
      String id,
      BrokerAddress address,
      BrokerOpener opener,
      List<MqttPoint> points,
      SampleSink sink,
      InstantSource clock) {
    this.id = id;
    this.address = address;
    this.opener = opener;
    this.sink = sink;
    this.clock = clock;
    this.health = new LinkHealth(id, clock);
    this.feed = new PointFeed(points, sink, clock, health, rejected);
  }

  /**
   * A driver that is not yet running.
   *
   * @throws org.zhiban.drivers.LinkRefusedException if a point or a certificate cannot be read
   */
  public static MqttDriver create(
      MqttConnection connection, List<DrivenPoint> points, SampleSink sink, InstantSource clock) {
    BrokerAddress address =
        new BrokerAddress(
            connection.broker(),
            connection.clientId(),
            connection.user(),
            connection.password(),
            Authority.sockets(connection),
            TIMEOUT,
            KEEP_ALIVE,
            SESSION_KEPT,
            RECEIVE_MAXIMUM);
    BrokerOpener opener =
        switch (connection.version()) {
          case V5 -> PahoV5Session::open;
          case V3_1_1 -> PahoV3Session::open;
        };
    return new MqttDriver(connection.id(), address, opener, MqttPoint.of(points), sink, clock);
  }

  /** Messages that could not be used, by topic, oldest first; callable from any thread. */
  public Map<String, List<RejectedMessage>> rejected() {
    return rejected.all();
  }

  @Override
  public void run() throws InterruptedException {
    runner = Thread.currentThread();
    boolean told = false;
    try {
      while (!closed) {
        long opened = System.nanoTime();
        BrokerException failure = connection();
        if (!told || health.status().state() != LinkStatus.State.DOWN) {
          LOG.warn("connection {}: {}", id, failure.words());
          feed.lost();
          told = true;
        }
        health.failed("connection " + id + ": " + failure.words());
        health.down();
        announce();
        // A port that refuses costs one packet; doubling is for a broker that answers and refuses.
        if (System.nanoTime() - opened > SOUND.toNanos()
            || failure.reason() == BrokerException.Cause.UNREACHABLE) {
          backoff.reset();
        }
        Thread.sleep(backoff.next());
      }
    } catch (InterruptedException e) {
      if (!closed) {
        throw e;
      }
    } finally {
      ended.countDown();
    }
  }

  /** One connection from its start to its end. */
  private BrokerException connection() throws InterruptedException {
    Inbox inbox = new Inbox();
    try (BrokerSession session = opener.open(address, inbox, clock)) {
      long asked = System.nanoTime();
      Map<String, Boolean> granted = session.subscribe(feed.filters());
      health.roundTrip(Duration.ofNanos(System.nanoTime() - asked));
      health.up();
      LOG.info("connection {}: subscribed at {}", id, address.uri());
      feed.subscribed(granted);
      return serve(session, inbox);
    } catch (BrokerException e) {
      return e;
    } catch (RuntimeException e) {
      LOG.error("connection {}", id, e);
      return new BrokerException(address.uri(), BrokerException.Cause.OTHER, e);
    }
  }

  private BrokerException serve(BrokerSession session, Inbox inbox) throws InterruptedException {
    Acknowledgements acknowledgements = new Acknowledgements(session::acknowledge);
    while (true) {
      announce();
      // Asked before the inbox is emptied: what came before the loss is still worth having.
      Optional<BrokerException> loss = session.loss();
      List<Arrival> arrivals = inbox.take(RUN, loss.isPresent() ? Duration.ZERO : TICK);
      if (!arrivals.isEmpty()) {
        feed.deliver(arrivals, acknowledgements);
      } else if (loss.isPresent()) {
        return loss.get();
      }
      long dropped = inbox.takeDropped();
      if (dropped > 0) {
        health.trouble(
            dropped + " messages of quality of service 0 were lost; publish with 1 to keep them");
      }
      feed.tick();
    }
  }

  private void announce() throws InterruptedException {
    var change = health.change();
    if (change.isPresent()) {
      sink.status(change.get());
    }
  }

  @Override
  public LinkStatus status() {
    return health.status();
  }

  @Override
  public void close() {
    closed = true;
    Thread running = runner;
    if (running == null || running.equals(Thread.currentThread())) {
      return;
    }
    running.interrupt();
    try {
      if (!ended.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("connection {}: does not end", id);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
