package org.zhiban.drivers.opcua;

import java.util.Optional;
import org.eclipse.milo.opcua.sdk.client.OperationLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;

/**
 * How much one request may ask for: what the server bears (OPC UA Part 5, 6.3.11), or our own
 * measure where that is less, so that a slow server answers within the time-out.
 */
record ServerLimits(int nodesPerRead, int nodesPerBrowse) {
  private static final int READ = 1_000;
  private static final int BROWSE = 50;

  static final ServerLimits NONE_TOLD = new ServerLimits(READ, BROWSE);

  static ServerLimits of(OperationLimits told) {
    return new ServerLimits(
        least(told.maxNodesPerRead(), READ), least(told.maxNodesPerBrowse(), BROWSE));
  }

  /** Zero and nothing both mean that the server sets no limit. */
  private static int least(Optional<UInteger> told, int own) {
    long limit = told.map(UInteger::longValue).orElse(0L);
    return limit == 0 ? own : (int) Math.min(limit, own);
  }
}
