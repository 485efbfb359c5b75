package org.zhiban.simulators.opcua;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.server.EndpointConfig;
import org.eclipse.milo.opcua.sdk.server.OpcUaServer;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfig;
import org.eclipse.milo.opcua.sdk.server.identity.AnonymousIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.identity.CompositeValidator;
import org.eclipse.milo.opcua.sdk.server.identity.UsernameIdentityValidator;
import org.eclipse.milo.opcua.sdk.server.nodes.UaMethodNode;
import org.eclipse.milo.opcua.sdk.server.nodes.UaObjectNode;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.DefaultCertificateManager;
import org.eclipse.milo.opcua.stack.core.security.MemoryCertificateQuarantine;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.transport.TransportProfile;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.MessageSecurityMode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.UserTokenType;
import org.eclipse.milo.opcua.stack.core.types.structured.UserTokenPolicy;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransport;
import org.eclipse.milo.opcua.stack.transport.server.tcp.OpcTcpServerTransportConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhiban.model.site.OpcUaConnection;
import org.zhiban.model.site.PointSource.OpcUa;
import org.zhiban.model.site.PointSource.OpcUaEvents;
import org.zhiban.model.site.PointSource.OpcUaMethod;
import org.zhiban.model.site.PointSpec;
import org.zhiban.model.site.Secret;
import org.zhiban.model.site.Site;
import org.zhiban.simulators.link.LinkTwin;
import org.zhiban.simulators.link.TwinAddress;
import org.zhiban.simulators.plant.EquipmentTwin;
import org.zhiban.simulators.plant.Plant;

/** A server on the loopback, without security, that has every node which the site names. */
public final class OpcUaTwin implements LinkTwin {
  private static final Logger log = LoggerFactory.getLogger(OpcUaTwin.class);
  private static final String HOST = "127.0.0.1";
  private static final String URI = "urn:zhiban:twin";
  private static final int BIND_ATTEMPTS = 5;

  /** In the clear: the twin's endpoint has no security, and never leaves the loopback. */
  private static final UserTokenPolicy USER_NAME =
      new UserTokenPolicy(
          "username", UserTokenType.UserName, null, null, SecurityPolicy.None.getUri());

  private final OpcUaServer server;
  private final TwinNodes nodes;
  private final int port;
  private final InstantSource clock;
  private final TwinEvents events;
  private final List<EquipmentNodes> equipment = new ArrayList<>();

  private OpcUaTwin(OpcUaServer server, TwinNodes nodes, int port, InstantSource clock) {
    this.server = server;
    this.nodes = nodes;
    this.port = port;
    this.clock = clock;
    this.events = new TwinEvents(server, nodes, this::nodeId);
  }

