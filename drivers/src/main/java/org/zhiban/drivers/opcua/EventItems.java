package org.zhiban.drivers.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.milo.opcua.sdk.client.subscriptions.MonitoredItemSynchronizationException;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaSerializationException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.eclipse.milo.opcua.stack.core.types.structured.ContentFilterElementResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EventFilterResult;
import org.zhiban.drivers.LinkHealth;
import org.zhiban.model.site.OpcUaEventTypes;
import org.zhiban.model.telemetry.LinkStatus.State;

/**
 * The event items of one subscription. What a server does not offer is said of those points, and
 * asked for again later; the others are heard meanwhile.
 */
final class EventItems {
  /** Events that a server keeps between two publications, before it loses some and says so. */
  private static final int QUEUE = 1_000;

  private static final int SUBSCRIBE_TO_EVENTS = 1;

  private final ServerConnection server;
  private final LinkHealth health;
  private final Group group;
  private final OpcUaSubscription subscription;
  private final Map<EventWatch, Optional<OpcUaMonitoredItem>> items = new LinkedHashMap<>();

  EventItems(
      List<EventWatch> watches,
      ServerConnection server,
      LinkHealth health,
      Group group,
      OpcUaSubscription subscription) {
    this.server = server;
    this.health = health;
    this.group = group;
    this.subscription = subscription;
    watches.forEach(watch -> items.put(watch, Optional.empty()));
  }

  OpcUaSubscription subscription() {
    return subscription;
  }

  /**
   * Creates the items that do not stand yet.
   *
   * @return whether any was created
   */
  boolean join() throws ServerException, InterruptedException, UaException {
    List<EventWatch> missing =
        items.entrySet().stream()
            .filter(one -> one.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    boolean joined = false;
    for (EventWatch watch : missing) {
      Optional<String> trouble = create(watch);
      joined |= trouble.isEmpty();
      trouble.ifPresent(words -> health.failed(watch.heard.words() + ": " + words));
      health.unit(watch.heard.words(), trouble.isEmpty() ? State.UP : State.DOWN);
    }
    group.hears(
        items.entrySet().stream()
            .filter(one -> one.getValue().isPresent())
            .flatMapToInt(one -> java.util.Arrays.stream(one.getKey().numbers()))
            .toArray());
    return joined;
  }

  /** What hinders it, in words; empty: it stands. */
  private Optional<String> create(EventWatch watch)
      throws ServerException, InterruptedException, UaException {
    Optional<NodeId> notifier = server.resolve(watch.heard.notifier());
    Optional<NodeId> type = server.resolve(watch.heard.type());
    if (notifier.isEmpty() || type.isEmpty()) {
      return Optional.of("the server does not know the namespace");
    }
    Optional<String> lacking = lacking(watch, notifier.get(), type.get());
    if (lacking.isPresent()) {
      return lacking;
    }
    var encoding = server.client().getStaticEncodingContext();
    OpcUaMonitoredItem item =
        OpcUaMonitoredItem.newEventItem(
            notifier.get(), watch.filter(type.get(), Set.of(), encoding));
    item.setSamplingInterval(0);
    item.setQueueSize(uint(QUEUE));
    item.setUserObject(watch);
    subscription.addMonitoredItem(item);
    Optional<StatusCode> refused = synchronize();
    if (refused.isPresent()) {
      subscription.removeMonitoredItem(item);
      return Optional.of("the server answered " + NodeReading.words(refused.get()));
    }
    Optional<EventFilterResult> result = result(item);
    Optional<String> where = result.flatMap(EventItems::whereRefused);
    if (where.isPresent()) {
      subscription.removeMonitoredItem(item);
      var _ = synchronize();
      return where;
    }
    Set<EventClause> clauses =
        new HashSet<>(result.map(told -> refused(watch, told)).orElse(List.of()));
    if (!clauses.isEmpty()) {
      item.setFilter(watch.filter(type.get(), clauses, encoding));
      var _ = synchronize();
      tellFields(watch, clauses);
    }
    items.put(watch, Optional.of(item));
    return Optional.empty();
  }

  private Optional<String> lacking(EventWatch watch, NodeId notifier, NodeId type)
      throws ServerException, InterruptedException {
    List<DataValue> said =
        server.readAttributes(
            List.of(
                ServerConnection.attribute(notifier, AttributeId.EventNotifier),
                ServerConnection.attribute(type, AttributeId.NodeClass)));
    DataValue notifies = said.getFirst();
    if (notifies.statusCode().isBad()) {
      return Optional.of(
          "the notifier cannot be read: the server answered "
              + NodeReading.words(notifies.statusCode()));
    }
    if (!(notifies.value().value() instanceof UByte bits)
        || (bits.intValue() & SUBSCRIBE_TO_EVENTS) == 0) {
      return Optional.of("the server gives no events of this notifier");
    }
    boolean known =
        said.getLast().value().value() instanceof Integer kind
            && kind == NodeClass.ObjectType.getValue();
    return known
        ? Optional.empty()
        : Optional.of("the server has no event type " + watch.heard.type().toParseableString());
  }

  /** Sends what is new to the server; the first refusal of an item, where there is one. */
  private Optional<StatusCode> synchronize() throws UaException {
    try {
      subscription.synchronizeMonitoredItems();
      return Optional.empty();
    } catch (MonitoredItemSynchronizationException e) {
      for (var result : e.getCreateResults()) {
        if (!result.serviceResult().isGood()) {
          throw new UaException(result.serviceResult());
        }
        StatusCode status = result.operationResult().orElse(StatusCode.GOOD);
        if (!status.isGood()) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    }
  }

  private Optional<EventFilterResult> result(OpcUaMonitoredItem item) {
    try {
      return item.getFilterResult()
          .map(packed -> packed.decode(server.client().getStaticEncodingContext()))
          .filter(EventFilterResult.class::isInstance)
          .map(EventFilterResult.class::cast);
    } catch (UaSerializationException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> whereRefused(EventFilterResult result) {
    ContentFilterElementResult[] elements =
        result.getWhereClauseResult() == null
            ? null
            : result.getWhereClauseResult().getElementResults();
    if (elements != null && elements.length > 0 && elements[0].getStatusCode().isBad()) {
      return Optional.of(
          "the server refuses the choice of the event type: "
              + NodeReading.words(elements[0].getStatusCode()));
    }
    return Optional.empty();
  }

  private static List<EventClause> refused(EventWatch watch, EventFilterResult result) {
    StatusCode[] said = result.getSelectClauseResults();
    List<EventClause> refused = new ArrayList<>();
    for (int place = 0; said != null && place < said.length; place++) {
      if (said[place].isBad() && place < watch.clauses().size()) {
        refused.add(watch.clauses().get(place));
      }
    }
    return refused;
  }

  /** Of the fields that a point has where its site names none, a server may lack some. */
  private void tellFields(EventWatch watch, Set<EventClause> refused) {
    for (EventPoint point : watch.points) {
      List<String> lacking =
          point.fields().entrySet().stream()
              .filter(field -> refused.contains(field.getValue().clause()))
              .filter(field -> !OpcUaEventTypes.FIELDS.containsKey(field.getKey()))
              .map(field -> field.getKey() + " (" + field.getValue().clause().words() + ")")
              .toList();
      if (!lacking.isEmpty()) {
        health.trouble(
            point.point().ref()
                + ": the server's events of type "
                + watch.heard.name()
                + " have no "
                + String.join(", no ", lacking));
      }
    }
  }
}
