package org.zhiban.rules.workorder;

import java.util.List;
import org.zhiban.model.workorder.OrderAction;

/** An action that a caller may take now, and what it wants. */
public record AllowedAction(OrderAction action, List<Field> fields) {
  public AllowedAction {
    fields = List.copyOf(fields);
  }

  /** A field of an action. */
  public record Field(String name, boolean required) {}
}
