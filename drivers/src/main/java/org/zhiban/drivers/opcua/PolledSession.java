package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.Redial.Ended;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.OpcUaConnection;

/** Serves one session by reads, for servers that cannot or should not keep subscriptions. */
final class PolledSession {
  private final OpcUaDriver driver;
  private final OpcUaConnection settings;
  private final ServerConnection server;
  private final Notices notices;
  private final NodeFeed feed;
  private final LinkHealth health;
  private final List<Round> rounds = new ArrayList<>();

  PolledSession(
      OpcUaDriver driver,
      OpcUaConnection settings,
      List<NodePoint> nodes,
      ServerConnection server,
      Notices notices,
      NodeFeed feed,
      LinkHealth health) {
    this.driver = driver;
    this.settings = settings;
    this.server = server;
    this.notices = notices;
    this.feed = feed;
    this.health = health;
    Map<Duration, List<NodePoint>> byPeriod = new LinkedHashMap<>();
    nodes.forEach(
        node ->
            byPeriod
                .computeIfAbsent(
                    node.point().spec().every().orElse(settings.publishingInterval()),
                    _ -> new ArrayList<>())
                .add(node));
    byPeriod.forEach((period, asked) -> rounds.add(new Round(period, asked)));
  }

  /** Works until the session is of no use any more. */
  Ended serve() throws InterruptedException {
    try {
      health.up();
      feed.up();
      while (true) {
        driver.announce();
        for (Notice notice : notices.take(untilNext())) {
          if (notice instanceof Notice.Gone) {
            throw new ServerException(settings.endpoint(), Cause.LOST, "the session is inactive");
          }
        }
        for (Round round : rounds) {
          if (System.nanoTime() >= round.due) {
            read(round);
          }
        }
      }
    } catch (ServerException e) {
      return OpcUaDriver.ended(e);
    }
  }

  private void read(Round round) throws ServerException, InterruptedException {
    long asked = System.nanoTime();
    // a round that took too long is not made up for
    round.due = Math.max(round.due + round.period.toNanos(), asked);
    List<DataValue> values = server.read(round.nodes);
    Duration took = Duration.ofNanos(System.nanoTime() - asked);
    health.roundTrip(took);
    feed.read(round.nodes, values, took);
  }

  private Duration untilNext() {
    long next = rounds.stream().mapToLong(round -> round.due).min().orElse(Long.MAX_VALUE);
    return Duration.ofNanos(Math.clamp(next - System.nanoTime(), 0, 1_000_000_000L));
  }

  /** Nodes that are read at the same pace. */
  private static final class Round {
    final Duration period;
    final List<NodePoint> nodes;
    long due = System.nanoTime();

    Round(Duration period, List<NodePoint> nodes) {
      this.period = period;
      this.nodes = nodes;
    }
  }
}
