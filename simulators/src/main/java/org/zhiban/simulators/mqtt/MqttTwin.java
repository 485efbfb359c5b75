package org.zhiban.simulators.mqtt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.MqttConnection;
import org.zhiban.model.site.MqttListener;
import org.zhiban.model.site.PointSource.Mqtt;
import org.zhiban.model.site.PointSource.Sparkplug;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;
import org.zhiban.model.telemetry.PointKind;
import org.zhiban.model.telemetry.PointRef;
import org.zhiban.simulators.link.LinkTwin;
import org.zhiban.simulators.link.TwinAddress;
import org.zhiban.simulators.mqtt.sparkplug.EdgeNodeTwin;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Happening;
import org.zhiban.simulators.plant.Plant;
import org.zhiban.simulators.plant.Snapshot.Reach;

/** The devices of one MQTT link, and the broker between them and the gateway where there is one. */
public final class MqttTwin implements LinkTwin {
  private static final String EDGE_BOX = "twin-edge-box";
  private static final Duration SLOWNESS = Duration.ofSeconds(5);

  private final TwinAddress address;
  private final @Nullable Broker broker;
  private final Publisher publisher;
  private final InstantSource clock;
  private final SourceTime sourceTime;
  private final Map<String, StateTopic> states = new LinkedHashMap<>();
  private final Map<PointRef, Mqtt> events = new HashMap<>();
  private final Map<String, EdgeNodeTwin> nodes = new LinkedHashMap<>();
  private final Plant plant;
  private final ConcurrentLinkedDeque<Late> late = new ConcurrentLinkedDeque<>();

  /** A message of a slow device. */
  private record Late(Instant due, Message message) {}

  private MqttTwin(
      Site site,
      String connection,
      Plant plant,
      InstantSource clock,
      TwinAddress address,
      @Nullable Broker broker,
      Publisher.Login login) {
    this.address = address;
    this.broker = broker;
    this.publisher = new Publisher(login);
    this.clock = clock;
    this.plant = plant;
    this.sourceTime = new SourceTime(site.zone());
    site.equipmentOf(connection).stream()
        .map(equipment -> plant.twins().get(equipment.id()))
        .filter(java.util.Objects::nonNull)
        .forEach(this::join);
    nodes.forEach((id, node) -> node.start(EdgeLink.open(login.as(EDGE_BOX + "-" + id), node)));
    plant.onHappening(this::happened);
  }

  /** Starts a broker that takes the site's own account, and the devices behind it. */
  public static MqttTwin start(
      Site site, MqttConnection connection, Plant plant, InstantSource clock) throws IOException {
    Map<String, String> accounts = new HashMap<>();
    connection
        .user()
        .ifPresent(
            user -> accounts.put(user, connection.password().map(Secret::reveal).orElse("")));
    Broker broker = Broker.start(accounts);
    Publisher.Login login =
        new Publisher.Login(
            broker.port(), EDGE_BOX, connection.user(), connection.password().map(Secret::reveal));
    TwinAddress address = new TwinAddress.Broker("tcp://127.0.0.1:" + broker.port());
    return new MqttTwin(site, connection.id(), plant, clock, address, broker, login);
  }

  /** Starts devices that publish to the gateway's own port, as soon as it is there. */
  public static MqttTwin start(Site site, MqttListener listener, Plant plant, InstantSource clock) {
    Publisher.Login login =
        new Publisher.Login(
            listener.port(), EDGE_BOX, listener.user(), listener.password().map(Secret::reveal));
    TwinAddress address = new TwinAddress.Publisher(listener.port());
    return new MqttTwin(site, listener.id(), plant, clock, address, null, login);
  }

  private void join(EquipmentTwin twin) {
    for (int position = 0; position < twin.points().size(); position++) {
      PointSpec point = twin.points().get(position);
      if (point.source().orElse(null) instanceof Sparkplug metric) {
        nodes
            .computeIfAbsent(
                metric.group() + "/" + metric.node(),
                _ -> new EdgeNodeTwin(metric.group(), metric.node(), plant, clock))
            .add(twin, position, point, metric);
        continue;
      }
      if (!(point.source().orElse(null) instanceof Mqtt source)) {
        continue;
      }
      if (point.kind() == PointKind.EVENT) {
        events.put(new PointRef(twin.equipment().id(), point.id()), source);
      } else {
        String topic = ownTopic(source.topic(), twin.equipment().id());
        states
            .computeIfAbsent(topic, name -> new StateTopic(name, sourceTime))
            .add(new StateTopic.Part(twin, position, point, source));
      }
    }
  }

  /** A subscription's wildcards filled in as this device would. */
  private static String ownTopic(String filter, String equipment) {
    return filter.replace("+", equipment).replace("#", "state");
  }

  @Override
  public void refresh() {
    Instant now = clock.instant();
    nodes.values().forEach(EdgeNodeTwin::refresh);
    for (StateTopic state : states.values()) {
      state.due(now).ifPresent(message -> send(message, state.slow(), now));
    }
    while (!late.isEmpty() && !late.getFirst().due().isAfter(now)) {
      publisher.publish(late.removeFirst().message());
    }
  }

  private void send(Message message, boolean slow, Instant now) {
    if (slow) {
      late.addLast(new Late(now.plus(SLOWNESS), message));
    } else {
      publisher.publish(message);
    }
  }

  private void happened(Happening happening) {
    Mqtt source = events.get(happening.point());
    EquipmentTwin twin = plant.twins().get(happening.point().equipment());
    if (source == null || twin == null || twin.snapshot().reach() == Reach.REFUSES) {
      return;
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    happening
        .fields()
        .forEach(
            (name, value) ->
                JsonPlace.put(
                    record,
                    Optional.ofNullable(source.fields().get(name))
                        .map(field -> field.pointer())
                        .orElse("/" + name),
                    Scalars.of(value)));
    source.id().ifPresent(at -> JsonPlace.put(record, at, record.textNode(happening.id())));
    source
        .time()
        .ifPresent(
            at -> JsonPlace.put(record, at, record.textNode(sourceTime.text(happening.time()))));
    send(
        new Message(
            ownTopic(source.topic(), happening.point().equipment()), record.toString(), false),
        twin.snapshot().reach() == Reach.SLOWLY,
        happening.time());
  }

  @Override
  public TwinAddress address() {
    return address;
  }

  @Override
  public void close() {
    nodes.values().forEach(EdgeNodeTwin::close);
    publisher.close();
    if (broker != null) {
      broker.close();
    }
  }
}
