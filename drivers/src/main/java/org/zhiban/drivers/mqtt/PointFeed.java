package org.zhiban.drivers.mqtt;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.SampleSink;
import org.zhiban.drivers.mqtt.sparkplug.EdgeNodeId;
import org.zhiban.model.telemetry.LinkStatus.State;
import org.zhiban.model.telemetry.Quality;
import org.zhiban.model.telemetry.QualityReason;
import org.zhiban.model.telemetry.RejectedMessage;
import org.zhiban.model.telemetry.SampleBatch;

/** From messages, and from their absence, to samples and events. Used by the driver's thread. */
final class PointFeed {
  private static final long ALIVE_EVERY = 1_000;

  private final SampleSink sink;
  private final InstantSource clock;
  private final LinkHealth health;
  private final RejectedMessages rejected;
  private final ExchangeLog log;
  private final Map<String, Filter> filters = new LinkedHashMap<>();
  private final TopicTree<Filter> tree = new TopicTree<>();
  private final SourceOrder order = new SourceOrder();
  private final EdgeNodes nodes;
  private final Optional<Presence.Host> host;
  private final int[] states;
  private final Silence silence;
  private long aliveAt;
  private boolean down;
  private boolean denied;

  PointFeed(
      List<MqttPoint> points,
      EdgeNodes nodes,
      Optional<Presence.Host> host,
      SampleSink sink,
      InstantSource clock,
      LinkHealth health,
      RejectedMessages rejected,
      ExchangeLog log) {
    this.nodes = nodes;
    this.host = host;
    this.sink = sink;
    this.clock = clock;
    this.health = health;
    this.rejected = rejected;
    this.log = log;
    Map<String, List<MqttPoint>> byFilter = new LinkedHashMap<>();
    points.forEach(
        point -> byFilter.computeIfAbsent(point.filter(), _ -> new ArrayList<>()).add(point));
    byFilter.forEach((topic, behind) -> filters.put(topic, new Filter(topic, behind)));
    filters.values().forEach(filter -> tree.add(filter.topic, filter));
    List<MqttPoint.State> held =
        points.stream()
            .filter(MqttPoint.State.class::isInstance)
            .map(MqttPoint.State.class::cast)
            .toList();
    states =
        IntStream.concat(
                held.stream().mapToInt(state -> state.point().number()),
                Arrays.stream(nodes.points()))
            .toArray();
    silence = new Silence(held);
  }

  /** The distinct topic filters of all points. */
  Set<String> filters() {
    Set<String> all = new LinkedHashSet<>(filters.keySet());
    all.addAll(nodes.filters());
    host.ifPresent(told -> all.add(told.topic()));
    return all;
  }

  /** Whether somebody said, since last asked, that this Sparkplug host is gone. */
  boolean denied() {
    boolean said = denied;
    denied = false;
    return said;
  }

  /** The edge nodes that are to be asked for their births now. */
  List<EdgeNodeId> dueRebirths() {
    return nodes.dueRebirths(clock.millis());
  }

  /** The broker answered the subscription. */
  void subscribed(Map<String, Boolean> granted) {
    down = false;
    granted.forEach(
        (topic, given) -> {
          Filter filter = filters.get(topic);
          if (filter != null) {
            filter.state = given ? State.UP : State.DOWN;
            health.unit(topic, filter.state);
            if (!given) {
              health.trouble("the broker does not let this user subscribe to " + topic);
            }
          }
        });
    nodes.subscribed(granted, clock.millis());
    silence.arm(clock.millis());
  }

