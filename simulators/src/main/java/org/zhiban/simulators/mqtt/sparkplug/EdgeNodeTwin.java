package org.zhiban.simulators.mqtt.sparkplug;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.zhiban.model.site.PointSource.Sparkplug;
import org.zhiban.model.site.PointSpec;
import org.zhiban.simulators.mqtt.sparkplug.CommandReader.Command;
import org.zhiban.simulators.mqtt.sparkplug.DeviceMetrics.Change;
import org.zhiban.simulators.mqtt.sparkplug.DeviceMetrics.OneMetric;
import org.zhiban.simulators.mqtt.sparkplug.DeviceMetrics.Part;
import org.zhiban.simulators.mqtt.sparkplug.PayloadBuilder.Told;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Plant;

/**
 * An edge node of Sparkplug B 3.0 and the devices behind it: births, data by exception under
 * aliases, deaths, and answers to commands.
 */
public final class EdgeNodeTwin implements AutoCloseable {
  private static final String REBIRTH = "Node Control/Rebirth";
  private static final int SEQUENCE = 256;

  private final String group;
  private final String node;
  private final Plant plant;
  private final InstantSource clock;
  private final DeviceMetrics own;
  private final Map<String, DeviceMetrics> devices = new LinkedHashMap<>();
  private final TreeSet<String> dead = new TreeSet<>();
  private Optional<Link> link = Optional.empty();
  private long lastAlias;
  private long session = -1;
  private int sequence;
  private boolean ownMetrics;
  private boolean online;

  /** The node's connection to its broker. */
  public interface Link extends AutoCloseable {
    /** Publishes once, at quality of service 0; never blocks. */
    void send(String topic, byte[] payload);

    /** Ends the connection without a word, and stays away as long as it is cut. */
    void cut(boolean away);

    @Override
    void close();
  }

  /** A node without metrics, not yet connected. */
  public EdgeNodeTwin(String group, String node, Plant plant, InstantSource clock) {
    this.group = group;
    this.node = node;
    this.plant = plant;
    this.clock = clock;
    this.own = new DeviceMetrics(this::nextAlias);
  }

  private long nextAlias() {
    return ++lastAlias;
  }

  /** Adds a point; before the start. */
  public synchronized void add(
      EquipmentTwin twin, int position, PointSpec point, Sparkplug source) {
    Part part = new Part(twin, position, point);
    ownMetrics |= source.device().isEmpty();
    source
        .device()
        .map(name -> devices.computeIfAbsent(name, _ -> new DeviceMetrics(this::nextAlias)))
        .orElse(own)
        .add(source.metric(), part);
  }

  /** Speaks through a connection from now on. */
  public synchronized void start(Link opened) {
    link = Optional.of(opened);
  }

  /** The topic of its last will. */
  public String deathTopic() {
    return topic("NDEATH", "");
  }

  /** Where it takes commands. */
  public List<String> commandTopics() {
    return List.of(topic("NCMD", ""), topic("DCMD", "+"));
  }

  /** The last will of the next connection: a new session begins. */
  public synchronized byte[] death() {
    online = false;
    session = (session + 1) % SEQUENCE;
    return new PayloadBuilder(clock.millis()).born("bdSeq", 0, MetricType.INT64, bdSeq()).build();
  }

  /** The connection stands, and commands can come. */
  public synchronized void connected() {
    online = true;
    birth();
  }

  private Told bdSeq() {
    return new Told(clock.millis(), session, true);
  }

  private void birth() {
    Instant now = clock.instant();
    sequence = 0;
    dead.clear();
    PayloadBuilder payload = new PayloadBuilder(now.toEpochMilli()).sequence(sequence++);
    payload.born("bdSeq", 0, MetricType.INT64, bdSeq());
    payload.born(REBIRTH, 0, MetricType.BOOLEAN, new Told(now.toEpochMilli(), false, true));
    if (ownMetrics) {
      own.birth(now).forEach(change -> born(payload, change));
    }
    send("NBIRTH", "", payload);
    devices.forEach(
        (name, device) -> {
          if (device.silent()) {
            dead.add(name);
          } else {
            deviceBirth(name, device, now);
          }
        });
  }