  /** Starts the server of a connection. */
  public static OpcUaTwin start(
      Site site, OpcUaConnection connection, Plant plant, InstantSource clock) throws IOException {
    IOException last = new IOException("no port for the twin of " + connection.id());
    for (int attempt = 0; attempt < BIND_ATTEMPTS; attempt++) {
      try {
        return start(site, connection, plant, clock, freePort());
      } catch (IOException portTakenMeanwhile) {
        last = portTakenMeanwhile;
      }
    }
    throw last;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static OpcUaTwin start(
      Site site, OpcUaConnection connection, Plant plant, InstantSource clock, int port)
      throws IOException {
    OpcUaServer server =
        new OpcUaServer(
            config(connection, port),
            _ -> new OpcTcpServerTransport(OpcTcpServerTransportConfig.newBuilder().build()));
    OpcUaTwin twin = new OpcUaTwin(server, new TwinNodes(server), port, clock);
    twin.nodes.startup();
    site.equipmentOf(connection.id()).stream()
        .map(member -> plant.twins().get(member.id()))
        .filter(java.util.Objects::nonNull)
        .forEach(member -> twin.add(member, plant));
    plant.onHappening(twin.events::happened);
    twin.equipment.forEach(members -> members.refresh(clock.instant()));
    try {
      server.startup().get(30, TimeUnit.SECONDS);
      return twin;
    } catch (ExecutionException | TimeoutException failed) {
      throw new IOException("the twin of " + connection.id() + " does not start", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static OpcUaServerConfig config(OpcUaConnection connection, int port) {
    EndpointConfig endpoint =
        EndpointConfig.newBuilder()
            .setTransportProfile(TransportProfile.TCP_UASC_UABINARY)
            .setBindAddress(HOST)
            .setBindPort(port)
            .setHostname(HOST)
            .setSecurityPolicy(SecurityPolicy.None)
            .setSecurityMode(MessageSecurityMode.None)
            .addTokenPolicies(OpcUaServerConfig.USER_TOKEN_POLICY_ANONYMOUS, USER_NAME)
            .build();
    String user = connection.user().orElse("");
    String password = connection.password().map(Secret::reveal).orElse("");
    return OpcUaServerConfig.builder()
        .setApplicationName(LocalizedText.english("twin of " + connection.id()))
        .setApplicationUri(URI)
        .setProductUri(URI)
        .setEndpoints(Set.of(endpoint))
        .setIdentityValidator(
            new CompositeValidator(
                AnonymousIdentityValidator.INSTANCE,
                new UsernameIdentityValidator(
                    login ->
                        login.getUsername().equals(user) && login.getPassword().equals(password))))
        .setCertificateManager(new DefaultCertificateManager(new MemoryCertificateQuarantine()))
        .build();
  }

  private void add(EquipmentTwin twin, Plant plant) {
    String name = twin.equipment().id();
    EquipmentNodes members = new EquipmentNodes(twin);
    UaObjectNode object = nodes.object(new NodeId(1, "equipment:" + name), name);
    for (int position = 0; position < twin.points().size(); position++) {
      PointSpec point = twin.points().get(position);
      int at = position;
      TwinNodes.Writer writer = value -> write(plant, twin, at, point, value);
      switch (point.source().orElse(null)) {
        case OpcUa source ->
            members.add(
                position,
                point,
                nodes.variable(
                    object,
                    nodeId(source.node()),
                    point.id(),
                    NodeType.of(point).dataType(),
                    point.command() ? writer : null));
        case OpcUaMethod source -> add(source, twin, point, writer);
        case OpcUaEvents source -> events.add(twin, point, source);
        case null, default -> {
          // of another protocol
        }
      }
    }
    equipment.add(members);
  }

  private void add(
      OpcUaMethod source, EquipmentTwin twin, PointSpec point, TwinNodes.Writer writer) {
    UaMethodNode node =
        nodes.method(nodes.named(nodeId(source.object())), nodeId(source.method()), point.id());
    TwinNodes.Writer reachable =
        value -> {
          switch (twin.snapshot().reach()) {
            case ANSWERS, SLOWLY -> writer.write(value);
            case REFUSES -> throw new UaException(StatusCodes.Bad_DeviceFailure);
            case SILENT -> throw new UaException(StatusCodes.Bad_NoCommunication);
          }
        };
    nodes.implement(node, new TwinMethod(node, point, source, reachable));
  }

  private static void write(
      Plant plant, EquipmentTwin twin, int position, PointSpec point, @Nullable Object value)
      throws UaException {
    double reading = NodeType.reading(point, value);
    if (Double.isNaN(reading)) {
      throw new UaException(StatusCodes.Bad_OutOfRange);
    }
    plant.write(twin, position, reading);
  }

  /** The node id that a text means here; its namespace is made where the table has none such. */
  private NodeId nodeId(String text) {
    NamespaceTable namespaces = server.getNamespaceTable();
    ExpandedNodeId id = ExpandedNodeId.parse(text);
    String uri = id.getNamespaceUri();
    if (uri != null) {
      var _ = namespaces.add(uri);
      return id.toNodeId(namespaces).orElseThrow();
    }
    NodeId local = NodeId.parse(text);
    for (int index = 2; index <= local.getNamespaceIndex().intValue(); index++) {
      if (namespaces.get(index) == null) {
        var _ = namespaces.add(URI + ":" + index);
      }
    }
    return local;
  }

  @Override
  public TwinAddress address() {
    return new TwinAddress.OpcUa("opc.tcp://" + HOST + ":" + port);
  }

  @Override
  public void refresh() {
    equipment.forEach(members -> members.refresh(clock.instant()));
    events.refresh(clock.instant());
  }

  @Override
  public void close() {
    nodes.shutdown();
    try {
      server.shutdown().get(5, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      log.warn("an OPC UA twin did not stop cleanly", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
