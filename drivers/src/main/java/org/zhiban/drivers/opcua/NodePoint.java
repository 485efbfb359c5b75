package org.zhiban.drivers.opcua;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.UaRuntimeException;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.zhiban.drivers.DrivenPoint;
import org.zhiban.drivers.LinkRefusal;
import org.zhiban.drivers.LinkRefusedException;
import org.zhiban.model.site.PointSource;
import org.zhiban.model.telemetry.PointKind;

/**
 * A point and the node it is read from.
 *
 * @param node by namespace index, or by namespace URI ({@code nsu=}), which survives a server that
 *     numbers anew
 */
record NodePoint(DrivenPoint point, ExpandedNodeId node) {
  /** The node as the site writes it. */
  String name() {
    return node.toParseableString();
  }

  /** Reads the sources of a link's points; refuses with every malformed one. */
  static List<NodePoint> of(List<DrivenPoint> points) {
    List<NodePoint> read = new ArrayList<>();
    List<LinkRefusal> refusals = new ArrayList<>();
    for (DrivenPoint point : points) {
      if (!(point.spec().source().orElse(null) instanceof PointSource.OpcUa source)
          || point.spec().kind() == PointKind.EVENT) {
        refusals.add(new LinkRefusal.ForeignSource(point.ref(), point.spec().position(), "opc_ua"));
        continue;
      }
      try {
        read.add(new NodePoint(point, ExpandedNodeId.parse(source.node())));
      } catch (UaRuntimeException | IllegalArgumentException _) {
        refusals.add(
            new LinkRefusal.MalformedNode(point.ref(), point.spec().position(), source.node()));
      }
    }
    if (!refusals.isEmpty()) {
      throw new LinkRefusedException(refusals);
    }
    return read;
  }
}
