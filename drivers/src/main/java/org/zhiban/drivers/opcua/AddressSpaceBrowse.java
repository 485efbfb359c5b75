package org.zhiban.drivers.opcua;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.NodeClass;
import org.zhiban.drivers.Credentials;
import org.zhiban.drivers.opcua.BrowseFindings.Ending;
import org.zhiban.drivers.opcua.FoundNode.NodeKind;
import org.zhiban.drivers.opcua.ServerException.Cause;

/** Asks a server what it holds, level by level; never writes. */
public final class AddressSpaceBrowse {
  /** Is told how many nodes are known; called on the thread that browses. */
  public interface Progress {
    void found(int nodes);
  }

  private final BrowseRequest request;
  private final Credentials credentials;
  private final InstantSource clock;
  private final Progress progress;
  private volatile boolean stopped;

  public AddressSpaceBrowse(
      BrowseRequest request, Credentials credentials, InstantSource clock, Progress progress) {
    this.request = request;
    this.credentials = credentials;
    this.clock = clock;
    this.progress = progress;
  }

  /** Ends a browse under way; callable from any thread. What was found is still returned. */
  public void stop() {
    stopped = true;
  }

  /**
   * Opens a session, follows the tree, and reads what its variables hold.
   *
   * @throws ServerException if there is no session, or no such node to begin at
   */
  public BrowseFindings run() throws ServerException, InterruptedException {
    Channel channel = new Channel(request.connection(), credentials, clock);
    try (ServerConnection server =
        ServerConnection.open(request.connection(), channel, new Notices(1))) {
      NodeTree tree = new NodeTree(root(server), request, server);
      tree.grow(() -> stopped, progress);
      List<Branch> all = tree.all();
      Map<NodeId, FoundVariable> variables =
          stopped ? Map.of() : new VariableReading(server).of(all);
      NamespaceTable namespaces = server.client().getNamespaceTable();
      return new BrowseFindings(
          request.connection().endpoint(),
          List.of(namespaces.toArray()),
          all.stream()
              .map(one -> one.found(namespaces, Optional.ofNullable(variables.get(one.id))))
              .toList(),
          stopped ? Ending.STOPPED : tree.full() ? Ending.MOST : Ending.WHOLE);
    }
  }

  private Branch root(ServerConnection server) throws ServerException, InterruptedException {
    NodeId id =
        request.under().isPresent() ? parsed(request.under().get(), server) : NodeIds.ObjectsFolder;
    List<DataValue> said =
        server.readAttributes(
            List.of(
                ServerConnection.attribute(id, AttributeId.NodeClass),
                ServerConnection.attribute(id, AttributeId.BrowseName),
                ServerConnection.attribute(id, AttributeId.DisplayName)));
    StatusCode status = said.getFirst().statusCode();
    NodeKind kind =
        Optional.ofNullable(said.getFirst().value().value())
            .map(Integer.class::cast)
            .flatMap(number -> NodeKind.of(NodeClass.from(number)))
            .orElseThrow(
                () ->
                    noSuch(
                        id.toParseableString()
                            + ": "
                            + (status.isGood()
                                ? "no object, variable or method"
                                : NodeReading.words(status))));
    return new Branch(0, id, kind, name(said.get(1)), name(said.get(2)));
  }

  private NodeId parsed(String text, ServerConnection server) throws ServerException {
    try {
      return ExpandedNodeId.parse(text)
          .toNodeId(server.client().getNamespaceTable())
          .orElseThrow(() -> noSuch(text + ": the server does not know the namespace"));
    } catch (UaRuntimeException | IllegalArgumentException _) {
      throw noSuch(text + ": write it like ns=2;s=Pump1");
    }
  }

  private ServerException noSuch(String detail) {
    return new ServerException(request.connection().endpoint(), Cause.NO_SUCH_NODE, detail);
  }

  private static String name(DataValue said) {
    return switch (said.value().value()) {
      case QualifiedName name -> Branch.text(name.name());
      case LocalizedText name -> Branch.text(name.text());
      case null, default -> "";
    };
  }
}
