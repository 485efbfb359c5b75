package org.zhiban.simulators.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.sdk.core.Reference;
import org.eclipse.milo.opcua.sdk.server.AddressSpaceComposite;
import org.eclipse.milo.opcua.sdk.server.AddressSpaceFilter;
import org.eclipse.milo.opcua.sdk.server.ManagedAddressSpaceFragmentWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.SimpleAddressSpaceFilter;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.EventItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.model.objects.AlarmConditionTypeNode;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilter;
import org.eclipse.milo.opcua.sdk.server.nodes.filters.AttributeFilterContext;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.jspecify.annotations.Nullable;
import org.zhiban.model.site.PointSource.EventField;

/** The nodes of the site's points, in whatever namespaces they stand. */
final class TwinNodes extends ManagedAddressSpaceFragmentWithLifecycle {
  private static final int SUBSCRIBE_TO_EVENTS = 1;
  private static final double FASTEST_SAMPLING_MILLIS = 50;

  private final Set<NodeId> own = ConcurrentHashMap.newKeySet();
  private final AddressSpaceFilter filter = SimpleAddressSpaceFilter.create(own::contains);
  private final SubscriptionModel subscriptions;
  private final Set<EventItem> listening = ConcurrentHashMap.newKeySet();

  TwinNodes(OpcUaServer server) {
    super(server);
    subscriptions = new SubscriptionModel(server, this);
    getLifecycleManager().addLifecycle(subscriptions);
  }

  /** Node ids of the server's own namespace would otherwise be looked for there alone. */
  @Override
  protected void registerWithComposite(AddressSpaceComposite composite) {
    composite.registerFirst(this);
  }

  @Override
  public AddressSpaceFilter getFilter() {
    return filter;
  }

  /** The object of an id that the site names; one under the Objects folder where there is none. */
  UaObjectNode named(NodeId id) {
    return getNodeManager().getNode(id).orElse(null) instanceof UaObjectNode known
        ? known
        : object(id, String.valueOf(id.getIdentifier()));
  }

  /** An object whose events can be subscribed to. */
  void notifier(NodeId id) {
    named(id).setEventNotifier(ubyte(SUBSCRIBE_TO_EVENTS));
  }

  /** Hands an event to those who listen at a notifier of the site's own. */
  void notify(NodeId notifier, BaseEventTypeNode event) {
    listening.forEach(
        item -> {
          if (item.getReadValueId().getNodeId().equals(notifier)) {
            item.onEvent(event);
          }
        });
  }

  /** An event type with its fields; a second call adds what the first did not name. */
  void eventType(TwinEventType type, Collection<EventField> fields) {
    if (getNodeManager().getNode(type.id()).isEmpty()) {
      UaObjectTypeNode node =
          UaObjectTypeNode.builder(getNodeContext())
              .setNodeId(type.id())
              .setBrowseName(
                  new QualifiedName(
                      type.id().getNamespaceIndex(), String.valueOf(type.id().getIdentifier())))
              .setDisplayName(LocalizedText.english(String.valueOf(type.id().getIdentifier())))
              .setIsAbstract(false)
              .build();
      own.add(type.id());
      getNodeManager().addNode(node);
      node.addReference(
          new Reference(type.id(), NodeIds.HasSubtype, type.parent().expanded(), false));
      boolean alarm = type.parent().equals(NodeIds.AlarmConditionType);
      if (alarm) {
        getServer()
            .getObjectTypeManager()
            .registerObjectType(
                type.id(), AlarmConditionTypeNode.class, AlarmConditionTypeNode::new);
      } else {
        getServer()
            .getObjectTypeManager()
            .registerObjectType(type.id(), BaseEventTypeNode.class, BaseEventTypeNode::new);
      }
    }
    for (EventField field : fields) {
      List<QualifiedName> path = TwinEventType.path(field);
      boolean ownField = path.size() == 1 && !path.getFirst().namespaceIndex().equals(ushort(0));
      if (ownField) {
        property(type.id(), path.getFirst(), TwinEventType.dataType(field.type()));
      }
    }
  }

