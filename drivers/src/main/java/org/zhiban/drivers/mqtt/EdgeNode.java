package org.zhiban.drivers.mqtt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.zhiban.drivers.mqtt.Births.Definition;
import org.zhiban.drivers.mqtt.sparkplug.EdgeNodeId;
import org.zhiban.drivers.mqtt.sparkplug.Metric;
import org.zhiban.drivers.mqtt.sparkplug.Payload;
import org.zhiban.drivers.mqtt.sparkplug.SparkplugTopic;

/**
 * The session of one edge node as a host follows it, Sparkplug 3.0, 5: nothing counts before the
 * births, and nothing after a message that is missing. Times are milliseconds since 1970 UTC.
 */
final class EdgeNode {
  /** How long a message may come after one that was sent later. */
  static final Duration REORDER = Duration.ofSeconds(2);

  /** How long a birth may take that was asked for, or that a node's own birth promises. */
  static final Duration BIRTH = Duration.ofSeconds(10);

  private static final int SEQUENCE = 256;

  /** Messages that are kept in case they overtook a birth. */
  private static final int MOST_RECENT = 256;

  private static final long NEVER = Long.MAX_VALUE;

  /** What follows from the messages. */
  interface Outcomes {
    /** A metric that is known by its birth tells of itself. */
    void told(Definition definition, Metric metric, MetricReader reader);

    /** A device, or the node itself, was born. */
    void born(Arrival arrival, Optional<String> device, Map<String, Definition> metrics);

    /** A device is gone, or was never there. */
    void deviceGone(Optional<String> device, long at);

    /** The node is gone, with all that hangs on it. */
    void gone(long at);

    /** Nobody answered. */
    void silent(long at);

    /** Messages are missing: what is known may be old. */
    void unsure(long at);
  }

  private enum State {
    UNBORN,
    BORN,
    UNSURE,
    DEAD
  }

  private record Held(Arrival arrival, SparkplugTopic topic, Payload payload) {
    /**
     * Whether it was sent after a birth and came before it: brokers keep order in a topic alone.
     */
    boolean overtook(Arrival birth, Payload born) {
      boolean lately = arrival.received().plus(REORDER).isAfter(birth.received());
      return lately
          && payload.time().isPresent()
          && born.time().isPresent()
          && payload.time().getAsLong() >= born.time().getAsLong();
    }
  }

  final EdgeNodeId id;
  final RebirthAsks asks = new RebirthAsks();
  private final Set<Optional<String>> owners;
  private final Outcomes out;
  private final Births births = new Births();
  private final Map<Integer, Held> held = new HashMap<>();
  private final Deque<Held> recent = new ArrayDeque<>();
  private State state = State.UNBORN;
  private OptionalLong session = OptionalLong.empty();
  private int expected;
  private long reorderUntil = NEVER;
  private long bornUntil = NEVER;
  private boolean asksForMissing = true;

  /**
   * A node of which nothing is known.
   *
   * @param owners its devices that are wanted, and the empty one where metrics of its own are
   */
  EdgeNode(EdgeNodeId id, Set<Optional<String>> owners, Outcomes out) {
    this.id = id;
    this.owners = Set.copyOf(owners);
    this.out = out;
  }

  /** Our connection stands: whatever the node said before was not heard. */
  void connected(long now) {
    state = State.UNBORN;
    births.clear();
    held.clear();
    recent.clear();
    reorderUntil = NEVER;
    bornUntil = now + BIRTH.toMillis();
    asksForMissing = true;
    asks.connected();
  }

  /** Whether its last birth holds. */
  boolean alive() {
    return state == State.BORN;
  }

  boolean alive(Optional<String> owner) {
    return alive() && births.born(owner);
  }

  /** A message that could be read. */
  void take(Arrival arrival, SparkplugTopic topic, Payload payload, Decoded into) {
    switch (topic.type()) {
      case NBIRTH -> nodeBorn(arrival, payload, into);
      case NDEATH -> nodeDied(arrival, payload);
      case NDATA, DBIRTH, DDATA, DDEATH -> inSequence(new Held(arrival, topic, payload), into);
      case NCMD, DCMD -> {}
    }
  }

  /** A message of the node that could not be read: what it told is lost, and it had its number. */
  void spoiled(SparkplugTopic topic) {
    if (state == State.BORN && topic.type() != SparkplugTopic.MessageType.NDEATH) {
      expected = (expected + 1) % SEQUENCE;
    }
    asks.want();
  }

  /** What the birth says of a metric of a later message. */
  Optional<Definition> find(Optional<String> device, Metric metric) {
    return births.find(device, metric);
  }

