package org.zhiban.rules.workorder;

import java.util.Optional;
import org.zhiban.model.workorder.WorkOrder;

/** The orders beside the one that is moved, as they are on record. */
public interface OtherOrders {
  /** There is no other. */
  OtherOrders NONE =
      new OtherOrders() {
        @Override
        public Optional<WorkOrder> order(String number) {
          return Optional.empty();
        }

        @Override
        public Optional<WorkOrder> openOfFault(String fault) {
          return Optional.empty();
        }
      };

  Optional<WorkOrder> order(String number);

  /** The one open order of a fault. */
  Optional<WorkOrder> openOfFault(String fault);
}
