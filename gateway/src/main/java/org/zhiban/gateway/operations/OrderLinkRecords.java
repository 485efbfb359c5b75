package org.zhiban.gateway.operations;

import org.zhiban.model.workorder.OrderLink;

/** What can be changed in the links between orders. */
public interface OrderLinkRecords extends OrderLinkQueries {
  /** Adds a link, unless the two hang together so already; says whether it was added. */
  boolean add(OrderLink link);
}
