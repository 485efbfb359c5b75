package org.zhiban.drivers.mqtt;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.mqtt.Births.Definition;
import org.zhiban.drivers.mqtt.sparkplug.EdgeNodeId;
import org.zhiban.drivers.mqtt.sparkplug.MalformedPayloadException;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;
import org.zhiban.drivers.mqtt.sparkplug.SparkplugTopic;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.SampleBatch;

/** The edge nodes of a link and the points that are their metrics. Used by the driver's thread. */
final class EdgeNodes {
  private static final int NAMED = 5;

  private final LinkHealth health;
  private final MetricWrites writes;
  private final Map<EdgeNodeId, EdgeNode> nodes = new LinkedHashMap<>();
  private final Map<String, EdgeNodeId> byFilter = new HashMap<>();
  private final Map<SparkplugPoint.Key, List<SparkplugPoint>> points = new LinkedHashMap<>();
  private final Map<EdgeNodeId, Set<Optional<String>>> owners = new LinkedHashMap<>();
  private final Set<String> incomplete = new HashSet<>();
  private final BitSet known = new BitSet();
  private final BitSet good = new BitSet();
  private Decoded into = new Decoded();

  /**
   * Nodes of which nothing is known.
   *
   * @param read metrics that are points
   * @param writes metrics that are written
   */
  EdgeNodes(List<SparkplugPoint> read, MetricWrites writes, LinkHealth health) {
    this.health = health;
    this.writes = writes;
    read.forEach(
        point -> {
          points.computeIfAbsent(point.key(), _ -> new ArrayList<>()).add(point);
          known.set(point.point().number());
        });
    Stream.concat(points.keySet().stream(), writes.keys().stream())
        .forEach(
            key ->
                owners.computeIfAbsent(key.node(), _ -> new LinkedHashSet<>()).add(key.device()));
    owners.forEach(
        (id, devices) -> {
          nodes.put(id, new EdgeNode(id, devices, new Told(id)));
          SparkplugTopic.filters(id).forEach(filter -> byFilter.put(filter, id));
        });
  }

  /** Whether there is none. */
  boolean none() {
    return nodes.isEmpty();
  }

  /** What is subscribed to. */
  Set<String> filters() {
    return byFilter.keySet();
  }

  /** The numbers of all points that are read. */
  int[] points() {
    return known.stream().toArray();
  }

  /** The points whose last value was not bad, of nodes whose births hold. */
  int[] alive() {
    return points.entrySet().stream()
        .filter(entry -> node(entry.getKey().node()).alive(entry.getKey().device()))
        .flatMap(entry -> entry.getValue().stream())
        .mapToInt(point -> point.point().number())
        .filter(good::get)
        .toArray();
  }

  private EdgeNode node(EdgeNodeId id) {
    EdgeNode node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }

  /** The broker answered the subscription. */
  void subscribed(Map<String, Boolean> granted, long now) {
    nodes.values().forEach(node -> node.connected(now));
    incomplete.clear();
    owners.forEach((id, devices) -> devices.forEach(device -> unit(id, device, State.DOWN)));
    granted.forEach(
        (topic, given) -> {
          if (byFilter.containsKey(topic) && !given) {
            health.trouble("the broker does not let this user subscribe to " + topic);
          }
        });
  }

  /** Our connection is gone. */
  void lost() {
    writes.forget();
    good.clear();
  }

  /** The nodes that are to be asked for their births now. */
  List<EdgeNodeId> dueRebirths(long now) {
    return nodes.values().stream().filter(node -> node.asks.due(now)).map(node -> node.id).toList();
  }

  /** The topic of one of the nodes; empty: not of them. */
  Optional<SparkplugTopic> topic(Arrival arrival) {
    return arrival.topic().startsWith(SparkplugTopic.NAMESPACE)
        ? SparkplugTopic.of(arrival.topic()).filter(topic -> nodes.containsKey(topic.edgeNode()))
        : Optional.empty();
  }

  /** Adds what a message says, and tells it in words. */
  Optional<Supplier<String>> take(Arrival arrival, SparkplugTopic topic, Decoded decoded) {
    into = decoded;
    EdgeNode node = node(topic.edgeNode());
    if (arrival.retained()) {
      decoded.rejected.add(
          arrival.rejected("the whole message", "retained, and so perhaps of a session long gone"));
      return Optional.empty();
    }
    int faults = decoded.rejected.size();
    try {
      Payload payload = Payload.read(arrival.payload());
      node.take(arrival, topic, payload, decoded);
      judge(topic, decoded.rejected.size() > faults);
      return Optional.of(words(node, topic, payload));
    } catch (MalformedPayloadException e) {
      decoded.rejected.add(
          arrival.rejected("byte " + e.at(), "no Sparkplug payload: " + e.getMessage()));
      node.spoiled(topic);
      bad(
          of(node.id, topic.device()),
          QualityReason.UNDECODABLE,
          arrival.received().toEpochMilli());
      judge(topic, true);
      return Optional.empty();
    }
  }

