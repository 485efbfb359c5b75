package org.zhiban.drivers.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemSynchronizationException;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.zhiban.model.site.OpcUaConnection;

/**
 * The subscriptions of one session. After a server's restart the library has subscriptions that no
 * longer exist, and stays silent: then all are built anew, with their items.
 */
final class Subscriptions {
  /** A subscription without changes says this often that it lives. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  /** Servers on Milo count down past 1 where it is asked for, and then send none at all. */
  private static final int LEAST_KEEP_ALIVE_COUNT = 2;

  private static final int QUEUE = 10;

  /** Servers round intervals; up to this much more is what was asked. */
  private static final double TOLERATED = 1.5;

  /**
   * Items created by one request, where the server's own limit is not lower: a slow server must
   * answer within the connection's time-out.
   */
  private static final int ITEMS_PER_CALL = 500;

  private final OpcUaConnection settings;
  private final List<NodePoint> nodes;
  private final List<EventWatch> watches;
  private final EventFeed events;
  private final ServerConnection server;
  private final Notices notices;
  private final Map<Group, OpcUaSubscription> groups = new LinkedHashMap<>();
  private Optional<EventItems> eventItems = Optional.empty();

  Subscriptions(
      OpcUaConnection settings,
      LinkPoints points,
      ServerConnection server,
      Notices notices,
      EventFeed events) {
    this.settings = settings;
    this.nodes = points.nodes();
    this.watches = EventWatch.of(points.events());
    this.events = events;
    this.server = server;
    this.notices = notices;
  }

  /** Whether the group is one of the present subscriptions. */
  boolean has(Group group) {
    return groups.containsKey(group);
  }

  /**
   * How long a subscription may be silent: two of the keep-alives that the server says it sends,
   * which may be further apart than was asked.
   */
  Duration longestSilence() {
    double longest =
        groups.values().stream()
            .mapToDouble(
                one ->
                    one.getRevisedPublishingInterval().orElse(0.0)
                        * (1
                            + 2
                                * one.getRevisedMaxKeepAliveCount()
                                    .orElse(UInteger.MIN)
                                    .longValue()))
            .max()
            .orElse(0);
    return Duration.ofMillis((long) Math.ceil(longest));
  }

  /** What the server does more slowly than it was asked to, in words; empty: nothing. */
  List<String> slower() {
    List<String> words = new ArrayList<>();
    double asked = settings.publishingInterval().toMillis();
    groups.values().stream()
        .flatMap(one -> one.getRevisedPublishingInterval().stream())
        .filter(revised -> revised > asked * TOLERATED)
        .findFirst()
        .ifPresent(
            revised ->
                words.add(
                    "the server publishes every " + millis(revised) + ", asked: " + millis(asked)));
    List<OpcUaMonitoredItem> slow =
        groups.values().stream()
            .flatMap(one -> one.getMonitoredItems().stream())
            .filter(item -> item.getUserObject().orElse(null) instanceof NodePoint)
            .filter(item -> revisedSampling(item) > item.getSamplingInterval() * TOLERATED)
            .toList();
    if (!slow.isEmpty()) {
      OpcUaMonitoredItem first = slow.getFirst();
      words.add(
          "the server samples "
              + slow.size()
              + " nodes more slowly than asked, "
              + node(first).name()
              + " every "
              + millis(revisedSampling(first))
              + ", asked: "
              + millis(first.getSamplingInterval()));
    }
    return words;
  }

  private static double revisedSampling(OpcUaMonitoredItem item) {
    return item.getRevisedSamplingInterval().orElse(0.0);
  }

  private static String millis(double time) {
    return Math.round(time) + " ms";
  }

  /** Builds new subscriptions with new items, and ends those there were. */
  void build() throws ServerException, InterruptedException {
    List<OpcUaSubscription> old = List.copyOf(groups.values());
    groups.clear();
    for (int from = 0; from < nodes.size(); from += Group.LARGEST) {
      Group group = new Group(nodes.subList(from, Math.min(from + Group.LARGEST, nodes.size())));
      try {
        create(group);
      } catch (UaException e) {
        throw server.failed(e);
      }
    }
    if (!watches.isEmpty()) {
      hear();
    }
    // what is gone already answers so; nobody waits for it
    old.forEach(OpcUaSubscription::deleteAsync);
  }

  private void hear() throws ServerException, InterruptedException {
    Group group = new Group(List.of());
    try {
      OpcUaSubscription subscription = subscribed(group);
      EventItems items = new EventItems(watches, server, events.health(), group, subscription);
      eventItems = Optional.of(items);
      if (items.join()) {
        refresh();
      }
    } catch (UaException e) {
      throw server.failed(e);
    }
  }

  /** Has the server tell its standing conditions, those that became so unheard among them. */
  void refresh() throws InterruptedException {
    if (eventItems.isPresent()) {
      events.refresh(eventItems.get().subscription());
    }
  }

  private OpcUaSubscription subscribed(Group group) throws UaException {
    double asked = settings.publishingInterval().toMillis();
    OpcUaSubscription subscription = created(group, asked);
    double revised = subscription.getRevisedPublishingInterval().orElse(asked);
    if (revised > asked * TOLERATED) {
      // Keep-alives are counted in intervals: of longer ones there are to be fewer. It is modified,
      // not built anew: with the last subscription the server gives back the publish request that
      // waits, and where the next one is there by then the library sends no other, ever.
      subscription.setPublishingInterval(revised);
      keptAlive(subscription, revised);
      subscription.modify();
    }
    groups.put(group, subscription);
    return subscription;
  }

