package org.zhiban.drivers.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfig;
import org.eclipse.milo.opcua.sdk.client.OpcUaClientConfigBuilder;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.util.EndpointUtil;
import org.zhiban.drivers.opcua.ServerException.Cause;
import org.zhiban.model.site.OpcUaConnection;

/** A session with a server, from its opening to its end; never used again after. */
final class ServerConnection implements AutoCloseable {
  private static final Duration LEAVE = Duration.ofMillis(500);
  private static final Duration SESSION_KEPT = Duration.ofSeconds(30);
  private static final Duration ASK_WHETHER_ALIVE = Duration.ofSeconds(2);

  /**
   * Publish requests that wait at the server. The library hands answers that come close together to
   * a pool of threads, which may swap two: it would ask for the earlier message again and hand it
   * out twice, the second time after the later one, an old value as the newest. Of one there is no
   * order to lose; what comes meanwhile waits in the server's queues and arrives together.
   */
  private static final int PUBLISH_REQUESTS = 1;

  private final OpcUaConnection settings;
  private final OpcUaClient client;
  private final AtomicBoolean active = new AtomicBoolean();
  private final NodeWriter writer = new NodeWriter(this);
  private final MethodCaller caller = new MethodCaller(this);
  private ServerLimits limits = ServerLimits.NONE_TOLD;

  private ServerConnection(OpcUaConnection settings, OpcUaClient client) {
    this.settings = settings;
    this.client = client;
  }

  /** Opens a session; the loss and the return of it go to the notices. */
  static ServerConnection open(OpcUaConnection settings, Channel channel, Notices notices)
      throws ServerException, InterruptedException {
    EndpointDescription endpoint = endpoint(settings);
    OpcUaClientConfigBuilder config = config(settings, endpoint);
    channel.secure(config, endpoint);
    ServerConnection connection;
    try {
      connection =
          new ServerConnection(
              settings,
              OpcUaClient.create(
                  config.build(),
                  transport -> transport.setConnectTimeout(millis(settings.timeout()))));
    } catch (UaException e) {
      throw ServerException.of(settings.endpoint(), e);
    }
    boolean open = false;
    try {
      connection.client.addSessionActivityListener(new Watch(notices, connection.active));
      connection.await(connection.client.connectAsync(), settings.timeout().multipliedBy(2));
      connection.limits = connection.readLimits();
      open = true;
      return connection;
    } catch (ServerException e) {
      throw channel.explained(e);
    } finally {
      if (!open) {
        connection.close();
      }
    }
  }

  /**
   * The endpoint that fits, at the address that the site names: many servers answer with a host
   * name of their own that nobody else can resolve.
   */
  private static EndpointDescription endpoint(OpcUaConnection settings)
      throws ServerException, InterruptedException {
    String url = settings.endpoint();
    List<EndpointDescription> offered =
        await(
            DiscoveryClient.getEndpoints(
                url, transport -> transport.setConnectTimeout(millis(settings.timeout()))),
            settings.timeout().multipliedBy(2),
            url);
    ChannelSecurity wanted = ChannelSecurity.of(settings.security());
    return offered.stream()
        .filter(wanted::fits)
        .findFirst()
        .map(
            one ->
                EndpointUtil.updateUrl(one, EndpointUtil.getHost(url), EndpointUtil.getPort(url)))
        .orElseThrow(
            () ->
                new ServerException(
                    url,
                    Cause.NO_SUCH_ENDPOINT,
                    "asked: "
                        + settings.security().word()
                        + "; "
                        + ChannelSecurity.words(offered)));
  }

  private static OpcUaClientConfigBuilder config(
      OpcUaConnection settings, EndpointDescription endpoint) {
    return OpcUaClientConfig.builder()
        .setEndpoint(endpoint)
        .setApplicationName(LocalizedText.english("Zhiban"))
        .setApplicationUri("urn:zhiban:gateway")
        .setSessionName(() -> "zhiban " + settings.id())
        .setSessionTimeout(millis(SESSION_KEPT))
        .setRequestTimeout(millis(settings.timeout()))
        .setKeepAliveInterval(millis(ASK_WHETHER_ALIVE))
        .setKeepAliveTimeout(millis(settings.timeout()))
        .setKeepAliveFailuresAllowed(uint(0))
        .setMaxPendingPublishRequests(uint(PUBLISH_REQUESTS));
  }

  private ServerLimits readLimits() throws ServerException, InterruptedException {
    try {
      return ServerLimits.of(client.getOperationLimits());
    } catch (UaException e) {
      throw failed(e);
    }
  }

  /** How much one request may ask for. */
  ServerLimits limits() {
    return limits;
  }

