package org.zhiban.drivers.opcua;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.SampleSink;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** From data values, and from their absence, to samples. Used by the driver's thread. */
final class NodeFeed {
  /** Nodes in trouble that the link's status names, at most. */
  private static final int NAMED = 50;

  private final List<NodePoint> nodes;
  private final SampleSink sink;
  private final InstantSource clock;
  private final LinkHealth health;
  private final ExchangeLog log;
  private final Set<NodePoint> troubled = new HashSet<>();
  private boolean down;

  NodeFeed(
      List<NodePoint> nodes,
      SampleSink sink,
      InstantSource clock,
      LinkHealth health,
      ExchangeLog log) {
    this.log = log;
    this.nodes = nodes;
    this.sink = sink;
    this.clock = clock;
    this.health = health;
  }

  /** Whether the last word was not that the connection is gone. */
  boolean known() {
    return !down;
  }

  /** The session stands again. */
  void up() {
    down = false;
  }

  /** The session is gone: no value is known any more. Told once. */
  void lost() throws InterruptedException {
    if (down || nodes.isEmpty()) {
      return;
    }
    down = true;
    troubled.clear();
    long now = clock.millis();
    SampleBatch batch = new SampleBatch(nodes.size());
    nodes.forEach(node -> batch.bad(node.point().number(), QualityReason.CONNECTION_DOWN, now));
    sink.samples(batch, SampleSink.NOBODY_WAITS);
  }

  /** Values of a subscription, in the server's order. */
  void changed(Group group, List<NodePoint> told, List<DataValue> values)
      throws InterruptedException {
    Instant received = clock.instant();
    log.add(NodeExchange.Values.of(received, Optional.empty(), told, values));
    SampleBatch batch = new SampleBatch(values.size());
    for (int i = 0; i < values.size(); i++) {
      NodePoint node = told.get(i);
      add(node, values.get(i), group.first(node), received, batch);
      group.judged(node, batch.quality(i) != Quality.BAD);
    }
    hand(batch);
  }

  /** Answers to a read, in the order of the nodes. */
  void read(List<NodePoint> asked, List<DataValue> values, Duration took)
      throws InterruptedException {
    Instant received = clock.instant();
    log.add(NodeExchange.Values.of(received.minus(took), Optional.of(took), asked, values));
    SampleBatch batch = new SampleBatch(values.size());
    for (int i = 0; i < values.size(); i++) {
      add(asked.get(i), values.get(i), true, received, batch);
    }
    hand(batch);
  }

  private void add(
      NodePoint node, DataValue value, boolean first, Instant received, SampleBatch batch) {
    var fault = NodeReading.add(node, value, first, received, batch);
    if (fault.isPresent()) {
      health.failed(fault.get());
      if (troubled.size() < NAMED && troubled.add(node)) {
        health.unit(node.name(), State.DOWN);
      }
    } else if (troubled.remove(node)) {
      health.unit(node.name(), State.UP);
    }
  }

  private void hand(SampleBatch batch) throws InterruptedException {
    if (!batch.isEmpty()) {
      health.good(batch.size());
      sink.samples(batch, SampleSink.NOBODY_WAITS);
    }
  }

  /** A subscription lives. */
  void alive(Group group) throws InterruptedException {
    int[] points = group.alive();
    if (points.length > 0) {
      sink.alive(points, clock.millis());
    }
  }
}