  private static MetricWords words(EdgeNode node, SparkplugTopic topic, Payload payload) {
    return new MetricWords(
        topic.type(),
        payload.sequence(),
        payload.metrics().size(),
        payload.metrics().stream()
            .limit(MetricWords.SHOWN)
            .map(metric -> new MetricWords.Part(metric, node.find(topic.device(), metric)))
            .toList());
  }

  private void judge(SparkplugTopic topic, boolean faulty) {
    EdgeNode node = node(topic.edgeNode());
    if (node.alive(topic.device())) {
      String path = path(node.id, topic.device());
      boolean degraded = faulty || incomplete.contains(path);
      unit(node.id, topic.device(), degraded ? State.DEGRADED : State.UP);
    }
  }

  /** What the passing of time means. */
  void tick(long now, Decoded decoded) {
    into = decoded;
    nodes.values().forEach(node -> node.tick(now));
  }

  /** Follows what the samples mean for the points' life. */
  void hear(SampleBatch samples) {
    for (int row = 0; row < samples.size(); row++) {
      if (known.get(samples.point(row))) {
        good.set(
            samples.point(row), samples.quality(row) != org.zhiban.model.telemetry.Quality.BAD);
      }
    }
  }

  private static String path(EdgeNodeId id, Optional<String> device) {
    return new SparkplugPoint.Key(id, device, "").owner();
  }

  private void unit(EdgeNodeId id, Optional<String> device, State state) {
    @Nullable Set<Optional<String>> wanted = owners.get(id);
    if (wanted != null && wanted.contains(device)) {
      health.unit(path(id, device), state);
    }
  }

  private List<SparkplugPoint> of(EdgeNodeId id) {
    return points.entrySet().stream()
        .filter(entry -> entry.getKey().node().equals(id))
        .flatMap(entry -> entry.getValue().stream())
        .toList();
  }

  private List<SparkplugPoint> of(EdgeNodeId id, Optional<String> device) {
    return of(id).stream().filter(point -> point.key().device().equals(device)).toList();
  }

  private void bad(List<SparkplugPoint> some, QualityReason reason, long at) {
    some.forEach(point -> into.samples.bad(point.point().number(), reason, at));
  }

  /** What follows from the messages of one node. */
  private final class Told implements EdgeNode.Outcomes {
    private final EdgeNodeId id;

    Told(EdgeNodeId id) {
      this.id = id;
    }

    @Override
    public void told(Definition definition, Metric metric, MetricReader reader) {
      var key = new SparkplugPoint.Key(id, definition.device(), definition.name());
      if (!metric.historical()) {
        writes.told(key, definition, metric);
      }
      for (SparkplugPoint point : points.getOrDefault(key, List.of())) {
        reader.read(point.point(), definition.name(), definition.type(), metric);
      }
    }

    @Override
    public void born(Arrival arrival, Optional<String> device, Map<String, Definition> metrics) {
      writes.born(id, device, metrics);
      String path = path(id, device);
      incomplete.remove(path);
      for (SparkplugPoint point : of(id, device)) {
        if (!metrics.containsKey(point.key().metric())) {
          incomplete.add(path);
          into.samples.bad(
              point.point().number(),
              QualityReason.NOT_AVAILABLE,
              arrival.received().toEpochMilli());
          into.rejected.add(
              arrival.rejected(
                  point.key().metric(),
                  "not in the birth of " + path + ", which" + named(metrics)));
        }
      }
      health.heard(path, arrival.received());
      // a birth that overtook its node's is used with that one, whose message is judged
      unit(id, device, incomplete.contains(path) ? State.DEGRADED : State.UP);
    }

    private static String named(Map<String, Definition> metrics) {
      List<String> some = metrics.keySet().stream().limit(NAMED).toList();
      return metrics.isEmpty()
          ? " names nothing"
          : " names "
              + String.join(", ", some)
              + (metrics.size() > NAMED ? " and " + (metrics.size() - NAMED) + " more" : "");
    }

    @Override
    public void deviceGone(Optional<String> device, long at) {
      writes.gone(id, device);
      unit(id, device, State.DOWN);
      List<SparkplugPoint> theirs = of(id, device);
      if (!theirs.isEmpty()) {
        health.trouble("device " + path(id, device) + " is gone, says its edge node");
        bad(theirs, QualityReason.DEVICE_OFFLINE, at);
      }
    }

    @Override
    public void gone(long at) {
      health.trouble("edge node " + id + " is gone, says the broker");
      all(QualityReason.DEVICE_OFFLINE, at);
    }

    @Override
    public void silent(long at) {
      health.trouble("edge node " + id + " was asked for its birth, and nothing came");
      all(QualityReason.TIMEOUT, at);
    }

    @Override
    public void unsure(long at) {
      health.trouble("messages of edge node " + id + " are missing; it is asked for its birth");
      all(QualityReason.STALE, at);
    }

    private void all(QualityReason reason, long at) {
      for (Optional<String> device : owners.getOrDefault(id, Set.of())) {
        writes.gone(id, device);
        unit(id, device, State.DOWN);
      }
      bad(of(id), reason, at);
    }
  }
}