  OpcUaClient client() {
    return client;
  }

  /** The node as this server numbers it now; empty where it does not know the namespace. */
  Optional<NodeId> resolve(NodePoint node) {
    return resolve(node.node());
  }

  /** A node id as this server numbers it now; empty where it does not know the namespace. */
  Optional<NodeId> resolve(ExpandedNodeId node) {
    return node.toNodeId(client.getNamespaceTable());
  }

  /** Reads the values, in as many requests as the server's limit asks for. */
  List<DataValue> read(List<NodePoint> nodes) throws ServerException, InterruptedException {
    return read(
        nodes.stream()
            .map(node -> attribute(resolve(node).orElse(NodeId.NULL_VALUE), AttributeId.Value))
            .toList(),
        TimestampsToReturn.Both,
        limits.nodesPerRead());
  }

  /** Reads attributes of nodes, in as many requests as the server's limit asks for. */
  List<DataValue> readAttributes(List<ReadValueId> attributes)
      throws ServerException, InterruptedException {
    return read(attributes, TimestampsToReturn.Neither, limits.nodesPerRead());
  }

  /**
   * Reads attributes of nodes.
   *
   * @param atOnce of one request, at most; within the server's limit
   */
  List<DataValue> read(List<ReadValueId> asked, TimestampsToReturn times, int atOnce)
      throws ServerException, InterruptedException {
    List<DataValue> values = new ArrayList<>(asked.size());
    for (int from = 0; from < asked.size(); from += atOnce) {
      List<ReadValueId> some = asked.subList(from, Math.min(from + atOnce, asked.size()));
      DataValue[] answer = await(client.readAsync(0, times, some)).getResults();
      if (answer == null || answer.length != some.size()) {
        throw new ServerException(
            settings.endpoint(), Cause.OTHER, "it answered something else than was asked");
      }
      values.addAll(Arrays.asList(answer));
    }
    return values;
  }

  /** Calls a method once; empty where the answer holds no result. */
  Optional<CallMethodResult> call(CallMethodRequest request)
      throws ServerException, InterruptedException {
    CallMethodResult[] results = await(client.callAsync(List.of(request))).getResults();
    return results == null || results.length == 0 ? Optional.empty() : Optional.of(results[0]);
  }

  static ReadValueId attribute(NodeId id, AttributeId attribute) {
    return new ReadValueId(id, attribute.uid(), null, QualifiedName.NULL_VALUE);
  }

  /** Writes through this session; remembers the types of its nodes. */
  NodeWriter writer() {
    return writer;
  }

  /** Calls methods through this session; remembers their arguments. */
  MethodCaller caller() {
    return caller;
  }

  /** Whether the session stands at this moment. */
  boolean active() {
    return active.get();
  }

  /** Waits for the answer to a request, a little longer than the request's own time-out. */
  <T> T await(CompletableFuture<T> answer) throws ServerException, InterruptedException {
    return await(answer, settings.timeout().multipliedBy(2));
  }

  private <T> T await(CompletableFuture<T> answer, Duration longest)
      throws ServerException, InterruptedException {
    return await(answer, longest, settings.endpoint());
  }

  private static <T> T await(CompletableFuture<T> answer, Duration longest, String endpoint)
      throws ServerException, InterruptedException {
    try {
      return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | CompletionException | TimeoutException e) {
      throw ServerException.of(endpoint, e);
    }
  }

  /**
   * What a call of the library failed with; an interrupt, which it swallows, comes back to light.
   */
  ServerException failed(UaException e) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return ServerException.of(settings.endpoint(), e);
  }

  private static UInteger millis(Duration duration) {
    return uint((int) duration.toMillis());
  }

  /** Ends the session; a server that is not there is not waited for. */
  @Override
  public void close() {
    CompletableFuture<OpcUaClient> left = client.disconnectAsync();
    if (!active.get()) {
      var _ = client.getTransport().disconnect();
      return;
    }
    try {
      left.get(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      var _ = client.getTransport().disconnect();
    } catch (InterruptedException _) {
      var _ = client.getTransport().disconnect();
      Thread.currentThread().interrupt();
    }
  }

  /** A data value that says that there is no such node. */
  static DataValue unknownNode() {
    return new DataValue(new StatusCode(StatusCodes.Bad_NodeIdUnknown));
  }

  private record Watch(Notices notices, AtomicBoolean active) implements SessionActivityListener {
    @Override
    public void onSessionActive(UaSession session) {
      active.set(true);
      notices.put(new Notice.Back());
    }

    @Override
    public void onSessionInactive(UaSession session) {
      active.set(false);
      notices.put(new Notice.Gone());
    }
  }
}
