package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.DrivenLink;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.Driver;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.Redial;
import org.zhiban.drivers.Redial.Again;
import org.zhiban.drivers.Redial.Ended;
import org.zhiban.drivers.SampleSink;
import org.zhiban.drivers.WriteOutcome;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.telemetry.Exchange;
import org.zhiban.model.telemetry.LinkStatus;

/** Reads the points of a link from an OPC UA server, and writes its commands. */
public final class OpcUaDriver implements Driver, Redial.Session {
  private static final Logger LOG = LoggerFactory.getLogger(OpcUaDriver.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final ExchangeLog log = new ExchangeLog();
  private final OpcUaConnection settings;
  private final LinkPoints points;
  private final Channel channel;
  private final SampleSink sink;
  private final InstantSource clock;
  private final LinkHealth health;
  private final NodeFeed feed;
  private final Redial redial;
  private volatile Optional<ServerConnection> standing = Optional.empty();

  private OpcUaDriver(
      OpcUaConnection settings,
      LinkPoints points,
      SampleSink sink,
      InstantSource clock,
      Credentials credentials) {
    this.settings = settings;
    this.points = points;
    this.channel = new Channel(settings, credentials, clock);
    this.sink = sink;
    this.clock = clock;
    this.health = new LinkHealth(settings.id(), clock);
    this.feed = new NodeFeed(points.nodes(), sink, clock, health, log);
    this.redial = new Redial(settings.id());
  }

  /**
   * A driver that is not yet running.
   *
   * @throws org.zhiban.drivers.LinkRefusedException if a node id is malformed
   */
  public static OpcUaDriver create(
      OpcUaConnection settings,
      DrivenLink link,
      SampleSink sink,
      InstantSource clock,
      Credentials credentials) {
    return new OpcUaDriver(settings, LinkPoints.of(link), sink, clock, credentials);
  }

  @Override
  public void run() throws InterruptedException {
    redial.run(this);
  }

  @Override
  public Ended once() throws InterruptedException {
    Notices notices = new Notices(Math.max(100_000, 4 * points.nodes().size()));
    try (ServerConnection server = ServerConnection.open(settings, channel, notices)) {
      standing = Optional.of(server);
      LOG.info(
          "connection {}: session at {}, security {}",
          settings.id(),
          settings.endpoint(),
          settings.security().word());
      channel.warning().ifPresent(this::warn);
      return switch (settings.mode()) {
        case SUBSCRIBE ->
            new SubscribedSession(
                    this,
                    settings,
                    points,
                    server,
                    notices,
                    feed,
                    new EventFeed(server, sink, clock, health, log),
                    health)
                .serve();
        case POLL ->
            new PolledSession(this, settings, points.nodes(), server, notices, feed, health)
                .serve();
      };
    } catch (ServerException e) {
      return ended(e);
    } finally {
      standing = Optional.empty();
    }
  }

  /** Something that a person should know of a session that works. */
  void warn(String words) {
    LOG.warn("connection {}: {}", settings.id(), words);
    health.trouble(words);
  }

  @Override
  public WriteOutcome write(DrivenPoint point, double value) throws InterruptedException {
    Commanded target = points.commands().get(point.ref());
    if (target == null) {
      return new WriteOutcome.Unfit(point.ref() + " is no command of connection " + settings.id());
    }
    Optional<ServerConnection> server = standing.filter(ServerConnection::active);
    Instant time = clock.instant();
    long asked = System.nanoTime();
    WriteOutcome outcome =
        server.isPresent()
            ? given(server.get(), target, value)
            : new WriteOutcome.NotSent(
                status().lastError().orElse("connection " + settings.id() + ": no session stands"));
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    log.add(new NodeExchange.Write(time, took, target, value, outcome));
    return outcome;
  }

  private static WriteOutcome given(ServerConnection server, Commanded target, double value)
      throws InterruptedException {
    return switch (target) {
      case NodePoint node -> server.writer().write(node, value);
      case MethodPoint method -> server.caller().call(method, value);
    };
  }

  /**
   * Nobody there and no answer are asked about again every half second, what nobody understands
   * every second: it may be a server that is still starting. Who says no is asked seldom.
   */
  static Ended ended(ServerException e) {
    return new Ended(
        e.words(),
        switch (e.reason()) {
          case UNREACHABLE, TIMED_OUT, SILENT, LOST -> Again.SOON;
          case OTHER -> Again.PUZZLED;
          case NO_SUCH_ENDPOINT,
              NO_SUCH_LOGIN,
              WRONG_PASSWORD,
              USER_NOT_LET_IN,
              USER_KEYS,
              UNTRUSTED,
              EXPIRED,
              NOT_YET_VALID,
              SHORT_KEY,
              WRONG_URI,
              WRONG_HOST,
              REVOKED,
              NOT_LET_IN,
              NO_SUCH_NODE,
              OWN_KEYS,
              FULL ->
              Again.LATER;
        });
  }

  @Override
  public void down(Ended ended) throws InterruptedException {
    LOG.atLevel(feed.known() ? Level.WARN : Level.DEBUG)
        .log("connection {}: {}", settings.id(), ended.words());
    log.add(new NodeExchange.NoSession(clock.instant(), settings.endpoint(), ended.words()));
    feed.lost();
    health.failed("connection " + settings.id() + ": " + ended.words());
    health.down();
    announce();
  }

  /** Tells of a state that changed. */
  void announce() throws InterruptedException {
    var change = health.change();
    if (change.isPresent()) {
      sink.status(change.get());
    }
  }

  @Override
  public void credentialsChanged() {
    standing.filter(_ -> !channel.believed()).ifPresent(ServerConnection::close);
    redial.now();
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
    return log.latest(NodeExchange.Values.class, one -> one.brought(point, time))
        .map(NodeExchange.Values::get);
  }

  @Override
  public void close() {
    redial.close(LONGEST_CLOSE);
  }
}
