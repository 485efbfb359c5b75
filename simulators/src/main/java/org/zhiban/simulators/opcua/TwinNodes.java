package org.zhiban.simulators.opcua;

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
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
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

/** The nodes of the site's points, in whatever namespaces they stand. */
final class TwinNodes extends ManagedAddressSpaceFragmentWithLifecycle {
  private static final double FASTEST_SAMPLING_MILLIS = 50;

  private final Set<NodeId> own = ConcurrentHashMap.newKeySet();
  private final AddressSpaceFilter filter = SimpleAddressSpaceFilter.create(own::contains);
  private final SubscriptionModel subscriptions;

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
