package org.zhiban.drivers.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemSynchronizationException;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.zhiban.model.site.OpcUaConnection;

/**
 * The subscriptions of one session. After a server's restart the library has subscriptions that no
 * longer exist, and stays silent: then all are built anew, with their items.
 */
final class Subscriptions {
  /** A subscription without changes says this often that it lives. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(2);

  private static final int QUEUE = 10;

  /**
   * Items created by one request, where the server's own limit is not lower: a slow server must
   * answer within the connection's time-out.
   */
  private static final int ITEMS_PER_CALL = 500;

  private final OpcUaConnection settings;
  private final List<NodePoint> nodes;
  private final ServerConnection server;
  private final Notices notices;
  private final Map<Group, OpcUaSubscription> groups = new LinkedHashMap<>();

  Subscriptions(
      OpcUaConnection settings, List<NodePoint> nodes, ServerConnection server, Notices notices) {
    this.settings = settings;
    this.nodes = nodes;
    this.server = server;
    this.notices = notices;
  }

  /** Whether the group is one of the present subscriptions. */
  boolean has(Group group) {
    return groups.containsKey(group);
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
    // what is gone already answers so; nobody waits for it
    old.forEach(OpcUaSubscription::deleteAsync);
  }

  private void create(Group group) throws UaException {
    OpcUaSubscription subscription =
        new OpcUaSubscription(server.client(), settings.publishingInterval().toMillis());
    subscription.setTargetKeepAliveInterval((double) KEEP_ALIVE.toMillis());
    subscription.setLifetimeAndKeepAliveCalculated(true);
    subscription.setMaxMonitoredItemsPerCall(uint(ITEMS_PER_CALL));
    subscription.setSubscriptionListener(new Listener(group, notices));
    groups.put(group, subscription);
    subscription.create();
    List<NodePoint> unknown = new ArrayList<>();
    for (NodePoint node : group.nodes) {
      server
          .resolve(node)
          .map(OpcUaMonitoredItem::newDataItem)
          .ifPresentOrElse(
              item -> subscription.addMonitoredItem(set(item, node)), () -> unknown.add(node));
    }
    tell(group, unknown, unknown.stream().map(_ -> ServerConnection.unknownNode()).toList());
    monitor(group, subscription);
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
    for (var entry : groups.entrySet()) {
      if (entry.getValue().getSyncState() != OpcUaSubscription.SyncState.SYNCHRONIZED) {
        try {
          monitor(entry.getKey(), entry.getValue());
        } catch (UaException e) {
          throw server.failed(e);
        }
      }
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
    @Override
    public void onDataReceived(
        OpcUaSubscription subscription, List<OpcUaMonitoredItem> items, List<DataValue> values) {
      notices.put(
          new Notice.Values(
              group, items.stream().map(Subscriptions::node).toList(), List.copyOf(values)));
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
