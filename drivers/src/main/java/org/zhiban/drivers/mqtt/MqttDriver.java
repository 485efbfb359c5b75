package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.drivers.PemException;
import org.zhiban.drivers.Redial;
import org.zhiban.drivers.Redial.Again;
import org.zhiban.drivers.Redial.Ended;
import org.zhiban.drivers.SampleSink;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.drivers.mqtt.sparkplug.EdgeNodeId;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;
import org.zhiban.model.telemetry.RejectedMessage;

/**
 * Reads the points of a link from an MQTT broker, or from devices that publish to the gateway. A
 * message is acknowledged, at quality of service 1, after all it held is on disk; the broker keeps
 * the session while the gateway is away and delivers again what was not acknowledged.
 */
public final class MqttDriver implements Driver, Redial.Session {
  /** Longest wait for one answer of the broker. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** A frozen broker is noticed within twice this. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  /** How long the broker keeps messages for an absent gateway, as far as its own limits allow. */
  static final Duration SESSION_KEPT = Duration.ofDays(7);

  /** Messages delivered and not yet on disk. */
  static final int RECEIVE_MAXIMUM = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(MqttDriver.class);

  /** Messages handed on at once; less than may wait for the disk, so that both keep busy. */
  private static final int RUN = RECEIVE_MAXIMUM / 4;

  private static final Duration TICK = Duration.ofMillis(200);

  private final ExchangeLog log = new ExchangeLog();
  private final String id;
  private final MessageSource source;
  private final SampleSink sink;
  private final InstantSource clock;
  private final LinkHealth health;
  private final RejectedMessages rejected = new RejectedMessages();
  private final SparkplugLink outward;
  private final PointFeed feed;
  private final Redial redial;

  MqttDriver(
      String id,
      MessageSource source,
      List<MqttPoint> points,
      SampleSink sink,
      InstantSource clock) {
    this(id, source, new Points(points, List.of(), List.of(), Optional.empty()), sink, clock);
  }

  /**
   * What a link reads and writes.
   *
   * @param host where the gateway, as a Sparkplug host, tells of itself
   */
  record Points(
      List<MqttPoint> onTopics,
      List<SparkplugPoint> metrics,
      List<SparkplugPoint> commands,
      Optional<Presence.Host> host) {
    /**
     * Sorts the points of a link.
     *
     * @throws LinkRefusedException if one cannot be read
     */
    static Points of(DrivenLink link, Optional<Presence.Host> host) {
      return new Points(
          MqttPoint.of(link.points().stream().filter(point -> !SparkplugPoint.is(point)).toList()),
          SparkplugPoint.of(link.points()),
          SparkplugPoint.of(link.commands()),
          host);
    }

    /** A host that has metrics alone leaves no session behind: Sparkplug 3.0, 5.3. */
    Duration sessionKept() {
      return onTopics.isEmpty() ? Duration.ZERO : SESSION_KEPT;
    }
  }

  MqttDriver(String id, MessageSource source, Points points, SampleSink sink, InstantSource clock) {
    this.id = id;
    this.redial = new Redial(id);
    this.source = source;
    this.sink = sink;
    this.clock = clock;
    this.health = new LinkHealth(id, clock);
    this.outward = new SparkplugLink(points.commands(), clock);
    EdgeNodes nodes = new EdgeNodes(points.metrics(), outward.writes, health);
    this.feed =
        new PointFeed(points.onTopics(), nodes, points.host(), sink, clock, health, rejected, log);
  }

  /**
   * A driver that is not yet running.
   *
   * @throws org.zhiban.drivers.LinkRefusedException if a point or a certificate cannot be read
   */
  public static MqttDriver create(
      MqttConnection connection, DrivenLink link, SampleSink sink, InstantSource clock) {
    Optional<Presence.Host> host = connection.sparkplugHost().map(Presence.Host::new);
    Points points = Points.of(link, host);
    Optional<Presence> presence =
        host.<Presence>map(one -> one).or(() -> connection.statusTopic().map(Presence.Words::new));
    Optional<TlsSockets> tls = TlsSockets.of(connection);
    tls.ifPresent(sockets -> tryOut(connection, sockets));
    BrokerAddress address =
        new BrokerAddress(
            connection.broker(),
            connection.clientId(),
            connection.user(),
            connection.password(),
            tls,
            presence,
            TIMEOUT,
            KEEP_ALIVE,
            points.sessionKept(),
            RECEIVE_MAXIMUM);
    MessageSource source =
        switch (connection.version()) {
          case V5 -> (inbox, _, time) -> PahoV5Session.open(address, inbox, time);
          case V3_1_1 -> (inbox, _, time) -> PahoV3Session.open(address, inbox, time);
        };
    return new MqttDriver(connection.id(), source, points, sink, clock);
  }

