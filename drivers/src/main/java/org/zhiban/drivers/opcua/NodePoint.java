package org.zhiban.drivers.opcua;

import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.zhiban.drivers.DrivenPoint;

/**
 * A point and the node it is read from.
 *
 * @param node by namespace index, or by namespace URI ({@code nsu=}), which survives a server that
 *     numbers anew
 */
record NodePoint(DrivenPoint point, ExpandedNodeId node) implements Commanded {
  /** The node as the site writes it. */
  String name() {
    return node.toParseableString();
  }

  @Override
  public String asked(double value) {
    return "write of " + name() + " = " + value;
  }
}
