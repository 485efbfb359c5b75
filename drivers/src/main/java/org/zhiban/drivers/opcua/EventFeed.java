package org.zhiban.drivers.opcua;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.zhiban.drivers.ExchangeLog;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.drivers.SampleSink;
import org.zhiban.model.telemetry.PointEvent;

/** From event notifications of one session to events. Used by the driver's thread. */
final class EventFeed implements EventReading.Ids {
  private final ServerConnection server;
  private final SampleSink sink;
  private final InstantSource clock;
  private final LinkHealth health;
  private final ExchangeLog log;
  private final ConditionRefresh conditions;
  private final Map<NodeId, String> typeNames = new HashMap<>();

  EventFeed(
      ServerConnection server,
      SampleSink sink,
      InstantSource clock,
      LinkHealth health,
      ExchangeLog log) {
    this.server = server;
    this.sink = sink;
    this.clock = clock;
    this.health = health;
    this.log = log;
    this.conditions = new ConditionRefresh(server, clock, health, log);
  }

  LinkHealth health() {
    return health;
  }

  void refresh(OpcUaSubscription subscription) throws InterruptedException {
    conditions.of(subscription);
  }

  /**
   * Events of a subscription, in the server's order.
   *
   * @return whether the conditions are to be asked for again
   */
  boolean happened(List<EventWatch> watches, List<Variant[]> fields) throws InterruptedException {
    Instant received = clock.instant();
    List<PointEvent> events = new ArrayList<>();
    List<String> told = new ArrayList<>();
    boolean refresh = false;
    for (int place = 0; place < watches.size(); place++) {
      EventWatch watch = watches.get(place);
      EventReading reading = EventReading.of(watch, fields.get(place), received, this);
      switch (reading) {
        case EventReading.Happened(List<PointEvent> some, List<String> troubles) -> {
          health.heard(watch.heard.words(), received);
          events.addAll(some);
          troubles.forEach(health::rejected);
        }
        case EventReading.Overflow _ -> {
          health.trouble(
              watch.heard.words()
                  + ": the server lost events, more came between two publications than it keeps");
          refresh = true;
        }
        case EventReading.RefreshRequired _ -> refresh = true;
        case EventReading.Aside _ -> {
          // frames what follows
        }
        case EventReading.Nameless _ ->
            health.rejected(watch.heard.words() + ": an event without an EventId");
      }
      if (told.size() < NodeExchange.SHOWN) {
        told.add(watch.words(fields.get(place)));
      }
    }
    log.add(new NodeExchange.Events(received, told, watches.size()));
    health.good(events.size());
    if (!events.isEmpty()) {
      sink.events(events, () -> {});
    }
    return refresh;
  }

  @Override
  public String typeName(NodeId type) throws InterruptedException {
    String known = typeNames.get(type);
    if (known != null) {
      return known;
    }
    try {
      Object name =
          server
              .readAttributes(List.of(ServerConnection.attribute(type, AttributeId.BrowseName)))
              .getFirst()
              .value()
              .value();
      String told =
          name instanceof QualifiedName qualified && qualified.name() != null
              ? qualified.name()
              : type.toParseableString();
      typeNames.put(type, told);
      return told;
    } catch (ServerException _) {
      // the session's own watch says what is wrong; the event is not to wait for it
      return type.toParseableString();
    }
  }

  @Override
  public Optional<NodeId> resolve(ExpandedNodeId node) {
    return server.resolve(node);
  }
}