  private void deviceBirth(String name, DeviceMetrics device, Instant now) {
    PayloadBuilder payload = next(now);
    device.birth(now).forEach(change -> born(payload, change));
    send("DBIRTH", name, payload);
  }

  private static void born(PayloadBuilder payload, Change change) {
    OneMetric metric = change.metric();
    payload.born(metric.name, metric.alias, metric.type(), change.told());
  }

  private PayloadBuilder next(Instant now) {
    PayloadBuilder payload = new PayloadBuilder(now.toEpochMilli()).sequence(sequence);
    sequence = (sequence + 1) % SEQUENCE;
    return payload;
  }

  private void send(String type, String device, PayloadBuilder payload) {
    link.ifPresent(open -> open.send(topic(type, device), payload.build()));
  }

  private String topic(String type, String device) {
    String topic = "spBv1.0/" + group + "/" + type + "/" + node;
    return device.isEmpty() ? topic : topic + "/" + device;
  }

  /** Publishes what changed, and who is gone or back. */
  public synchronized void refresh() {
    // nothing but the lost connection tells of a node that cannot be heard itself
    boolean cut = ownMetrics && own.silent();
    link.ifPresent(open -> open.cut(cut));
    if (!online || cut) {
      return;
    }
    Instant now = clock.instant();
    if (ownMetrics) {
      data("NDATA", "", own.due(now), now);
    }
    devices.forEach((name, device) -> refresh(name, device, now));
  }

  private void refresh(String name, DeviceMetrics device, Instant now) {
    if (device.silent()) {
      if (dead.add(name)) {
        send("DDEATH", name, next(now));
      }
    } else if (dead.remove(name)) {
      deviceBirth(name, device, now);
    } else {
      data("DDATA", name, device.due(now), now);
    }
  }

  private void data(String type, String device, List<Change> changes, Instant now) {
    if (!changes.isEmpty()) {
      PayloadBuilder payload = next(now);
      changes.forEach(
          change -> payload.told(change.metric().alias, change.metric().type(), change.told()));
      send(type, device, payload);
    }
  }

  /** Takes a command. */
  public void told(String topic, byte[] payload) {
    String[] levels = topic.split("/", -1);
    String device = levels.length > 4 ? levels[4] : "";
    for (Command command : CommandReader.read(payload)) {
      if (device.isEmpty() && command.name().equals(REBIRTH)) {
        if (Boolean.TRUE.equals(command.value())) {
          rebirth();
        }
      } else {
        write(device, command);
      }
    }
  }

  private synchronized void rebirth() {
    birth();
  }

  private void write(String name, Command command) {
    List<Part> written = new ArrayList<>();
    Object value = command.value();
    synchronized (this) {
      metrics(name)
          .filter(device -> value != null && !device.silent())
          .flatMap(device -> device.find(command))
          .ifPresent(metric -> written.addAll(metric.parts));
    }
    if (value == null || written.stream().noneMatch(part -> part.point().command())) {
      return;
    }
    // the plant has a lock of its own, which is never asked for under this one
    for (Part part : written) {
      double reading = MetricType.reading(part.point(), value);
      if (!Double.isNaN(reading)) {
        plant.write(part.twin(), part.position(), reading);
      }
    }
    synchronized (this) {
      Instant now = clock.instant();
      metrics(name)
          .flatMap(device -> device.find(command).map(metric -> device.answer(metric, now)))
          .ifPresent(
              change -> data(name.isEmpty() ? "NDATA" : "DDATA", name, List.of(change), now));
    }
  }

  private Optional<DeviceMetrics> metrics(String device) {
    return device.isEmpty() ? Optional.of(own) : Optional.ofNullable(devices.get(device));
  }

  @Override
  public void close() {
    Optional<Link> open;
    synchronized (this) {
      open = link;
    }
    open.ifPresent(Link::close);
  }
}
