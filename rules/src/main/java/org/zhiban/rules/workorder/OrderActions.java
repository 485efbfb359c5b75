package org.zhiban.rules.workorder;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.zhiban.model.site.Site;
import org.zhiban.model.workorder.OrderAction;
import org.zhiban.model.workorder.WorkOrder;

/** What people may do with an order, and what that does to it. */
@SuppressWarnings("DoNotCallSuggester")
public final class OrderActions {
  private final Site site;

  public OrderActions(Site site) {
    this.site = site;
  }

  /**
   * Takes an action, or says why not.
   *
   * @param fields by name, as {@link #allowed} names them
   */
  public OrderOutcome apply(
      WorkOrder order, OrderAction action, Actor actor, Map<String, String> fields, Instant now) {
    throw new UnsupportedOperationException(site.id());
  }

  /** What the caller may do now, in the order of the table. */
  public List<AllowedAction> allowed(WorkOrder order, Actor actor) {
    throw new UnsupportedOperationException(site.id());
  }
}