  private void property(NodeId type, QualifiedName name, NodeId dataType) {
    NodeId id = new NodeId(1, "field:" + type.toParseableString() + ":" + name.toParseableString());
    if (getNodeManager().getNode(id).isPresent()) {
      return;
    }
    UaVariableNode node =
        UaVariableNode.build(
            getNodeContext(),
            b ->
                b.setNodeId(id)
                    .setBrowseName(name)
                    .setDisplayName(LocalizedText.english(name.name()))
                    .setDataType(dataType)
                    .setTypeDefinition(NodeIds.PropertyType)
                    .build());
    own.add(id);
    getNodeManager().addNode(node);
    node.addReference(
        new Reference(
            id, NodeIds.HasModellingRule, NodeIds.ModellingRule_Mandatory.expanded(), true));
    node.addReference(new Reference(id, NodeIds.HasProperty, type.expanded(), false));
  }

  /** A method of an object. */
  UaMethodNode method(UaObjectNode parent, NodeId id, String name) {
    UaMethodNode node =
        UaMethodNode.build(
            getNodeContext(),
            b ->
                b.setNodeId(id)
                    .setBrowseName(new QualifiedName(id.getNamespaceIndex(), name))
                    .setDisplayName(LocalizedText.english(name))
                    .build());
    own.add(id);
    getNodeManager().addNode(node);
    parent.addComponent(node);
    return node;
  }

  /** Puts what a method does, and what it takes, into its node. */
  void implement(UaMethodNode node, TwinMethod method) {
    node.setInvocationHandler(method);
    if (method.getInputArguments().length > 0) {
      node.setInputArguments(method.getInputArguments());
      // the server made this property itself
      node.getPropertyNodes().forEach(one -> own.add(one.getNodeId()));
    }
  }

  /** An object under the Objects folder, for who browses. */
  UaObjectNode object(NodeId id, String name) {
    UaObjectNode node =
        UaObjectNode.build(
            getNodeContext(),
            b ->
                b.setNodeId(id)
                    .setBrowseName(new QualifiedName(id.getNamespaceIndex(), name))
                    .setDisplayName(LocalizedText.english(name))
                    .setTypeDefinition(NodeIds.BaseObjectType)
                    .build());
    own.add(id);
    getNodeManager().addNode(node);
    node.addReference(
        new Reference(id, NodeIds.Organizes, NodeIds.ObjectsFolder.expanded(), false));
    return node;
  }

  /**
   * A variable of an object.
   *
   * @param onWrite takes a written value, or throws with the status to answer; null: read only
   */
  UaVariableNode variable(
      UaObjectNode parent, NodeId id, String name, NodeId dataType, @Nullable Writer onWrite) {
    Set<AccessLevel> access = onWrite == null ? AccessLevel.READ_ONLY : AccessLevel.READ_WRITE;
    UaVariableNode node =
        UaVariableNode.build(
            getNodeContext(),
            b ->
                b.setNodeId(id)
                    .setBrowseName(new QualifiedName(id.getNamespaceIndex(), name))
                    .setDisplayName(LocalizedText.english(name))
                    .setDataType(dataType)
                    .setTypeDefinition(NodeIds.BaseDataVariableType)
                    .setAccessLevel(AccessLevel.toValue(access))
                    .setUserAccessLevel(AccessLevel.toValue(access))
                    .setMinimumSamplingInterval(FASTEST_SAMPLING_MILLIS)
                    .build());
    if (onWrite != null) {
      node.getFilterChain().addLast(new WriteFilter(onWrite));
    }
    own.add(id);
    getNodeManager().addNode(node);
    parent.addComponent(node);
    return node;
  }

  /** Takes what a client writes. */
  interface Writer {
    void write(@Nullable Object value) throws UaException;
  }

  private record WriteFilter(Writer writer) implements AttributeFilter {
    @Override
    public void writeAttribute(
        AttributeFilterContext context, AttributeId id, @Nullable Object value) throws UaException {
      if (id != AttributeId.Value || !(value instanceof DataValue written)) {
        throw new UaException(StatusCodes.Bad_NotWritable);
      }
      writer.write(written.value().value());
    }
  }

  @Override
  public void onEventItemsCreated(List<EventItem> items) {
    listening.addAll(items);
  }

  @Override
  public void onEventItemsDeleted(List<EventItem> items) {
    listening.removeAll(items);
  }

  @Override
  public void onDataItemsCreated(List<DataItem> items) {
    subscriptions.onDataItemsCreated(items);
  }

  @Override
  public void onDataItemsModified(List<DataItem> items) {
    subscriptions.onDataItemsModified(items);
  }

  @Override
  public void onDataItemsDeleted(List<DataItem> items) {
    subscriptions.onDataItemsDeleted(items);
  }

  @Override
  public void onMonitoringModeChanged(List<MonitoredItem> items) {
    subscriptions.onMonitoringModeChanged(items);
  }
}
