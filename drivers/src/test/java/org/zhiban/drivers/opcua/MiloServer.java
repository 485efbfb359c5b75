package org.zhiban.drivers.opcua;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.ManagedNamespaceWithLifecycle;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.items.DataItem;
import org.eclipse.milo.opcua.sdk.server.items.MonitoredItem;
import org.eclipse.milo.opcua.sdk.server.model.objects.BaseEventTypeNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.server.util.SubscriptionModel;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;

/** A server in this process, with variables {@code ns=2;s=NAME}; behind a {@link TcpProxy}. */
final class MiloServer {
  private final OpcUaServer server;
  private final Variables variables;

  /**
   * A server that serves.
   *
   * @param fastest publishing and sampling interval, in milliseconds
   */
  MiloServer(int port, Map<String, DataValue> values, double fastest) throws Exception {
    EndpointConfig endpoint =
        EndpointConfig.newBuilder()
            .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
            .setBindAddress("127.0.0.1")
            .setBindPort(port)
            .setHostname("a-name-that-nobody-resolves")
            .setSecurityPolicy(SecurityPolicy.None)
            .setSecurityMode(MessageSecurityMode.None)
            .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS)
            .build();
    server =
        new OpcUaServer(
            OpcUaServerConfig.builder()
                .setApplicationName(LocalizedText.english("test"))
                .setApplicationUri("urn:zhiban:test")
                .setProductUri("urn:zhiban:test")
                .setEndpoints(Set.of(endpoint))
                .setIdentityValidator(AnonymousIdentityValidator.INSTANCE)
                .setLimits(
                    new OpcUaServerConfigLimits() {
                      @Override
                      public Double getMinPublishingInterval() {
                        return fastest;
                      }

                      @Override
                      public Double getDefaultPublishingInterval() {
                        return fastest;
                      }
                    })
                .setCertificateManager(
                    new DefaultCertificateManager(new MemoryCertificateQuarantine()))
                .build(),
            _ -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder().build()));
    variables = new Variables(server, fastest);
    variables.startup();
    values.forEach(this::set);
    server.startup().get(20, TimeUnit.SECONDS);
  }

  void set(String name, DataValue value) {
    variables.set(name, value);
  }

  /** Raises an event of the Server object as often as said, each of another identity. */
  void raise(int times, DateTime at) throws UaException {
    BaseEventTypeNode event =
        server
            .getEventFactory()
            .createEvent(new NodeId(1, UUID.randomUUID()), NodeIds.BaseEventType);
    event.setEventType(NodeIds.BaseEventType);
    event.setSourceNode(NodeIds.Server);
    event.setSourceName("Server");
    event.setTime(at);
    event.setMessage(LocalizedText.english("test"));
    event.setSeverity(ushort(100));
    for (int time = 0; time < times; time++) {
      event.setEventId(ByteString.of(UUID.randomUUID().toString().getBytes(UTF_8)));
      server.getEventNotifier().fire(event);
    }
    event.delete();
  }

  /** How many subscriptions were ever created here. */
  long subscriptionsCreated() {
    return server.getDiagnosticsSummary().getCumulatedSubscriptionCount().sum();
  }

  /** How many publish requests of its clients wait here. */
  int waitingPublishRequests() {
    return server.getSessionManager().getAllSessions().stream()
        .mapToInt(session -> session.getSubscriptionManager().getPublishQueue().size())
        .sum();
  }

  void stop() throws Exception {
    variables.shutdown();
    server.shutdown().get(20, TimeUnit.SECONDS);
  }

  private static final class Variables extends ManagedNamespaceWithLifecycle {
    private final Map<String, UaVariableNode> nodes = new ConcurrentHashMap<>();
    private final SubscriptionModel subscriptions;
    private final double fastest;

    Variables(OpcUaServer server, double fastest) {
      super(server, "urn:zhiban:test:variables");
      this.fastest = fastest;
      subscriptions = new SubscriptionModel(server, this);
      getLifecycleManager().addLifecycle(subscriptions);
    }

    void set(String name, DataValue value) {
      nodes.computeIfAbsent(name, this::create).setValue(value);
    }

    private UaVariableNode create(String name) {
      UaVariableNode node =
          new UaVariableNode.UaVariableNodeBuilder(getNodeContext())
              .setNodeId(newNodeId(name))
              .setBrowseName(newQualifiedName(name))
              .setDisplayName(LocalizedText.english(name))
              .setDataType(NodeIds.BaseDataType)
              .setTypeDefinition(NodeIds.BaseDataVariableType)
              .setAccessLevel(ubyte(1))
              .setUserAccessLevel(ubyte(1))
              .setMinimumSamplingInterval(fastest)
              .build();
      getNodeManager().addNode(node);
      return node;
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
}
