package org.zhiban.drivers.opcua;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReferenceDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.ViewDescription;

/**
 * Asks for references by Browse and BrowseNext (OPC UA Part 4, 5.9), within the server's limits. A
 * server that has no continuation point left for one of several nodes is asked for that one alone.
 */
final class References {
  /** Object, variable and method, as bits of the node class. */
  private static final int FOLLOWED = 1 | 2 | 4;

  private static final int ANY_CLASS = 0;
  private static final int ALL_FIELDS = 63;
  private static final int AT_ONCE = 1_000;

  private final ServerConnection server;
  private final int most;

  /**
   * References of a session's server.
   *
   * @param most references of one node that are asked for; what is beyond is not
   */
  References(ServerConnection server, int most) {
    this.server = server;
    this.most = most;
  }

  /** What a node refers to; or what the server said instead, in words. */
  record Found(List<ReferenceDescription> references, String trouble) {}

  /** What lies below each of some nodes, in their order. */
  List<Found> below(List<NodeId> nodes) throws ServerException, InterruptedException {
    return ask(
        nodes.stream()
            .map(node -> asked(node, BrowseDirection.Forward, NodeIds.HierarchicalReferences))
            .toList());
  }

  /** The type that a data type is made from. */
  Optional<NodeId> parentType(NodeId dataType) throws ServerException, InterruptedException {
    BrowseDescription up =
        new BrowseDescription(
            dataType,
            BrowseDirection.Inverse,
            NodeIds.HasSubtype,
            true,
            uint(ANY_CLASS),
            uint(ALL_FIELDS));
    return ask(List.of(up)).getFirst().references().stream()
        .findFirst()
        .flatMap(one -> one.getNodeId().toNodeId(server.client().getNamespaceTable()));
  }

  /** The properties of a node. */
  List<ReferenceDescription> properties(NodeId node) throws ServerException, InterruptedException {
    return ask(List.of(asked(node, BrowseDirection.Forward, NodeIds.HasProperty)))
        .getFirst()
        .references();
  }

  private static BrowseDescription asked(NodeId node, BrowseDirection way, NodeId type) {
    return new BrowseDescription(node, way, type, true, uint(FOLLOWED), uint(ALL_FIELDS));
  }

  private List<Found> ask(List<BrowseDescription> asked)
      throws ServerException, InterruptedException {
    List<Found> found = new ArrayList<>();
    int limit = server.limits().nodesPerBrowse();
    for (int from = 0; from < asked.size(); from += limit) {
      List<BrowseDescription> some = asked.subList(from, Math.min(from + limit, asked.size()));
      List<BrowseResult> results = browse(some);
      for (int i = 0; i < results.size(); i++) {
        BrowseResult result = results.get(i);
        boolean again = some.size() > 1 && isCode(result, StatusCodes.Bad_NoContinuationPoints);
        found.add(whole(again ? browse(some.subList(i, i + 1)).getFirst() : result));
      }
    }
    return found;
  }

  private List<BrowseResult> browse(List<BrowseDescription> asked)
      throws ServerException, InterruptedException {
    ViewDescription everything =
        new ViewDescription(NodeId.NULL_VALUE, DateTime.MIN_VALUE, uint(0));
    BrowseResult[] results =
        server.await(server.client().browseAsync(everything, uint(AT_ONCE), asked)).getResults();
    return results == null ? List.of() : List.of(results);
  }

  private Found whole(BrowseResult first) throws ServerException, InterruptedException {
    List<ReferenceDescription> all = new ArrayList<>();
    BrowseResult part = first;
    while (true) {
      ReferenceDescription[] some = part.getReferences();
      if (some != null) {
        all.addAll(Arrays.asList(some));
      }
      StatusCode status = part.getStatusCode();
      if (!status.isGood()) {
        return new Found(all, NodeReading.words(status));
      }
      ByteString point = part.getContinuationPoint();
      if (point == null || point.isNullOrEmpty()) {
        return new Found(all, "");
      }
      boolean enough = all.size() > most;
      BrowseResult[] next =
          server.await(server.client().browseNextAsync(enough, List.of(point))).getResults();
      if (enough || next == null || next.length == 0) {
        return new Found(all, "");
      }
      part = next[0];
    }
  }

  private static boolean isCode(BrowseResult result, long code) {
    return (result.getStatusCode().value() & 0xFFFF0000L) == code;
  }
}
