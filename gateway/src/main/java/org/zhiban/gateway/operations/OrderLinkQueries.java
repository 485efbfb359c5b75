package org.zhiban.gateway.operations;

import java.util.List;
import org.zhiban.model.workorder.OrderLink;

/** What can be asked of the links between orders. */
public interface OrderLinkQueries {
  /** Links that an order has with others, at whichever end it stands, oldest first. */
  List<OrderLink> of(String order);
}
