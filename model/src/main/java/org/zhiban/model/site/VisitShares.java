package org.zhiban.model.site;

import java.util.List;
import org.zhiban.model.visit.VisitLevel;

/**
 * How many in a hundred orders of customers are asked after, by whom [R20].
 *
 * @param desk by the service centre, before the order is closed
 * @param quality by the quality department, of closed orders
 * @param head by the head of the service centre, of closed orders
 * @param qualityBy staff ids; none: managers and approvers
 * @param headBy staff ids; none: managers and approvers
 */
public record VisitShares(
    int desk, int quality, int head, List<String> qualityBy, List<String> headBy) {
  /** What the service plans ask for. */
  public static final VisitShares USUAL = new VisitShares(100, 50, 40, List.of(), List.of());

  public VisitShares {
    qualityBy = List.copyOf(qualityBy);
    headBy = List.copyOf(headBy);
  }

  /** Percentage of the orders. */
  public int of(VisitLevel level) {
    return switch (level) {
      case DESK -> desk;
      case QUALITY -> quality;
      case HEAD -> head;
    };
  }

  /** Who is named for it. */
  public List<String> by(VisitLevel level) {
    return switch (level) {
      case DESK -> List.of();
      case QUALITY -> qualityBy;
      case HEAD -> headBy;
    };
  }
}
