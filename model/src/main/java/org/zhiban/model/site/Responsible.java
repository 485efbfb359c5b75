package org.zhiban.model.site;

import java.util.List;

/**
 * Who answers for what no supervisor ends alone, as staff ids. Where nobody is named it is for the
 * engineering managers, and where none of these is, for everybody with the role of a manager.
 *
 * @param engineering the engineering managers, for orders of P1
 * @param liftSafety the lift-safety officers, for the records of lifts
 * @param fireSafety the fire-safety managers, for the records of fire protection
 */
public record Responsible(
    List<String> engineering, List<String> liftSafety, List<String> fireSafety) {
  /** Nobody is named. */
  public static final Responsible NONE = new Responsible(List.of(), List.of(), List.of());

  public Responsible {
    engineering = List.copyOf(engineering);
    liftSafety = List.copyOf(liftSafety);
    fireSafety = List.copyOf(fireSafety);
  }
}