  /**
   * A driver of what devices publish to the gateway's own port, not yet running.
   *
   * @throws LinkRefusedException if a point cannot be read
   */
  public static MqttDriver listening(
      MqttListener listener,
      List<DrivenPoint> points,
      SampleSink sink,
      InstantSource clock,
      MessageSource port) {
    return new MqttDriver(listener.id(), port, MqttPoint.of(points), sink, clock);
  }

  private static void tryOut(MqttConnection connection, TlsSockets sockets) {
    try {
      sockets.check();
    } catch (PemException e) {
      throw new LinkRefusedException(
          List.of(
              new LinkRefusal.UnusableFile(
                  connection.position(), connection.id(), e.what(), e.remedy())));
    }
  }

  @Override
  public Map<String, List<RejectedMessage>> rejected() {
    return rejected.all();
  }

  @Override
  public void run() throws InterruptedException {
    redial.run(this);
  }

  @Override
  public void down(Ended ended) throws InterruptedException {
    LOG.atLevel(feed.known() ? Level.WARN : Level.DEBUG)
        .log("connection {}: {}", id, ended.words());
    outward.down();
    feed.lost();
    health.failed("connection " + id + ": " + ended.words());
    health.down();
    announce();
  }

  @Override
  public Ended once() throws InterruptedException {
    Inbox inbox = new Inbox();
    try (MessageSession session = source.open(inbox, health, clock)) {
      long asked = System.nanoTime();
      Map<String, Boolean> granted = session.subscribe(feed.filters());
      health.roundTrip(Duration.ofNanos(System.nanoTime() - asked));
      health.up();
      LOG.info("connection {}: messages can come", id);
      feed.subscribed(granted);
      outward.over(session);
      return serve(session, inbox);
    } catch (BrokerException e) {
      return ended(e);
    }
  }

  /**
   * Nobody there and no answer are asked about again every half second, what nobody understands
   * every second: it may be a broker, or a proxy before one, that is still starting. Who says no is
   * asked seldom.
   */
  private static Ended ended(BrokerException e) {
    return new Ended(
        e.words(),
        switch (e.reason()) {
          case UNREACHABLE, TIMED_OUT, LOST, PORT_CLOSED -> Again.SOON;
          case HANDSHAKE, OTHER -> Again.PUZZLED;
          case NO_TLS,
              UNTRUSTED,
              NOT_VALID_NOW,
              WRONG_NAME,
              CERTIFICATE_WANTED,
              CERTIFICATE_REFUSED,
              OWN_FILES,
              WRONG_PASSWORD,
              NOT_AUTHORIZED,
              CLIENT_ID_REFUSED,
              CLIENT_ID_TAKEN,
              VERSION_REFUSED ->
              Again.LATER;
        });
  }

  private Ended serve(MessageSession session, Inbox inbox)
      throws BrokerException, InterruptedException {
    Acknowledgements acknowledgements = new Acknowledgements(session::acknowledge);
    while (true) {
      announce();
      // Asked before the inbox is emptied: what came before the loss is still worth having.
      Optional<BrokerException> loss = session.loss();
      List<Arrival> arrivals = inbox.take(RUN, loss.isPresent() ? Duration.ZERO : TICK);
      if (!arrivals.isEmpty()) {
        feed.deliver(arrivals, acknowledgements);
      } else if (loss.isPresent()) {
        return ended(loss.get());
      }
      long dropped = inbox.takeDropped();
      if (dropped > 0) {
        health.trouble(
            dropped + " messages of quality of service 0 were lost; publish with 1 to keep them");
      }
      feed.tick();
      if (feed.denied()) {
        session.announce();
      }
      for (EdgeNodeId node : feed.dueRebirths()) {
        outward.askRebirth(session, node);
      }
    }
  }

  private void announce() throws InterruptedException {
    var change = health.change();
    if (change.isPresent()) {
      sink.status(change.get());
    }
  }

  /** A site cannot describe a command on a plain topic: nothing tells whether one was taken. */
  @Override
  public WriteOutcome write(DrivenPoint point, double value) throws InterruptedException {
    List<SparkplugPoint> metric = SparkplugPoint.of(List.of(point));
    if (!metric.isEmpty()) {
      return outward.write(point, metric.getFirst().key(), value, TIMEOUT);
    }
    return new WriteOutcome.Unfit(
        point.ref()
            + ": a command cannot be written to a topic; write it to Modbus, OPC UA or Sparkplug");
  }

  @Override
  public LinkStatus status() {
    return health.status();
  }

  @Override
  public ExchangeLog log() {
    return log;
  }

  @Override
  public Optional<Exchange> broughtBy(int point, long time) {
    return log.latest(LoggedArrival.class, one -> one.brought(point, time))
        .map(LoggedArrival::whole);
  }

  @Override
  public void close() {
    redial.close(TIMEOUT);
  }
}