  private void nodeBorn(Arrival arrival, Payload payload, Decoded into) {
    births.clear();
    recent.addAll(held.values());
    held.clear();
    reorderUntil = NEVER;
    state = State.BORN;
    asksForMissing |= !payload.session().equals(session);
    session = payload.session();
    expected = (int) ((payload.sequence().orElse(0) + 1) & (SEQUENCE - 1));
    asks.settled();
    bornUntil = arrival.received().toEpochMilli() + BIRTH.toMillis();
    born(arrival, Optional.empty(), payload, into);
    List<Held> early = recent.stream().filter(one -> one.overtook(arrival, payload)).toList();
    recent.clear();
    early.forEach(one -> inSequence(one, into));
  }

  private void born(Arrival arrival, Optional<String> device, Payload payload, Decoded into) {
    births.add(device, payload, (metric, why) -> into.rejected.add(arrival.rejected(metric, why)));
    Map<String, Definition> metrics = births.of(device);
    out.born(arrival, device, metrics);
    MetricReader reader = new MetricReader(arrival, payload, true, into);
    for (Metric metric : payload.metrics()) {
      births.find(device, metric).ifPresent(found -> out.told(found, metric, reader));
    }
  }

  private void nodeDied(Arrival arrival, Payload payload) {
    long at = arrival.received().toEpochMilli();
    if (state == State.BORN || state == State.UNSURE) {
      if (!payload.session().equals(session)) {
        return;
      }
      state = State.DEAD;
      births.clear();
      held.clear();
      recent.clear();
      reorderUntil = NEVER;
      bornUntil = NEVER;
      asks.settled();
    }
    out.gone(at);
  }

  private void inSequence(Held message, Decoded into) {
    if (state != State.BORN) {
      unused(message);
      asks.want();
      return;
    }
    OptionalLong told = message.payload().sequence();
    if (told.isEmpty() || told.getAsLong() < 0 || told.getAsLong() >= SEQUENCE) {
      into.rejected.add(message.arrival().rejected("seq", "a sequence number of 0 to 255 is due"));
      spoiled(message.topic());
      return;
    }
    int sequence = (int) told.getAsLong();
    if (sequence == Math.floorMod(expected - 1, SEQUENCE)) {
      unused(message);
      return;
    }
    held.put(sequence, message);
    for (Held next = held.remove(expected); next != null; next = held.remove(expected)) {
      expected = (expected + 1) % SEQUENCE;
      use(next, into);
    }
    long now = message.arrival().received().toEpochMilli();
    reorderUntil = held.isEmpty() ? NEVER : Math.min(reorderUntil, now + REORDER.toMillis());
  }

  /** It may belong to a birth that is still under way. */
  private void unused(Held message) {
    recent.addLast(message);
    if (recent.size() > MOST_RECENT) {
      recent.removeFirst();
    }
  }

  private void use(Held message, Decoded into) {
    Optional<String> device = message.topic().device();
    switch (message.topic().type()) {
      case DBIRTH -> born(message.arrival(), device, message.payload(), into);
      case DDEATH -> {
        births.remove(device);
        out.deviceGone(device, message.arrival().received().toEpochMilli());
      }
      case NDATA, DDATA -> data(message, device, into);
      case NBIRTH, NDEATH, NCMD, DCMD -> {}
    }
  }

  private void data(Held message, Optional<String> device, Decoded into) {
    if (!births.born(device)) {
      asks.want();
      return;
    }
    MetricReader reader = new MetricReader(message.arrival(), message.payload(), false, into);
    for (Metric metric : message.payload().metrics()) {
      Optional<Definition> found = births.find(device, metric);
      if (found.isPresent()) {
        out.told(found.get(), metric, reader);
      } else {
        into.rejected.add(message.arrival().rejected(metric.label(), "not in the birth"));
        asks.want();
      }
    }
  }

  /** What the passing of time means. */
  void tick(long now) {
    if (now >= reorderUntil) {
      reorderUntil = NEVER;
      held.clear();
      state = State.UNSURE;
      asks.want();
      out.unsure(now);
    }
    if (now >= bornUntil) {
      bornUntil = NEVER;
      if (state == State.BORN) {
        List<Optional<String>> missing = missing();
        missing.forEach(device -> out.deviceGone(device, now));
        if (!missing.isEmpty() && asksForMissing) {
          asksForMissing = false; // once a session: a device may be away for good
          asks.want();
        }
      } else if (state == State.UNBORN) {
        out.silent(now);
      }
    }
  }

  /** Wanted devices that the node did not tell of since its own birth. */
  private List<Optional<String>> missing() {
    Set<Optional<String>> missing = new HashSet<>(owners);
    missing.removeIf(births::born);
    return List.copyOf(missing);
  }
}