  /** Hands on what the messages hold; they are acknowledged when that is on disk. */
  void deliver(List<Arrival> arrivals, Acknowledgements acknowledgements)
      throws InterruptedException {
    Decoded decoded = new Decoded();
    List<LoggedArrival> logged = new ArrayList<>(arrivals.size());
    Map<Filter, Instant> heard = new HashMap<>();
    int understood = 0;
    for (Arrival arrival : arrivals) {
      List<Filter> matched = tree.at(arrival.topic());
      matched.forEach(filter -> heard.put(filter, arrival.received()));
      LoggedArrival kept = decode(arrival, matched, decoded);
      log.add(kept);
      logged.add(kept);
      understood += kept.understood() ? 1 : 0;
    }
    health.good(understood);
    heard.forEach((filter, at) -> health.heard(filter.topic, at));
    hear(decoded.samples);
    int parts =
        (decoded.samples.isEmpty() ? 0 : 1)
            + (decoded.events.isEmpty() ? 0 : 1)
            + (decoded.past.isEmpty() ? 0 : 1);
    Acknowledgements.Run run =
        acknowledgements.expect(
            arrivals,
            parts,
            () -> {
              Instant now = clock.instant();
              logged.forEach(one -> one.acknowledged(now));
            });
    if (!decoded.events.isEmpty()) {
      sink.events(decoded.events, run.part());
    }
    if (!decoded.samples.isEmpty()) {
      if (arrivals.stream().allMatch(arrival -> arrival.qos() == 0)) {
        sink.samples(decoded.samples, SampleSink.NOBODY_WAITS);
        run.part().run();
      } else {
        sink.samples(decoded.samples, run.part());
      }
    }
    if (!decoded.past.isEmpty()) {
      sink.past(decoded.past, run.part());
    }
  }

  private LoggedArrival decode(Arrival arrival, List<Filter> matched, Decoded into) {
    List<MqttPoint> points =
        matched.size() == 1
            ? matched.getFirst().points
            : matched.stream().flatMap(filter -> filter.points.stream()).toList();
    int before = into.rejected.size();
    int samples = into.samples.size();
    int values = samples + into.past.size();
    int events = into.events.size();
    MessageDecoder.decode(arrival, points, order, into);
    denied |=
        host.filter(told -> told.topic().equals(arrival.topic())).isPresent()
            && Presence.Host.denied(arrival.payload());
    Optional<Supplier<String>> words =
        nodes.topic(arrival).flatMap(topic -> nodes.take(arrival, topic, into));
    List<RejectedMessage> faults = into.rejected.subList(before, into.rejected.size());
    faults.forEach(rejected::add);
    matched.forEach(filter -> turn(filter, faults.isEmpty() ? State.UP : State.DEGRADED));
    if (!faults.isEmpty()) {
      health.rejected(faults.getFirst().words());
    }
    return new LoggedArrival(
        arrival,
        LoggedArrival.Brought.of(into.samples, samples),
        into.samples.size() + into.past.size() - values,
        into.events.size() - events,
        faults.isEmpty() ? null : faults.getFirst(),
        words.orElse(null));
  }

  private void turn(Filter filter, State state) {
    if (filter.state != state) {
      filter.state = state;
      health.unit(filter.topic, state);
    }
  }

  private void hear(SampleBatch samples) {
    long now = clock.millis();
    for (int row = 0; row < samples.size(); row++) {
      silence.heard(samples.point(row), samples.quality(row) != Quality.BAD, now);
    }
    nodes.hear(samples);
  }

  /** What silence means by now. */
  void tick() throws InterruptedException {
    long now = clock.millis();
    mark(silence.stale(now), QualityReason.STALE, now);
    if (!nodes.none()) {
      Decoded decoded = new Decoded();
      nodes.tick(now, decoded);
      hear(decoded.samples);
      if (!decoded.samples.isEmpty()) {
        sink.samples(decoded.samples, SampleSink.NOBODY_WAITS);
      }
    }
    if (now >= aliveAt) {
      aliveAt = now + ALIVE_EVERY;
      int[] alive =
          IntStream.concat(Arrays.stream(silence.alive()), Arrays.stream(nodes.alive())).toArray();
      if (alive.length > 0) {
        sink.alive(alive, now);
      }
    }
  }

  /** Whether the last word was not that the connection is gone. */
  boolean known() {
    return !down;
  }

  /** The connection is gone: no state is known any more. Told once. */
  void lost() throws InterruptedException {
    if (down) {
      return;
    }
    down = true;
    silence.disarm();
    nodes.lost();
    filters.values().forEach(filter -> filter.state = State.DOWN);
    mark(states, QualityReason.CONNECTION_DOWN, clock.millis());
  }

  private void mark(int[] points, QualityReason reason, long now) throws InterruptedException {
    if (points.length == 0) {
      return;
    }
    SampleBatch batch = new SampleBatch(points.length);
    for (int point : points) {
      batch.bad(point, reason, now);
    }
    sink.samples(batch, SampleSink.NOBODY_WAITS);
  }
}
