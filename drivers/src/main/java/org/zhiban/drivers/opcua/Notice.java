package org.zhiban.drivers.opcua;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;

/** What the client library tells of, on its own threads. */
sealed interface Notice {
  /** Values of a subscription, in the server's order. */
  record Values(Group group, List<NodePoint> nodes, List<DataValue> values) implements Notice {}

  /** Events of a subscription, in the server's order; the fields of each as its watch asks. */
  record Events(Group group, List<EventWatch> watches, List<Variant[]> fields) implements Notice {
    public Events {
      watches = List.copyOf(watches);
      fields = List.copyOf(fields);
    }
  }

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
