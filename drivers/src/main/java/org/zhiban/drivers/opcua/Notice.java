package org.zhiban.drivers.opcua;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;

/** What the client library tells of, on its own threads. */
sealed interface Notice {
  /** Values of a subscription, in the server's order. */
  record Values(Group group, List<NodePoint> nodes, List<DataValue> values) implements Notice {}

  /** A subscription lives without a change. */
  record KeepAlive(Group group) implements Notice {}

  /** Values were lost on the way and cannot be had again. */
  record Gap(Group group) implements Notice {}

  /** A subscription is of no use any more and is to be built anew. */
  record Broken(Group group, String why) implements Notice {}

  /** The session is there again, after it was gone. */
  record Back() implements Notice {}

  /** The session is gone. */
  record Gone() implements Notice {}
}
