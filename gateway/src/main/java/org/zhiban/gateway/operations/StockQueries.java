package org.zhiban.gateway.operations;

import java.util.List;
import java.util.Optional;
import org.zhiban.model.stock.Movement;
import org.zhiban.model.stock.Part;

/** What can be asked of spare parts. */
public interface StockQueries {
  Optional<Part> part(String id);

  /** The whole register, what is retired too, by number. */
  List<Part> parts();

  /** The last movements of a part, the latest first. */
  List<Movement> movements(String part, int most);
}