  private void create(Group group) throws UaException {
    OpcUaSubscription subscription = subscribed(group);
    List<NodePoint> unknown = new ArrayList<>();
    List<OpcUaMonitoredItem> items = new ArrayList<>();
    for (NodePoint node : group.nodes) {
      server
          .resolve(node)
          .map(OpcUaMonitoredItem::newDataItem)
          .ifPresentOrElse(item -> items.add(set(item, node)), () -> unknown.add(node));
    }
    subscription.addMonitoredItems(items);
    tell(group, unknown, unknown.stream().map(_ -> ServerConnection.unknownNode()).toList());
    monitor(group, subscription);
  }

  private OpcUaSubscription created(Group group, double interval) throws UaException {
    OpcUaSubscription subscription = new OpcUaSubscription(server.client(), interval);
    keptAlive(subscription, interval);
    subscription.setLifetimeAndKeepAliveCalculated(true);
    subscription.setMaxMonitoredItemsPerCall(uint(ITEMS_PER_CALL));
    subscription.setSubscriptionListener(new Listener(group, notices));
    subscription.create();
    return subscription;
  }

  private static void keptAlive(OpcUaSubscription subscription, double interval) {
    subscription.setTargetKeepAliveInterval(
        Math.max((double) KEEP_ALIVE.toMillis(), LEAST_KEEP_ALIVE_COUNT * interval));
  }

  private OpcUaMonitoredItem set(OpcUaMonitoredItem item, NodePoint node) {
    double publishing = settings.publishingInterval().toMillis();
    double sampling =
        node.point().spec().every().map(every -> (double) every.toMillis()).orElse(publishing);
    item.setSamplingInterval(sampling);
    item.setQueueSize(
        uint(Math.max(QUEUE, (int) Math.ceil(2 * publishing / Math.max(1, sampling)))));
    item.setUserObject(node);
    return item;
  }

  /** Creates the items; one that the server refuses shows its status and hinders no other. */
  private void monitor(Group group, OpcUaSubscription subscription) throws UaException {
    try {
      subscription.synchronizeMonitoredItems();
    } catch (MonitoredItemSynchronizationException e) {
      List<NodePoint> refused = new ArrayList<>();
      List<DataValue> why = new ArrayList<>();
      for (var result : e.getCreateResults()) {
        if (!result.serviceResult().isGood()) {
          throw new UaException(result.serviceResult());
        }
        StatusCode status = result.operationResult().orElse(StatusCode.GOOD);
        if (!status.isGood()) {
          refused.add(node(result.monitoredItem()));
          why.add(new DataValue(status));
        }
      }
      tell(group, refused, why);
    }
  }

  /** Asks again for the items that the server refused: a controller may have loaded them since. */
  void retryRefused() throws ServerException, InterruptedException {
    retryEvents();
    for (var entry : groups.entrySet()) {
      if (!entry.getKey().nodes.isEmpty()
          && entry.getValue().getSyncState() != OpcUaSubscription.SyncState.SYNCHRONIZED) {
        try {
          monitor(entry.getKey(), entry.getValue());
        } catch (UaException e) {
          throw server.failed(e);
        }
      }
    }
  }

  private void retryEvents() throws ServerException, InterruptedException {
    try {
      if (eventItems.isPresent() && eventItems.get().join()) {
        refresh();
      }
    } catch (UaException e) {
      throw server.failed(e);
    }
  }

  private void tell(Group group, List<NodePoint> about, List<DataValue> values) {
    if (!about.isEmpty()) {
      notices.put(new Notice.Values(group, about, values));
    }
  }

  private static NodePoint node(OpcUaMonitoredItem item) {
    return (NodePoint) item.getUserObject().orElseThrow();
  }

  /** Passes on what the library tells, and returns at once. */
  private record Listener(Group group, Notices notices)
      implements OpcUaSubscription.SubscriptionListener {
    /** Some servers send the notifier's own attribute as a value of an event item, too. */
    @Override
    public void onDataReceived(
        OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<DataValue> values) {
      List<NodePoint> about = new ArrayList<>(items.size());
      List<DataValue> told = new ArrayList<>(items.size());
      for (int place = 0; place < items.size(); place++) {
        if (items.get(place).getUserObject().orElse(null) instanceof NodePoint node) {
          about.add(node);
          told.add(values.get(place));
        }
      }
      notices.put(new Notice.Values(group, about, told));
    }

    @Override
    public void onEventReceived(
        OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<Variant[]> fields) {
      notices.put(
          new Notice.Events(
              group,
              items.stream().map(item -> (EventWatch) item.getUserObject().orElseThrow()).toList(),
              fields));
    }

    @Override
    public void onKeepAliveReceived(OpcUaSubscription subscription) {
      notices.put(new Notice.KeepAlive(group));
    }

    @Override
    public void onNotificationDataLost(OpcUaSubscription subscription) {
      notices.put(new Notice.Gap(group));
    }

    @Override
    public void onStatusChanged(OpcUaSubscription subscription, StatusCode status) {
      if (status.isBad()) {
        notices.put(new Notice.Broken(group, NodeReading.words(status)));
      }
    }

    @Override
    public void onTransferFailed(OpcUaSubscription subscription, StatusCode status) {
      notices.put(new Notice.Broken(group, NodeReading.words(status)));
    }
  }
}
