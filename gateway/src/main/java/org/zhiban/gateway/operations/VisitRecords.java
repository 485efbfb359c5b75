package org.zhiban.gateway.operations;

import java.util.List;
import org.zhiban.model.visit.VisitAnswer;
import org.zhiban.model.visit.VisitDraw;

/** What can be written about return visits. */
public interface VisitRecords extends VisitQueries {
  /**
   * Saves the lots of an order.
   *
   * @throws ChangeRefusedException where the order was drawn before
   */
  void add(List<VisitDraw> draws);

  /**
   * Saves what came of a visit.
   *
   * @throws ChangeRefusedException where the order has a visit of that number
   */
  void add(VisitAnswer answer);
}
